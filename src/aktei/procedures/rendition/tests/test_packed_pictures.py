# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""However a picture inside a PDF is packed: what is lost of it is told, what is all there is never called damaged."""

import base64
import io
import struct
import zlib

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageDraw

from aktei.procedures.rendition import soundness
from aktei.procedures.rendition.quarantine import Quarantined

WIDE, HIGH = 400, 300
FAX, FLATE = Name.CCITTFaxDecode, Name.FlateDecode


def page(mode: str) -> Image.Image:
    image = Image.new("L", (WIDE, HIGH), 255)
    for row in range(12, HIGH, 24):
        ImageDraw.Draw(image).text((20, row), f"Zeile {row} eines Bescheides über Wohngeld", fill=0)
    return image.convert(mode)


def strip(codec: str, **options: int) -> bytes:
    """The fax as Pillow packs it, without the TIFF around it."""
    out = io.BytesIO()
    page("1").save(out, "TIFF", compression=codec, strip_size=10**8, **options)
    with Image.open(io.BytesIO(out.getvalue())) as image:
        at, size = image.tag_v2[273][0], image.tag_v2[279][0]
    return out.getvalue()[at : at + size]


def jpeg2000(**options: bool) -> bytes:
    out = io.BytesIO()
    page("L").save(out, "JPEG2000", **options)
    return out.getvalue()


def segment(number: int, kind: int, data: bytes) -> bytes:
    return struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data


def jbig2() -> bytes:
    size = struct.pack(">IIIIBH", WIDE, HIGH, 0, 0, 0, 0)
    region = struct.pack(">IIIIBB", WIDE, HIGH, 0, 0, 0, 1) + strip("group4")
    return segment(0, 48, size) + segment(1, 38, region) + segment(2, 49, b"")


def shown(data: bytes, filters: object, **entries: object) -> pikepdf.Pdf:
    """A PDF of one page that shows this picture."""
    pdf = pikepdf.new()
    sheet = pdf.add_blank_page(page_size=(WIDE, HIGH))
    said = {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 8, "Width": WIDE, "Height": HIGH, **entries}
    image = Stream(pdf, data, Type=Name.XObject, Subtype=Name.Image, Filter=filters, **said)
    sheet.Resources = Dictionary(XObject=Dictionary(P=pdf.make_indirect(image)))
    sheet.Contents = pdf.make_stream(f"{WIDE} 0 0 {HIGH} 0 0 cm /P Do".encode())
    return pdf


def fax(k: int, **entries: object) -> dict[str, object]:
    return {"BitsPerComponent": 1, "DecodeParms": Dictionary(K=k, Columns=WIDE, Rows=HIGH, **entries)}


GROUP4, GROUP3 = strip("group4"), strip("group3")
RAW = page("RGB").tobytes()
KINDS = {
    "group 4": (GROUP4, FAX, fax(-1)),
    "group 3": (GROUP3, FAX, fax(0, EndOfLine=True)),
    "jpeg 2000": (jpeg2000(), Name.JPXDecode, {}),
    "jpeg 2000 without a file around it": (jpeg2000(no_jp2=True), Name.JPXDecode, {}),
    "jbig2": (jbig2(), Name.JBIG2Decode, {"BitsPerComponent": 1}),
}
CARRIED = {
    "flate around a fax": lambda data: (zlib.compress(data), Array([FLATE, FAX])),
    "ascii85 around a fax": lambda data: (base64.a85encode(data) + b"~>", Array([Name.ASCII85Decode, FAX])),
    "hexadecimal around a fax": lambda data: (data.hex().encode() + b">", Array([Name.ASCIIHexDecode, FAX])),
}


