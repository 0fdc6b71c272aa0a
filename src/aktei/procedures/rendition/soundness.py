# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of a PDF of which something is lost: what is drawn on them, or a picture. Viewers leave it out in silence.

Only what is surely lost counts. Data that ends without its last mark but is all there is what many programs write.
"""

import io
import zlib
from typing import Any

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageFile

from aktei.procedures.rendition.stream_size import filters_of

_DEPTH = 4
_FLATE = ("/FlateDecode", "/Fl")
_JPEG = ("/DCTDecode", "/DCT")
_FLUSHED = b"\0\0\xff\xff"
"""How a program ends data that it may go on with; nothing is missing."""
_TAIL = 2048
_COLOURS = {"/DeviceGray": 1, "/G": 1, "/CalGray": 1, "/DeviceRGB": 3, "/RGB": 3, "/CalRGB": 3, "/DeviceCMYK": 4}
_NOT_DECODED = 128
_LAST_BLOCKS = 16  # lines that a decoder may hold back until it sees the last mark
_LOST = 0.01
"""Share of a picture that must be missing to be called lost."""


def damaged_pages(pdf: pikepdf.Pdf) -> list[int]:
    """Numbers of the pages, from 1, of which something cannot be read any more."""
    known: dict[tuple[int, int], bool] = {}
    return [number for number, page in enumerate(pdf.pages, 1) if not _is_sound(page, known)]


def _is_sound(page: pikepdf.Page, known: dict[tuple[int, int], bool]) -> bool:
    contents = page.obj.get("/Contents")
    parts = list(contents) if isinstance(contents, Array) else [contents]
    drawn = all(_remembered(part, known, 0) for part in parts if isinstance(part, Stream))
    return drawn and _all_sound(page.resources, known, 0)


def _all_sound(resources: Any, known: dict[tuple[int, int], bool], depth: int) -> bool:
    objects = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    items = list(objects.values()) if isinstance(objects, Dictionary) and depth <= _DEPTH else []
    return all(_remembered(item, known, depth + 1) for item in items if isinstance(item, Stream))


def _remembered(item: Any, known: dict[tuple[int, int], bool], depth: int) -> bool:
    """Each stream is looked at once, however many pages use it; what contains itself is taken for sound meanwhile."""
    if item.objgen not in known:
        known[item.objgen] = True
        if item.get("/Subtype") == Name.Image:
            known[item.objgen] = _whole_picture(item)
        else:
            known[item.objgen] = _whole_drawing(item) and _all_sound(item.get("/Resources"), known, depth)
    return known[item.objgen]


def _whole_drawing(item: Any) -> bool:
    """Whether what is drawn can be unpacked to its end."""
    if filters_of(item)[:1] not in [[each] for each in _FLATE]:
        return True
    data = item.read_raw_bytes()
    unpacker = zlib.decompressobj()
    try:
        unpacker.decompress(data)
    except zlib.error as error:
        return "incorrect data check" in str(error)
    return unpacker.eof or data.endswith(_FLUSHED) or not data.strip()


def _whole_picture(item: Any) -> bool:
    """Whether as many pixels are there as the picture has."""
    filters = filters_of(item)
    if len(filters) != 1 or filters[0] not in (*_FLATE, *_JPEG):
        return True
    data = item.read_raw_bytes()
    if filters[0] in _JPEG:
        return b"\xff\xd9" in data[-_TAIL:] or _decodes(data)
    wanted = _size(item)
    unpacker, there = zlib.decompressobj(), 0
    for at in range(0, len(data), 2**16):
        try:
            there += len(unpacker.decompress(data[at : at + 2**16]))
        except zlib.error:
            break
    return there >= wanted * (1 - _LOST)


def _size(item: Any) -> int:
    """Bytes the picture must have at least; 0 where its colours are of a rarer kind."""
    space = str(item.get("/ColorSpace", "/DeviceGray")) if not isinstance(item.get("/ColorSpace"), Array) else ""
    bits = 1 if item.get("/ImageMask", False) else int(item.get("/BitsPerComponent", 8))
    across = int(item.get("/Width", 0)) * _COLOURS.get(space, 1) * bits
    return (across + 7) // 8 * int(item.get("/Height", 0))


def _decodes(data: bytes) -> bool:
    """Whether all lines of a JPEG without its last mark are there: what was not decoded becomes one even grey."""
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
    return bool(missing <= max(_LAST_BLOCKS, len(lines) * _LOST))
