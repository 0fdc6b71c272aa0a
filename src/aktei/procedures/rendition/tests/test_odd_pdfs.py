# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Odd boxes, inverted images, forms and files that are elsewhere: shown as a usual program shows them, or told."""

import io
import os
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from aktei.procedures.rendition import imaging
from aktei.procedures.rendition.quarantine import Quarantined
from aktei.procedures.rendition.tests.seen import prepared
from aktei.procedures.rendition.tests.sheets import SHOWN, Sheet

BOX = (70, 600, 400, 622)

BOXES = {
    "reversed": ((595, 842, 0, 0), None, (595, 842)),
    "half reversed": ((595, 0, 0, 842), None, (595, 842)),
    "moved": ((-100, -100, 495, 742), None, (595, 842)),
    "crop beyond": ((0, 0, 595, 842), (-200, -200, 900, 1100), (595, 842)),
    "crop reversed": ((0, 0, 595, 842), (500, 800, 50, 600), (450, 200)),
    "crop outside": ((0, 0, 595, 842), (2000, 2000, 2500, 2500), (595, 842)),
    "crop empty": ((0, 0, 595, 842), (10, 10, 10, 10), (595, 842)),
    "zero": ((0, 0, 0, 0), None, (595.28, 841.89)),
    "a line": ((0, 0, 595, 0), None, (595.28, 841.89)),
    "no numbers": (("a", "b", "c", "d"), None, (612, 792)),
    "too few": ((0, 0, 595), None, (612, 792)),
}


@pytest.mark.parametrize("name", BOXES)
def test_a_page_has_one_box_in_order_and_no_larger_than_itself(name):
    media, crop, size = BOXES[name]
    sheet = Sheet()
    sheet.page.MediaBox = Array([String(side) if isinstance(side, str) else side for side in media])
    if crop:
        sheet.page.CropBox = Array(list(crop))
    document, _said, _notes = prepared(sheet)
    assert document[0].get_size() == pytest.approx(size, abs=0.01)
    assert document[0].get_cropbox() == document[0].get_mediabox()


@pytest.mark.parametrize("turn", [0, 90, 180, 270, 450, -90])
@pytest.mark.parametrize("crop", [(-200, -200, 900, 1100), (50, 700, 400, 842)])
def test_words_of_odd_pages_are_marked_where_they_are_drawn(rendered, turn, crop):
    sheet = Sheet(said="Kennwort")
    sheet.page.CropBox = Array(list(crop))
    sheet.page.Rotate = turn
    result = rendered(sheet.data)
    page = result.pages[0]
    word = next(each for each in page.words if each.text == "Kennwort")
    picture = np.asarray(Image.open(io.BytesIO(imaging.page_image(result.archival, 1, 800))).convert("L"))
    height, width = picture.shape
    assert width / height == pytest.approx(page.width_pt / page.height_pt, rel=0.01)
    dark = picture < 128
    inside = np.zeros_like(dark)
    x0, x1 = int(word.x0 * width / 10_000) - 2, int(word.x1 * width / 10_000) + 3
    y0, y1 = int(word.y0 * height / 10_000) - 2, int(word.y1 * height / 10_000) + 3
    inside[max(0, y0) : y1, max(0, x0) : x1] = True
    assert dark.any()
    assert not (dark & ~inside).any()


def test_the_unit_of_a_page_becomes_the_point_with_its_links_and_notes():
    sheet = Sheet()
    sheet.page.UserUnit = 2
    sheet.annotation("Link", (70, 700, 200, 720), A=Dictionary(S=Name.URI, URI=String("https://example.org")))
    sheet.annotation("Text", (400, 700, 420, 720), Contents=String("Notiz"))
    document, _said, notes = prepared(sheet)
    assert document[0].get_size() == (1190, 1684)
    assert notes[0].box == (800, 1404, 836, 1440)
    assert "Antrag" in document[0].get_textpage().get_text_bounded(140, 1500, 400, 1600)


def test_a_page_larger_than_an_archive_allows_is_made_as_large_as_it_does():
    sheet = Sheet(box=(0, 0, 20_000, 10_000))
    document, _said, _notes = prepared(sheet)
    assert document[0].get_size() == pytest.approx((14_400, 7_200), abs=1)


def inverted(**entries) -> bytes:
    """A page that is one image of a black letter on white, stored as its negative."""
    sheet = Sheet()
    picture = Image.new("L", (1240, 1754), 0)
    picture.paste(255, (200, 200, 900, 260))
    mode, data = entries.pop("mode"), io.BytesIO()
    if mode == "DCT":
        picture.save(data, "JPEG")
        content = data.getvalue()
        entries |= {"Filter": Name.DCTDecode, "BitsPerComponent": 8}
    else:
        content = np.packbits(np.asarray(picture) > 128, axis=1).tobytes()
        entries |= {"BitsPerComponent": 1}
    if "ImageMask" not in entries:
        entries["ColorSpace"] = Name.DeviceGray
    image = sheet.pdf.make_stream(
        content, Type=Name.XObject, Subtype=Name.Image, Width=1240, Height=1754, Decode=Array([1, 0]), **entries
    )
    sheet.page.Resources.XObject = Dictionary(Im=image)
    sheet.page.Contents = sheet.pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im Do Q")
    return sheet.data


