# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever a picture's bits mean: reading, book and archival copy see what an ordinary viewer shows of the original."""

import io
import struct
import zlib
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageOps

from aktei.procedures.rendition import digital, imaging, judging, pictures, preparing, rastering

SIZE = (200, 280)
PAGE = (100, 140)


def art() -> Image.Image:
    """Mostly white, black at the top, grey at the lower right."""
    picture = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((20, 20, 180, 60), fill=0)
    draw.rectangle((120, 200, 180, 260), fill=90)
    return picture


GREY = art()
TURNED = ImageOps.invert(GREY)
BITS = GREY.point(lambda value: 255 * (value > 127)).convert("1")
TURNED_BITS = ImageOps.invert(BITS.convert("L")).convert("1")
FLATE = {"Filter": Name.FlateDecode}
ONE = {"BitsPerComponent": 1, "ColorSpace": Name.DeviceGray}
EIGHT = {"BitsPerComponent": 8, "ColorSpace": Name.DeviceGray}
MASK = {"BitsPerComponent": 1, "ImageMask": True}
BACK = {"Decode": Array([1, 0])}


def packed(picture: Image.Image) -> bytes:
    return zlib.compress(picture.tobytes())


def saved(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def group4(picture: Image.Image, *, black_is_1: bool) -> tuple[bytes, dict[str, Any]]:
    # The same bits mean the opposite colours by the other setting.
    data = pictures._group4(picture if black_is_1 else ImageOps.invert(picture.convert("L")).convert("1"))
    parameters = Dictionary(K=-1, Columns=SIZE[0], Rows=SIZE[1], BlackIs1=black_is_1)
    return data, {"Filter": Name.CCITTFaxDecode, "DecodeParms": parameters}


def jbig2(picture: Image.Image) -> bytes:
    """One region coded as by a fax machine, as JBIG2 allows."""
    region = struct.pack(">IIIIB", *SIZE, 0, 0, 0) + b"\x01" + group4(picture, black_is_1=False)[0]
    page = struct.pack(">IIIIBH", *SIZE, 0, 0, 0, 0)
    head = struct.pack(">IBBBI", 0, 0x30, 0, 1, len(page)) + page
    return head + struct.pack(">IBBBI", 1, 38, 0, 1, len(region)) + region


def indexed(first: bytes, second: bytes) -> dict[str, Any]:
    space = Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(first + second)])
    return {"BitsPerComponent": 1, "ColorSpace": space, **FLATE}


def with_image(data: bytes, entries: dict[str, Any], before: str = "0 g") -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=PAGE)
    size = {"Width": SIZE[0], "Height": SIZE[1]}
    stream = pikepdf.Stream(pdf, data, Type=Name.XObject, Subtype=Name.Image, **size, **entries)
    page.Resources = Dictionary(XObject=Dictionary(I=stream))
    page.Contents = pdf.make_stream(f"{before} q {PAGE[0]} 0 0 {PAGE[1]} 0 0 cm /I Do Q".encode())
    return written(pdf)


def with_inline(entries: bytes, data: bytes) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=PAGE)
    head = f"q {PAGE[0]} 0 0 {PAGE[1]} 0 0 cm BI /W {SIZE[0]} /H {SIZE[1]} ".encode()
    page.Contents = pdf.make_stream(head + entries + b" ID " + data + b"\nEI Q")
    return written(pdf)