def is_sound(data: bytes, filters: object, entries: dict[str, object]) -> bool:
    return soundness.damaged_pages(shown(data, filters, **entries)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_is_all_there_is_sound_and_one_that_breaks_off_is_told(kind):
    data, filters, entries = KINDS[kind]
    assert is_sound(data, filters, entries)
    assert not is_sound(data[: len(data) * 2 // 3], filters, entries)
    assert not is_sound(data[: len(data) // 9], filters, entries)


@pytest.mark.parametrize("kind", ["group 4", "group 3", "jpeg 2000"])
def test_a_picture_with_other_bytes_in_its_middle_is_told(kind):
    data, filters, entries = KINDS[kind]
    at = len(data) // 2
    assert not is_sound(data[:at] + b"\xff\xfe\xa5\x5a" * 40 + data[at + 160 :], filters, entries)


@pytest.mark.parametrize("how", CARRIED)
def test_what_carries_the_packed_data_is_taken_off_first(how):
    entries = {"BitsPerComponent": 1, "DecodeParms": Array([None, fax(-1)["DecodeParms"]])}
    assert is_sound(*CARRIED[how](GROUP4), entries)
    assert not is_sound(*CARRIED[how](GROUP4[: len(GROUP4) // 2]), entries)


def test_a_fax_without_its_last_mark_or_with_fewer_lines_than_announced_is_sound():
    assert is_sound(GROUP4[:-3], FAX, fax(-1))
    assert is_sound(GROUP4, FAX, fax(-1) | {"Height": HIGH + 60})
    assert is_sound(GROUP3 + bytes.fromhex("001001001001001001"), FAX, fax(0) | {"Height": HIGH + 60})


def test_a_jpeg_2000_without_its_last_mark_is_sound():
    assert is_sound(jpeg2000()[:-2], Name.JPXDecode, {})


@pytest.mark.parametrize("space", ["profile", "indexed", "names"])
def test_pixels_are_counted_in_every_colour_space(space):
    raw = page("L").tobytes() if space == "indexed" else RAW
    for data, damaged in ((raw, []), (raw[: len(raw) // 2], [1])):
        pdf = shown(zlib.compress(data), FLATE)
        spaces = {
            "profile": Array([Name.ICCBased, pdf.make_stream(b"", N=3)]),
            "indexed": Array([Name.Indexed, Name.DeviceRGB, 255, bytes(768)]),
            "names": Array([Name.DeviceN, Array([Name.a, Name.b, Name.c]), Name.DeviceRGB, Dictionary()]),
        }
        pdf.pages[0].Resources.XObject.P.ColorSpace = spaces[space]
        assert soundness.damaged_pages(pdf) == damaged


def test_a_lost_mask_and_a_lost_picture_in_a_stamp_count():
    pdf = shown(zlib.compress(RAW), FLATE, ColorSpace=Name.DeviceRGB)
    mask = {"Width": WIDE, "Height": HIGH, "ColorSpace": Name.DeviceGray, "BitsPerComponent": 8, "Filter": FLATE}
    lost = pdf.make_indirect(Stream(pdf, zlib.compress(b"x" * 900), Subtype=Name.Image, **mask))
    pdf.pages[0].Resources.XObject.P.SMask = lost
    assert soundness.damaged_pages(pdf) == [1]
    del pdf.pages[0].Resources.XObject.P.SMask
    stamp = pdf.make_stream(b"/S Do", Subtype=Name.Form, Resources=Dictionary(XObject=Dictionary(S=lost)))
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Stamp, AP=Dictionary(N=stamp))])
    assert soundness.damaged_pages(pdf) == [1]


def jpeg(**options: object) -> bytes:
    out = io.BytesIO()
    page("L").save(out, "JPEG", **options)
    return out.getvalue()


def test_a_jpeg_with_other_bytes_in_its_middle_is_told_and_its_profile_may_hold_anything():
    data = jpeg()
    assert is_sound(jpeg(icc_profile=b"\xff\xda\xff\x01" * 900), Name.DCTDecode, {})
    assert is_sound(jpeg(progressive=True), Name.DCTDecode, {})
    at = len(data) // 2
    assert not is_sound(data[:at] + b"\xff\x10\x55" * 40 + data[at + 120 :], Name.DCTDecode, {})


@pytest.mark.parametrize("within", ["file", "PDF"])
def test_codes_that_are_missing_in_a_jpeg_are_heard_where_it_is_decoded(within, rendered):
    data = jpeg(quality=60)
    at = len(data) // 2
    torn = data[:at] + data[at + 90 :]
    if within == "PDF":
        out = io.BytesIO()
        shown(torn, Name.DCTDecode).save(out)
        torn = out.getvalue()
    with pytest.raises(Quarantined) as caught:
        rendered(torn)
    assert (caught.value.code, "Seite 1" in caught.value.reason) == ("damaged", True)
    assert [each.code for each in rendered(torn, accept_as_is=True).remarks] == ["damaged"]


def test_a_hole_in_a_fax_is_told():
    at = len(GROUP4) // 2
    assert not is_sound(GROUP4[:at] + bytes(40) + GROUP4[at + 40 :], FAX, fax(-1))


def test_a_scan_of_which_half_is_missing_waits_for_a_person_instead_of_being_read_as_if_it_were_whole(rendered):
    out = io.BytesIO()
    half = np.frombuffer(GROUP4, np.uint8)[: len(GROUP4) // 2].tobytes()
    shown(half, FAX, **fax(-1)).save(out)
    with pytest.raises(Quarantined) as caught:
        rendered(out.getvalue())
    assert (caught.value.code, "Seite 1" in caught.value.reason) == ("damaged", True)
    taken = rendered(out.getvalue(), accept_as_is=True)
    assert [(each.code, each.pages) for each in taken.remarks] == [("damaged", (1,))]
