# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hostile and unlucky originals: each is named with a reason and advice, none does harm, none is a traceback."""

import io
import struct
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from aktei.entrances.demo.letters import letter, scan
from aktei.procedures.rendition.limits import Limits
from aktei.procedures.rendition.quarantine import EXPLANATIONS, Quarantined

LETTER = letter(4, reference="50.30-2026/00042")


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def written() -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(LETTER.pdf))


def encrypted(user: str, owner: str = "owner") -> bytes:
    return saved(written(), encryption=pikepdf.Encryption(user=user, owner=owner))


def with_catalog(**entries: object) -> bytes:
    pdf = written()
    for key, value in entries.items():
        pdf.Root[f"/{key}"] = value
    return saved(pdf)


def with_annotation(**entries: object) -> bytes:
    pdf = written()
    note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 50, 50]), **entries)
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])
    return saved(pdf)


def with_attachment(name: str, content: bytes) -> bytes:
    pdf = written()
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)
    return saved(pdf)


SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
LAUNCH = Dictionary(S=Name.Launch, F="calc.exe")
JAVASCRIPT_NAMES = Dictionary(JavaScript=Dictionary(Names=Array(["a", SCRIPT])))
ACTIVE = {
    "open action": lambda: with_catalog(OpenAction=SCRIPT),
    "launch": lambda: with_catalog(OpenAction=LAUNCH),
    "document actions": lambda: with_catalog(AA=Dictionary(WC=SCRIPT)),
    "named scripts": lambda: with_catalog(Names=JAVASCRIPT_NAMES),
    "script behind a link": lambda: with_annotation(Subtype=Name.Link, A=SCRIPT),
    "program behind a chain": lambda: with_annotation(
        Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]), Next=Array([LAUNCH]))
    ),
    "rich media": lambda: with_annotation(Subtype=Name.RichMedia, RichMediaContent=Dictionary()),
    "video": lambda: with_annotation(Subtype=Name.Movie, Movie=Dictionary(F="a.avi")),
    "program by name": lambda: with_attachment("rechnung.pdf.exe", b"harmless"),
    "program by content": lambda: with_attachment("rechnung.xml", b"MZ\x90\0" + bytes(64)),
    "form script": lambda: with_catalog(
        AcroForm=Dictionary(Fields=Array([Dictionary(FT=Name.Tx, T="a", AA=Dictionary(K=SCRIPT))]))
    ),
}


