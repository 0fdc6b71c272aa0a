# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of a PDF of which something is lost: what is drawn on them, or a picture. Viewers leave it out in silence.

Only what is surely lost counts. Data that ends without its last mark but is all there is what many programs write.
"""

import base64
import binascii
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from aktei.procedures.rendition import boxes, packed
from aktei.procedures.rendition.stream_size import filters_of

_DEPTH = 4
_FLATE = ("/FlateDecode", "/Fl")
_WRAPPINGS = (*_FLATE, "/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx")
_FLUSHED = b"\0\0\xff\xff"
"""How a program ends data that it may go on with; nothing is missing."""
_COLOURS = {
    "/DeviceGray": 1, "/G": 1, "/CalGray": 1, "/Indexed": 1, "/I": 1, "/Separation": 1,
    "/DeviceRGB": 3, "/RGB": 3, "/CalRGB": 3, "/Lab": 3, "/DeviceCMYK": 4, "/CMYK": 4,
}  # fmt: skip


def damaged_pages(pdf: pikepdf.Pdf) -> list[int]:
    """Numbers of the pages, from 1, of which something cannot be read any more."""
    known: dict[tuple[int, int], bool] = {}
    return [number for number, page in enumerate(pdf.pages, 1) if not _is_sound(page, known)]


def _is_sound(page: pikepdf.Page, known: dict[tuple[int, int], bool]) -> bool:
    contents = page.obj.get("/Contents")
    parts = list(contents) if isinstance(contents, Array) else [contents]
    drawn = all(_remembered(part, known, 0) for part in parts if isinstance(part, Stream))
    return drawn and _all_sound(page.resources, known, 0) and all(_remembered(each, known, 1) for each in _over(page))


def _over(page: pikepdf.Page) -> list[Any]:
    """What lies over the page: stamps, signatures, comments."""
    annotations = page.obj.get("/Annots")
    items = [item for item in annotations if isinstance(item, Dictionary)] if isinstance(annotations, Array) else []
    looks = [item.get("/AP") for item in items]
    normal = [each.get("/N") for each in looks if isinstance(each, Dictionary)]
    return [each for each in normal if isinstance(each, Stream)]


def _all_sound(resources: Any, known: dict[tuple[int, int], bool], depth: int) -> bool:
    objects = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    items = list(objects.values()) if isinstance(objects, Dictionary) and depth <= _DEPTH else []
    return all(_remembered(item, known, depth + 1) for item in items if isinstance(item, Stream))


def _remembered(item: Any, known: dict[tuple[int, int], bool], depth: int) -> bool:
    """Each stream is looked at once, however many pages use it; what contains itself is taken for sound meanwhile."""
    if item.objgen not in known:
        known[item.objgen] = True
        if item.get("/Subtype") == Name.Image:
            masks = [mask for key in ("/SMask", "/Mask") if isinstance(mask := item.get(key), Stream)]
            known[item.objgen] = all(_whole_picture(each) for each in (item, *masks))
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
    *around, last = filters_of(item)
    data = item.read_raw_bytes()
    if around and not set(around) <= set(_WRAPPINGS):
        return True
    for name in around:
        unwrapped = _unwrapped(data, name)
        if unwrapped is None:
            return False
        data = unwrapped
    if last in ("/DCTDecode", "/DCT"):
        return packed.jpeg_is_whole(data)
    if last in ("/CCITTFaxDecode", "/CCF"):
        return packed.fax_is_whole(data, _fax(item))
    if last == "/JPXDecode":
        return packed.jpeg2000_is_whole(data)
    if last == "/JBIG2Decode":
        shared = _parameters(item).get("/JBIG2Globals")
        return packed.jbig2_is_whole(data, shared.read_bytes() if isinstance(shared, Stream) else b"")
    if last in _FLATE:
        return sum(len(piece) for piece in _unpacked(data)) >= _size(item) * (1 - packed.LOST)
    return True


def _unwrapped(data: bytes, name: str) -> bytes | None:
    """Data out of a wrapping that only served to carry it; None if it was torn."""
    try:
        if name in ("/ASCII85Decode", "/A85"):
            return base64.a85decode(data.split(b"~", 1)[0].strip())
        if name in ("/ASCIIHexDecode", "/AHx"):
            digits = b"".join(data.split(b">", 1)[0].split())
            return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
    except ValueError:
        return None
    return b"".join(_unpacked(data))


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What can be unpacked of Flate data, piece by piece."""
    unpacker = zlib.decompressobj()
    for at in range(0, len(data), 2**16):
        try:
            yield unpacker.decompress(data[at : at + 2**16])
        except zlib.error:
            return


def _parameters(item: Any) -> Any:
    """What is said of the last packing of a picture."""
    said = item.get("/DecodeParms", item.get("/DP"))
    if isinstance(said, Array):
        said = said[-1] if len(said) else None
    return said if isinstance(said, Dictionary) else Dictionary()


def _fax(item: Any) -> packed.Fax:
    """How a fax is packed; what is not said has the value the standard gives it."""
    said = _parameters(item)
    return packed.Fax(
        k=int(boxes.number(said.get("/K"))),
        columns=int(boxes.number(said.get("/Columns"), 1728)),
        rows=int(boxes.number(item.get("/Height"))),
        aligned=bool(said.get("/EncodedByteAlign", False)),
    )


def _size(item: Any) -> int:
    """Bytes the picture must have at least; as if it were grey where its colours are of a rarer kind."""
    bits = 1 if bool(item.get("/ImageMask", False)) else int(boxes.number(item.get("/BitsPerComponent"), 8))
    across = int(boxes.number(item.get("/Width"))) * _components(item.get("/ColorSpace")) * bits
    return (across + 7) // 8 * int(boxes.number(item.get("/Height")))


def _components(space: Any) -> int:
    """How many values each pixel has."""
    if not isinstance(space, Array) or not len(space):
        return _COLOURS.get(str(space), 1)
    family = str(space[0])
    if family == "/ICCBased" and len(space) > 1 and isinstance(space[1], Stream):
        return int(boxes.number(space[1].get("/N"), 1))
    if family == "/DeviceN" and len(space) > 1 and isinstance(space[1], Array):
        return len(space[1])
    return _COLOURS.get(family, 1)
