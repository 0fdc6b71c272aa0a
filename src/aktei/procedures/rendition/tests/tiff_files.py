# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""TIFF files of every kind, byte by byte: the ordinary writers only make the ordinary ones."""

import io
import struct
import zlib
from typing import Any

import numpy as np
from PIL import Image, TiffImagePlugin

from aktei.entrances.demo.letters import letter, scan

RATIONAL = 5


def written(directories: list[tuple[dict[int, Any], list[bytes]]], order: str = "<") -> bytes:
    """Pictures with their entries and strips; offsets and lengths are put in."""
    out = bytearray((b"II" if order == "<" else b"MM") + struct.pack(f"{order}HI", 42, 0))
    link = 4
    for tags, strips in directories:
        offsets = []
        for strip in strips:
            offsets.append(len(out))
            out += strip + b"\0" * (len(strip) % 2)
        known = tags | {273: offsets, 279: [len(each) for each in strips]}
        entries, beside = b"", {}
        for tag, value in sorted(known.items()):
            kind, count, data = _packed(value, order)
            if len(data) > 4:
                beside[tag] = data
                data = struct.pack(f"{order}I", len(out))
                out += beside[tag] + b"\0" * (len(beside[tag]) % 2)
            entries += struct.pack(f"{order}HHI", tag, kind, count) + data.ljust(4, b"\0")
        out[link : link + 4] = struct.pack(f"{order}I", len(out))
        out += struct.pack(f"{order}H", len(known)) + entries
        link = len(out)
        out += bytes(4)
    return bytes(out)


def _packed(value: Any, order: str) -> tuple[int, int, bytes]:
    if isinstance(value, bytes):
        return 7, len(value), value
    if isinstance(value, tuple):
        return RATIONAL, 1, struct.pack(f"{order}II", *value)
    values = value if isinstance(value, list) else [value]
    return 4, len(values), struct.pack(f"{order}{len(values)}I", *values)


def grey_letter(dpi: int = 100) -> np.ndarray:
    """A clean letter, black on white."""
    png = scan(letter(4, reference="50.30-2026/00042"), container="png", dpi=dpi, degradation="none")
    with Image.open(io.BytesIO(png)) as image:
        return np.asarray(image.convert("L"))


def deep(values: np.ndarray, *, bits: list[int], sample: int = 1, photometric: int = 1, order: str = "<", **more: Any):
    """A TIFF of one strip of these values, packed with Deflate."""
    size = values.shape[1], values.shape[0]
    tags = {256: size[0], 257: size[1], 258: bits, 259: 8, 262: photometric, 277: len(bits), 278: size[1]}
    tags |= {282: (100, 1), 283: (100, 1), 296: 2}
    tags |= {339: [sample] * len(bits)} | {int(key[1:]): value for key, value in more.items()}
    return written([(tags, [zlib.compress(values.tobytes())])], order)


def jpeg_strips(
    picture: Image.Image, rows: int, *, orientation: int = 1, photometric: int = 6, subsampling: int = 0
) -> bytes:
    """JPEG in TIFF with common tables, as scanners write it."""
    tables, strips = b"", []
    for top in range(0, picture.height, rows):
        strip = picture.crop((0, top, picture.width, min(picture.height, top + rows)))
        data = io.BytesIO()
        strip.save(data, "JPEG", quality=90, subsampling=subsampling)
        strips.append(_without(data.getvalue(), (0xE0, 0xDB, 0xC4)))
        tables = tables or _only(data.getvalue(), (0xDB, 0xC4))
    factor = {0: [1, 1], 1: [2, 1], 2: [2, 2]}[subsampling]
    tags = {256: picture.width, 257: picture.height, 258: [8, 8, 8], 259: 7, 262: photometric, 274: orientation}
    tags |= {277: 3, 278: rows, 282: (150, 1), 283: (150, 1), 296: 2, 347: tables, 530: factor}
    return written([(tags, strips)])


def old_jpeg(picture: Image.Image, *, orientation: int = 1) -> bytes:
    """JPEG in TIFF as TIFF 6.0 wanted it at first: one whole JPEG that a pair of entries points to."""
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=90, subsampling=0)
    jpeg = data.getvalue()
    tags = {256: picture.width, 257: picture.height, 258: [8, 8, 8], 259: 6, 262: 6, 274: orientation}
    tags |= {277: 3, 278: picture.height, 282: (150, 1), 283: (150, 1), 296: 2, 512: 1, 513: 8, 514: len(jpeg)}
    return written([(tags | {530: [1, 1]}, [jpeg])])


def pillow_pages(pictures: list[Image.Image], compression: str, **options: Any) -> bytes:
    """Pages as Pillow packs them, with their entries."""
    out = io.BytesIO()
    pictures[0].save(
        out, "TIFF", save_all=True, append_images=pictures[1:], compression=compression, dpi=(150, 150), **options
    )
    return out.getvalue()


def spoilt(data: bytes, page: int, share: float = 0.3) -> bytes:
    """The same file with a stretch of one page's first strip overwritten."""
    with Image.open(io.BytesIO(data)) as image:
        assert isinstance(image, TiffImagePlugin.TiffImageFile)
        image.seek(page)
        offset, length = image.tag_v2[273][0], image.tag_v2[279][0]
    start, end = offset + int(length * share), offset + int(length * (share + 0.2)) + 24
    rubbish = bytes((at * 89 + 41) % 256 for at in range(end - start))
    return data[:start] + rubbish + data[end:]


def _segments(jpeg: bytes) -> list[bytes]:
    at, found = 2, []
    while jpeg[at + 1] != 0xDA:
        length = int.from_bytes(jpeg[at + 2 : at + 4], "big")
        found.append(jpeg[at : at + 2 + length])
        at += 2 + length
    return [*found, jpeg[at:]]


def _only(jpeg: bytes, markers: tuple[int, ...]) -> bytes:
    return b"\xff\xd8" + b"".join(each for each in _segments(jpeg)[:-1] if each[1] in markers) + b"\xff\xd9"


def _without(jpeg: bytes, markers: tuple[int, ...]) -> bytes:
    *headers, data = _segments(jpeg)
    return b"\xff\xd8" + b"".join(each for each in headers if each[1] not in markers) + data