def written(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def fax(picture: Image.Image, *, black_is_1: bool, **entries: Any) -> bytes:
    data, stated = group4(picture, black_is_1=black_is_1)
    return with_image(data, {**ONE, **stated, **entries})


CMYK = GREY.convert("RGB").convert("CMYK")
JPEG = {"Filter": Name.DCTDecode}
FILES = {
    "flate, 1 bit": with_image(packed(TURNED_BITS), {**ONE, **FLATE, **BACK}),
    "flate, 8 bits": with_image(packed(TURNED), {**EIGHT, **FLATE, **BACK}),
    "fax, black is 1": fax(BITS, black_is_1=True),
    "fax, black is 0": fax(BITS, black_is_1=False),
    "fax, black is 1, inverted": fax(TURNED_BITS, black_is_1=True, **BACK),
    "fax, black is 0, inverted": fax(TURNED_BITS, black_is_1=False, **BACK),
    "JBIG2": with_image(jbig2(BITS), {**ONE, "Filter": Name.JBIG2Decode}),
    "JBIG2, inverted": with_image(jbig2(TURNED_BITS), {**ONE, "Filter": Name.JBIG2Decode, **BACK}),
    "JBIG2, mask": with_image(jbig2(BITS), {**MASK, "Filter": Name.JBIG2Decode}),
    "JPEG 2000": with_image(saved(TURNED, "JPEG2000"), {**EIGHT, "Filter": Name.JPXDecode, **BACK}),
    "JPEG": with_image(saved(TURNED, "JPEG"), {**EIGHT, **JPEG, **BACK}),
    "JPEG, colour": with_image(
        saved(TURNED.convert("RGB"), "JPEG"),
        {"BitsPerComponent": 8, "ColorSpace": Name.DeviceRGB, **JPEG, "Decode": Array([1, 0] * 3)},
    ),
    "JPEG, printing colours": with_image(
        saved(CMYK, "JPEG"), {"BitsPerComponent": 8, "ColorSpace": Name.DeviceCMYK, **JPEG, "Decode": Array([1, 0] * 4)}
    ),
    "printing colours": with_image(
        packed(CMYK), {"BitsPerComponent": 8, "ColorSpace": Name.DeviceCMYK, **FLATE}
    ),
    "colour table": with_image(packed(TURNED_BITS), indexed(b"\xff\xff\xff", b"\0\0\0")),
    "colour table, inverted": with_image(packed(BITS), {**indexed(b"\xff\xff\xff", b"\0\0\0"), **BACK}),
    "mask": with_image(packed(BITS), {**MASK, **FLATE}),
    "mask, inverted": with_image(packed(TURNED_BITS), {**MASK, **FLATE, **BACK}),
    "mask in white on black": with_image(packed(TURNED_BITS), {**MASK, **FLATE}, "0 g 0 0 100 140 re f 1 g"),
    "inline": with_inline(b"/BPC 1 /CS /G /D [1 0] /F /Fl", packed(TURNED_BITS)),
    "inline JPEG": with_inline(b"/BPC 8 /CS /G /F /DCT", saved(GREY, "JPEG")),
    "inline JPEG, inverted": with_inline(b"/BPC 8 /CS /G /D [1 0] /F /DCT", saved(TURNED, "JPEG")),
    "inline mask": with_inline(b"/BPC 1 /IM true /F /Fl", packed(BITS)),
}  # fmt: skip


def drawn(content: Any) -> np.ndarray:
    with pypdfium2.PdfDocument(content) as document:
        return np.squeeze(document[0].render(scale=2, grayscale=True).to_numpy()).astype(int)


def far(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one - other).mean())


@pytest.mark.parametrize("name", FILES)
def test_a_picture_is_read_and_shown_as_a_viewer_shows_it(name, tmp_path):
    seen = drawn(FILES[name])
    assert far(seen, np.asarray(BITS.convert("L")).astype(int)) < 15  # the test's own file is right
    path = tmp_path / "prepared.pdf"
    with pikepdf.open(io.BytesIO(FILES[name])) as pdf:
        preparing.prepare(pdf)
        pdf.save(path)
    assert far(seen, drawn(path)) < 2
    book = Image.open(io.BytesIO(imaging.page_image(path, 1, SIZE[0]))).convert("L")
    assert far(seen, np.asarray(book).astype(int)) < 4
    with pypdfium2.PdfDocument(path) as document:
        content = judging.content_of(document[0])
        read, _dpi = rastering.picture_of(document[0], content, digital.frame_of(document[0]), 10**8)
    assert far(seen, np.asarray(Image.fromarray(read).resize(SIZE)).astype(int)) < 4
