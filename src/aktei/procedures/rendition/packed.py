# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the packed data of a picture inside a PDF is all there, for each way of packing that knows where it ends.

Decoders go on after much damage and leave the rest of the page white. What a packing cannot tell (a changed shade in
the middle of a JPEG 2000) is not seen here either. Only what is surely lost counts.
"""

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFile

from aktei.procedures.rendition import tiff_pages

LOST = 0.01
"""Share of a picture that must be missing to be called lost."""
_TAIL = 2048
_NOT_DECODED = 128
_LAST_BLOCKS = 16  # lines that a decoder may hold back until it sees the last mark
_LINE = re.compile(r"at line (\d+)")
_NO_CODE = b"\x01" * 64
"""No fax has such codes: whoever gets this far has run out of lines before the page was full."""
_LINE_BEGINS, _MARKS_AT_THE_END = "000000000001", 6
_START, _TILE, _DATA, _END = b"\xff\x4f", b"\xff\x90", b"\xff\x93", b"\xff\xd9"
_SCAN = 0xDA
_NEVER_IN_JPEG = re.compile(rb"\xff[\x01-\xbf\xc0-\xc3\xc5-\xcf\xd8\xe0-\xef]")
"""What never stands between the codes of a JPEG; between the scans of one there are further tables."""
_HOLE = re.compile(rb"\0{4}")
_NEVER_IN_DATA = re.compile(rb"\xff[\x94-\xff]")
_UNKNOWN_LENGTH = 0xFFFFFFFF
_DRAWS = frozenset({6, 7, 22, 23, 38, 39, 42, 43})
"""Kinds of segments of a JBIG2 that put something onto the page."""


@dataclass(frozen=True)
class Fax:
    """What a PDF says beside a fax: how it is packed (`k` as there), and how many columns and rows it has."""

    k: int
    columns: int
    rows: int
    aligned: bool


def jpeg_is_whole(data: bytes) -> bool:
    """Whether all lines of a JPEG are there: what was not decoded becomes one even grey."""
    begins = _first_scan(data)
    if begins and _NEVER_IN_JPEG.search(data, begins, max(begins, data.find(_END, begins))):
        return False
    if _END in data[-_TAIL:]:
        return True
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
            image.load()
            lines = np.asarray(image.convert("L"))
    except (OSError, SyntaxError, ValueError):
        return False
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    drawn = np.flatnonzero((lines != _NOT_DECODED).any(axis=1))
    missing = len(lines) - 1 - drawn[-1] if len(drawn) else len(lines)
    return bool(missing <= max(_LAST_BLOCKS, len(lines) * LOST))


def _first_scan(data: bytes) -> int:
    """Where the codes of a JPEG begin, behind what its tables and profiles hold; 0 if that is not to be seen."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        length = 0 if data[at + 1] == 0xFF else struct.unpack_from(">H", data, at + 2)[0] + 1
        if data[at + 1] == _SCAN:
            return at + 1 + length
        at += 1 + length
    return 0


def fax_is_whole(data: bytes, fax: Fax) -> bool:
    """Whether every line of a fax can be decoded. Packings that the decoder at hand does not know are believed."""
    restarts = fax.k >= 0
    bits = f"{int.from_bytes(data):0{8 * len(data)}b}" if restarts else ""
    begun = bits.count(_LINE_BEGINS)
    if fax.aligned or (restarts and not begun):
        return True
    ended = any(mark * 2 in bits[-_TAIL:] for mark in (_LINE_BEGINS, _LINE_BEGINS + "1"))  # no line between two begins
    said = tiff_pages.said_of_fax(data + _NO_CODE, fax.columns, fax.rows, two_dimensional=fax.k > 0, restarts=restarts)
    if not restarts and _HOLE.search(data.rstrip(b"\0")):
        return False
    lines = {int(found[1]) for each in said if (found := _LINE.search(each))}
    if not restarts:
        return min(lines, default=fax.rows) >= fax.rows * (1 - LOST)
    spoilt = len([line for line in lines if line < begun - _MARKS_AT_THE_END])
    there = fax.rows if ended else begun
    return there >= fax.rows * (1 - LOST) and spoilt <= max(3, tiff_pages.LINES_OF_A_BAD_CALL * fax.rows)


def jpeg2000_is_whole(data: bytes) -> bool:
    """Whether every part of a JPEG 2000 is as long as it says, and holds nothing that no coder writes."""
    at = data.find(_START)
    if at < 0:
        return False
    at += 2
    while data[at : at + 2] != _TILE:  # the main header: marks with their lengths
        if len(data) < at + 4 or data[at] != 0xFF:
            return False
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    while data[at : at + 2] == _TILE:
        if len(data) < at + 12:
            return False
        length = struct.unpack_from(">I", data, at + 6)[0]
        end = at + length if length else max(data.rfind(_END), at + 12)
        begins = data.find(_DATA, at)
        if end > len(data) or not at < begins < end or _NEVER_IN_DATA.search(data, begins + 2, end):
            return False
        at = end
    return data[at : at + 2] in (_END, b"")


def jbig2_is_whole(data: bytes, shared: bytes) -> bool:
    """Whether every segment of a JBIG2 as PDFs hold it is as long as it says, and one of them draws."""
    try:
        list(_segments(shared))
        return not _DRAWS.isdisjoint(_segments(data))
    except (struct.error, IndexError, ValueError):
        return False


def _segments(data: bytes) -> Iterator[int]:
    """The kinds of the segments one after another; raises one of several errors where something is missing."""
    at = 0
    while at < len(data) and data[at:].strip(b"\0\r\n"):
        number, flags, count = struct.unpack_from(">IBB", data, at)
        at += 5
        if count >> 5 == 7:
            long_count = struct.unpack_from(">I", data, at)[0] & 0x1FFFFFFF
            at += 4 + (long_count + 8) // 8
            others = long_count
        else:
            others, at = count >> 5, at + 1
        at += others * (1 if number <= 256 else 2 if number <= 65536 else 4) + (4 if flags & 0x40 else 1)
        (length,) = struct.unpack_from(">I", data, at)
        at += 4
        if length == _UNKNOWN_LENGTH:  # ends with its own mark and its number of lines
            end = max(data.find(b"\x00\x00", at + 18), data.find(b"\xff\xac", at + 18))
            if end < 0:
                raise ValueError("no end")
            length = end + 6 - at
        if at + length > len(data):
            raise ValueError("cut off")
        at += length
        yield flags & 0x3F