@pytest.mark.parametrize("mode", ["DCT", "bits"])
def test_an_inverted_scan_is_read_and_shown_as_it_is_archived(rendered, mode):
    result = rendered(inverted(mode=mode))
    picture = np.asarray(Image.open(io.BytesIO(imaging.page_image(result.archival, 1, 800))).convert("L"))
    assert np.median(picture) > 240
    assert picture[135:160, 140:560].mean() < 60


def test_an_image_mask_paints_what_it_marks(rendered):
    result = rendered(inverted(mode="bits", ImageMask=True))
    picture = np.asarray(Image.open(io.BytesIO(imaging.page_image(result.archival, 1, 800))).convert("L"))
    with pypdfium2.PdfDocument(result.archival) as archived:
        drawn = archived[0].render(scale=800 / 595, grayscale=True).to_numpy().squeeze()
    assert abs(picture.mean() - drawn.mean()) < 3


def xfa(*, fields: bool = False, **root) -> bytes:
    sheet = Sheet(said="Please wait")
    if fields:
        sheet.field("Tx", BOX, V=String("Statisch"))
    else:
        sheet.pdf.Root.AcroForm = Dictionary(Fields=Array())
    sheet.pdf.Root.AcroForm.XFA = sheet.pdf.make_stream(b"<xdp:xdp><template/></xdp:xdp>")
    for key, value in root.items():
        sheet.pdf.Root["/" + key] = value
    return sheet.data


def test_a_form_whose_content_is_not_on_its_pages_waits_for_a_printed_copy(rendered):
    for data in (xfa(), xfa(NeedsRendering=True), xfa(fields=True, NeedsRendering=True)):
        with pytest.raises(Quarantined) as found:
            rendered(data)
        assert found.value.code == "form_elsewhere"
        assert "gedruckte Fassung" in found.value.advice


def test_a_form_taken_as_it_is_says_that_its_content_is_elsewhere(rendered):
    assert [each.code for each in rendered(xfa(), accept_as_is=True).remarks] == ["form_elsewhere"]


def test_a_form_whose_fields_are_on_its_pages_is_an_ordinary_one(rendered):
    result = rendered(xfa(fields=True))
    assert "Statisch" in result.pages[0].text
    assert result.remarks == []


def test_files_inside_are_told_by_their_names(rendered):
    sheet = Sheet()
    sheet.pdf.attachments["a"] = pikepdf.AttachedFileSpec(sheet.pdf, b"eins", filename="../../etc/Bescheid.pdf")
    pinned = pikepdf.AttachedFileSpec(sheet.pdf, b"zwei", filename="C:\\Scans\\Foto.jpg")
    sheet.annotation("FileAttachment", (400, 700, 420, 720), FS=pinned.obj)
    result = rendered(sheet.data)
    assert [(each.code, each.names) for each in result.remarks] == [("files_inside", ("Bescheid.pdf", "Foto.jpg"))]


def test_what_cannot_be_prepared_is_kept_as_it_is_and_told(rendered, monkeypatch):
    sheet = Sheet()
    sheet.annotation("FreeText", (70, 500, 300, 520), Contents=String("x"))
    sheet.page.Annots[0].AP = Dictionary(N=sheet.pdf.make_stream(b"BT /Helv 12 Tf (kaputt"))
    sheet.pdf.Root.OCProperties = Dictionary(OCGs=Array([1, "x"]), D=Array())
    assert "Antrag" in rendered(sheet.data).pages[0].text


CASES = Path(os.environ.get("AKTEI_SHARED", Path(__file__).parents[6] / "shared")) / "cases"
KEY_WORDS = {
    "form-fields/form-with-appearance.pdf": ["Formvogelstrauss", "Klassenfuchs"],
    "form-fields/form-need-appearances.pdf": ["Formularfeldmaus", "Feldhausen", "Auswahlotter"],
    "signature-block/signed-visible.pdf": ["Siegelkranich"],
    "annotations/annotations.pdf": ["Anmerkungsdachs", "Freitextigel", "Notizzettelluchs"],
    "reversed-box/reversed-mediabox.pdf": ["Boxverkehrt"],
    "reversed-box/zero-page.pdf": ["Nullseite"],
    "cropbox-beyond-page/cropbox-larger.pdf": ["Cropriese"],
    "decode-inverted/decode-inverted-dct.pdf": ["Decodekehrseite"],
    "attachments-inside/portfolio.pdf": [],
    "hidden-layer/ocg-off.pdf": [],
}


@pytest.mark.skipif(not CASES.is_dir(), reason=f"no cases in {CASES} (set AKTEI_SHARED)")
@pytest.mark.parametrize("name", KEY_WORDS)
def test_the_key_words_of_the_cases_are_found_and_their_original_stays(rendered, name):
    before = (CASES / name).read_bytes()
    text = rendered(CASES / name).pages[0].text
    assert [word for word in KEY_WORDS[name] if word not in text] == []
    assert "Ausgeblendetunke" not in text
    assert (CASES / name).read_bytes() == before


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_drawn_into_a_page_does_not_turn_it_into_a_picture(rendered, name):
    with pikepdf.open(rendered(SHOWN[name]()).archival) as archived:
        assert "/Scan" not in archived.pages[0].resources.get("/XObject", {})