def png(width: int, height: int) -> bytes:
    """A PNG that promises more than anybody should unpack, in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    )


def pdf_bomb(megabytes: int) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    packed = zlib.compress(bytes(megabytes * 2**20), 9)
    page.Contents = pikepdf.Stream(pdf, packed, Filter=Name.FlateDecode)
    return saved(pdf, compress_streams=False)


def twice_packed_bomb(megabytes: int) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    packed = zlib.compress(zlib.compress(bytes(megabytes * 2**20), 9), 9)
    page.Contents = pikepdf.Stream(pdf, packed, Filter=Array([Name.FlateDecode, Name.FlateDecode]))
    return saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def image_bomb() -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    entries = {"Width": 60_000, "Height": 60_000, "BitsPerComponent": 8, "ColorSpace": Name.DeviceGray}
    image = pikepdf.Stream(
        pdf, zlib.compress(bytes(10)), Type=Name.XObject, Subtype=Name.Image, Filter=Name.FlateDecode
    )
    for key, value in entries.items():
        image[f"/{key}"] = value
    page.Resources = Dictionary(XObject=Dictionary(I=pdf.make_indirect(image)))
    page.Contents = pdf.make_stream(b"q 600 0 0 800 0 0 cm /I Do Q")
    return saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def endless_tiff() -> bytes:
    """A TIFF whose only directory names itself as the next."""
    entries = [
        (256, 3, 1, 8),
        (257, 3, 1, 8),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (278, 3, 1, 8),
        (279, 4, 1, 64),
    ]
    at = 8 + 64
    directory = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<I", at) + bytes(64) + directory + struct.pack("<I", at)


def large_tiff(pages: int) -> bytes:
    out = io.BytesIO()
    first = Image.new("1", (16, 16), 1)
    first.save(out, "TIFF", save_all=True, append_images=[first] * (pages - 1))
    return out.getvalue()


TIGHT = Limits(pages=3, file_bytes=5_000_000, page_pixels=40_000_000, stream_bytes=20 * 2**20, page_seconds=60)
HOSTILE = {
    "nothing": (lambda: b"", "empty"),
    "text": (lambda: b"Guten Tag", "wrong_type"),
    "program": (lambda: b"MZ\x90\0" + LETTER.pdf, "wrong_type"),
    "header alone": (lambda: b"%PDF-1.7\n", "truncated"),
    "header and rubbish": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF\n", "broken"),
    "half a pdf": (lambda: LETTER.pdf[: len(LETTER.pdf) * 2 // 3], "truncated"),
    "half a jpeg": (lambda: scan(LETTER, container="jpeg", dpi=100)[:20_000], "truncated"),
    "half a png": (lambda: scan(LETTER, container="png", dpi=100)[:20_000], "truncated"),
    "half a tiff": (lambda: scan(LETTER, container="tiff-lzw", dpi=100)[:20_000], ("truncated", "broken")),
    "half a heic": (lambda: scan(LETTER, container="heic", dpi=75)[:20_000], ("truncated", "broken")),
    "jpeg header alone": (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\xff\xd9", ("broken", "truncated")),
    "no page": (lambda: saved(pikepdf.new()), ("no_pages", "broken")),
    "locked": (lambda: encrypted("geheim"), "encrypted"),
    "too many pages": (lambda: letter(1, pages=4).pdf, "too_many_pages"),
    "too many tiff pages": (lambda: large_tiff(9), "too_many_pages"),
    "too large": (lambda: b"%PDF-1.7\n" + bytes(6_000_000), "too_large"),
    "png of four gigapixels": (lambda: png(65_000, 65_000), "too_many_pixels"),
    "png that holds less than it says": (lambda: png(3000, 3000), ("broken", "truncated")),
    "image of four gigapixels in a pdf": (image_bomb, "too_many_pixels"),
    "content that unpacks to 200 MB": (lambda: pdf_bomb(200), "bomb"),
    "content packed twice": (lambda: twice_packed_bomb(200), "bomb"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_original_is_quarantined_with_its_reason(name, rendered):
    make, codes = HOSTILE[name]
    with pytest.raises(Quarantined) as caught:
        rendered(make(), limits=TIGHT)
    assert caught.value.code in ((codes,) if isinstance(codes, str) else codes)
    assert caught.value.reason.endswith((".", ")"))
    assert caught.value.advice


def test_a_tiff_whose_pages_go_in_a_circle_ends(rendered):
    assert len(rendered(endless_tiff()).pages) == 1


@pytest.mark.parametrize("name", ACTIVE)
def test_active_content_waits_for_a_decision(name, rendered):
    with pytest.raises(Quarantined) as caught:
        rendered(ACTIVE[name]())
    assert caught.value.code == "active_content"
    assert caught.value.detail


@pytest.mark.parametrize("name", ACTIVE)
def test_accepted_active_content_is_left_out_of_the_archival_copy(name, rendered):
    result = rendered(ACTIVE[name](), accept_as_is=True)
    with pikepdf.open(result.archival) as pdf:
        written_out = b"".join(item.unparse(resolved=True) for item in pdf.objects if isinstance(item, Dictionary))
        assert pdf.open_metadata().pdfa_status == "2B"
    for trace in (b"/JavaScript", b"/JS", b"/Launch", b"/AA", b"/RichMedia", b"/Movie", b"/EmbeddedFile"):
        assert trace not in written_out
    assert "50.30-2026/00042" in result.pages[0].text


@pytest.mark.parametrize("content", [b"<?xml version='1.0'?><invoice/>", b"Preis;12,50"])
def test_an_attachment_that_is_no_program_does_not_stop_a_letter(content, rendered):
    result = rendered(with_attachment("rechnung.xml", content))
    with pikepdf.open(result.archival) as pdf:
        assert len(pdf.attachments) == 0


def test_the_right_password_opens_and_the_wrong_one_is_named(rendered):
    with pytest.raises(Quarantined) as caught:
        rendered(encrypted("geheim"), password="falsch")
    assert caught.value.code == "wrong_password"
    assert "50.30-2026/00042" in rendered(encrypted("geheim"), password="geheim").pages[0].text


def test_a_document_that_only_forbids_printing_opens_without_asking(rendered):
    assert rendered(encrypted("")).pages[0].source == "digital"


def test_a_cut_off_original_can_be_accepted_with_what_is_left(rendered):
    pdf = saved(letter_of(3), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    result = rendered(pdf[: pdf.rindex(b"xref")], accept_as_is=True)
    assert len(result.pages) == 3


@pytest.mark.parametrize("container", ["jpeg", "png"])
def test_a_cut_off_image_can_be_accepted_with_what_is_left(container, rendered):
    whole = scan(LETTER, container=container, dpi=200, degradation="none")
    page = rendered(whole[: len(whole) * 2 // 3], accept_as_is=True).pages[0]
    assert "50.30-2026/00042" in page.text
    assert "Grüßen" not in page.text


def letter_of(pages: int) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(letter(5, pages=pages).pdf))


def test_a_broken_original_does_not_take_its_neighbours_along(rendered, workers):
    with pytest.raises(Quarantined, match="Datei 2 von 2"):
        rendered(LETTER.pdf, b"%PDF-1.7\nrubbish\n%%EOF")
    assert rendered(LETTER.pdf).pages[0].source == "digital"


def test_every_code_has_a_reason_and_advice():
    for code, explanation in EXPLANATIONS.items():
        assert Quarantined(code).reason == explanation.reason
        assert explanation.advice.endswith(".")
