# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The JPEG inside a TIFF, taken out without decoding it."""

from pathlib import Path
from typing import Any

_JPEG = 7
_WIDTH, _LENGTH, _COMPRESSION, _PHOTOMETRIC = 256, 257, 259, 262
_OFFSETS, _ROWS, _LENGTHS, _TILES, _TABLES = 273, 278, 279, 322, 347


def joined(path: Path, image: Any) -> tuple[bytes, int] | None:
    """The current page's strips as one JPEG stream, and its channels; None where that cannot be done exactly.

    Each strip of such a TIFF is a JPEG of its own with common tables. Restart markers between the strips' data,
    and a restart interval as long as a strip, make one valid JPEG of the same coefficients.
    """
    tags = image.tag_v2
    if tags.get(_COMPRESSION) != _JPEG or _TILES in tags or tags.get(_PHOTOMETRIC) not in (1, 6):
        return None
    content = path.read_bytes()
    offsets, lengths = tags[_OFFSETS], tags[_LENGTHS]
    strips = [content[offset : offset + length] for offset, length in zip(offsets, lengths, strict=True)]
    tables = _segments(tags.get(_TABLES, b"\xff\xd8\xff\xd9"))
    parts = [_parsed(strip) for strip in strips]
    if not tables or any(part is None for part in parts):
        return None
    return _assembled(image, tables, [part for part in parts if part])


def _assembled(
    image: Any, tables: list[bytes], parts: list[tuple[list[bytes], bytes, bytes]]
) -> tuple[bytes, int] | None:
    headers, scan_header, _ = parts[0]
    frame = next((segment for segment in headers if segment[1] == 0xC0), None)
    if frame is None or any(part[1] != scan_header for part in parts):
        return None
    channels = frame[9]
    unit_width, unit_height = _unit(frame)
    rows = int.from_bytes(frame[5:7], "big")
    if len(parts) > 1 and (rows % unit_height or any(_differs(part[0], headers) for part in parts[1:])):
        return None
    width, height = int(image.tag_v2[_WIDTH]), int(image.tag_v2[_LENGTH])  # as stored; Pillow's is turned already
    units = -(-width // unit_width) * (rows // unit_height)
    if len(parts) > 1 and units > 0xFFFF:
        return None
    whole = frame[:5] + height.to_bytes(2, "big") + frame[7:]
    out = bytearray(b"\xff\xd8") + b"".join(segment for segment in tables if segment[1] != 0xDD)
    out += b"".join(whole if segment is frame else segment for segment in headers)
    if len(parts) > 1:
        out += b"\xff\xdd\x00\x04" + units.to_bytes(2, "big")
    out += scan_header
    for number, (_, _, data) in enumerate(parts):
        if number:
            out += bytes([0xFF, 0xD0 + (number - 1) % 8])
        out += data
    return bytes(out) + b"\xff\xd9", channels


def _differs(headers: list[bytes], first: list[bytes]) -> bool:
    """True unless both strips have the same tables and the same frame but for its height."""

    def shape(segments: list[bytes]) -> list[bytes]:
        return [s[:5] + s[7:] if s[1] == 0xC0 else s for s in segments]

    return shape(headers) != shape(first)


def _unit(frame: bytes) -> tuple[int, int]:
    """Pixels of one coded unit (MCU)."""
    factors = [frame[11 + 3 * number] for number in range(frame[9])]
    if len(factors) == 1:
        return 8, 8
    return 8 * max(factor >> 4 for factor in factors), 8 * max(factor & 15 for factor in factors)


def _segments(data: bytes) -> list[bytes] | None:
    """Marker segments between start and end of image, each with its marker; None if it is not just that."""
    at, found = 2, []
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] not in (0xD9, 0xDA):
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        found.append(data[at : at + 2 + length])
        at += 2 + length
    return found if data[:2] == b"\xff\xd8" else None


def _parsed(strip: bytes) -> tuple[list[bytes], bytes, bytes] | None:
    """Header segments, scan header and coded data of one strip; None for anything but one baseline scan."""
    headers = _segments(strip)
    if headers is None or any(segment[1] in (0xC1, 0xC2, 0xDD) for segment in headers):
        return None
    at = 2 + sum(len(segment) for segment in headers)
    if strip[at : at + 2] != b"\xff\xda":
        return None
    length = int.from_bytes(strip[at + 2 : at + 4], "big")
    end = strip.rfind(b"\xff\xd9")
    data = strip[at + 2 + length : end if end > at else len(strip)]
    return headers, strip[at : at + 2 + length], data
