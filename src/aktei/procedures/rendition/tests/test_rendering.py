# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a rendition holds, on generated letters whose text is known."""

import io

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein

from aktei.entrances.demo.letters import letter, scan
from aktei.procedures.rendition import cleaning, digital

LETTER = letter(4, pages=2, reference="50.30-2026/00042")
CONTAINERS = ["pdf", "tiff-g4", "tiff-lzw", "tiff-jpeg", "jpeg", "png", "heic"]


def errors(truth: str, text: str) -> float:
    expected, found = " ".join(truth.split()), " ".join(text.split())
    return Levenshtein.distance(expected, found) / len(expected)


def text_in(path, number: int) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return document[number].get_textpage().get_text_range()


def blank_jpeg() -> bytes:
    paper = np.random.default_rng(1).normal(235, 6, (3508, 2480)).clip(0, 255).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(paper).save(out, "JPEG", quality=75, dpi=(300, 300))
    return out.getvalue()


@pytest.mark.parametrize("container", CONTAINERS)
def test_a_scan_is_read_and_its_text_lies_in_the_archival_copy(container, rendered):
    pages = 2 if container in ("pdf", "tiff-jpeg") else 1
    dpi = 250 if container == "heic" else 300
    result = rendered(scan(LETTER, container=container, dpi=dpi, page=None if pages == 2 else 0))
    assert [page.number for page in result.pages] == list(range(1, pages + 1))
    for page, truth in zip(result.pages, LETTER.text_pages, strict=False):
        assert page.source == "ocr"
        assert page.confidence > 80
        assert errors(truth, page.text) < 0.02
        assert errors(truth, text_in(result.archival, page.number - 1)) < 0.03
        assert (round(page.width_pt), round(page.height_pt)) == (595, 842)
    assert result.thumbnail.read_bytes()[8:12] == b"WEBP"


@pytest.mark.parametrize(
    ("container", "compression"),
    [("pdf", "/DCTDecode"), ("jpeg", "/DCTDecode"), ("tiff-jpeg", "/DCTDecode"), ("tiff-g4", "/CCITTFaxDecode")],
)
def test_the_scanned_image_goes_in_untouched(container, compression, rendered, tmp_path):
    original = scan(LETTER, container=container, page=0)
    result = rendered(original)
    with pikepdf.open(result.archival) as pdf:
        image = next(iter(pdf.pages[0].get_images().values()))
        assert image.Filter == compression
        inside = np.asarray(pikepdf.PdfImage(image).as_pil_image().convert("L"))
    assert result.archival.stat().st_size < len(original) * 1.02 + 20_000
    if container != "pdf":
        with Image.open(io.BytesIO(original)) as scanned:
            assert np.array_equal(inside, np.asarray(scanned.convert("L")))


def test_a_word_box_surrounds_its_word(rendered):
    result = rendered(scan(LETTER, degradation="none", page=0))
    truth = rendered_words(LETTER.pdf)
    found = {word.text: word for word in result.pages[0].words}
    for text in ("50.30-2026/00042", "Musterland", "Sehr"):
        expected, word = truth[text], found[text]
        middle = ((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2)
        assert expected.x0 - 30 < middle[0] < expected.x1 + 30
        assert expected.y0 - 30 < middle[1] < expected.y1 + 30


def rendered_words(pdf: bytes):
    with pypdfium2.PdfDocument(pdf) as document:
        return {word.text: word for word in digital.words_of(document[0], document[0].get_textpage())}


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_laid_in_askew_is_shown_upright(turns, rendered):
    result = rendered(scan(LETTER, page=0, quarter_turns=turns))
    page = result.pages[0]
    assert page.rotation == 360 - 90 * turns
    assert (round(page.width_pt), round(page.height_pt)) == (595, 842)
    assert errors(LETTER.text_pages[0], page.text) < 0.01
    assert errors(LETTER.text_pages[0], text_in(result.archival, 0)) < 0.03
    first = page.words[0]
    assert first.y0 < 1500
    assert first.x0 < 2500


def test_a_photograph_follows_the_camera_s_orientation(rendered):
    with Image.open(io.BytesIO(scan(LETTER, container="jpeg"))) as image:
        exif, out = Image.Exif(), io.BytesIO()
        exif[0x0112] = 6
        image.rotate(90, expand=True).save(out, "JPEG", exif=exif, quality=80)
    page = rendered(out.getvalue()).pages[0]
    assert (page.rotation, page.source) == (90, "ocr")
    assert errors(LETTER.text_pages[0], page.text) < 0.01


def test_heavy_dirt_does_not_keep_a_page_from_being_read(rendered):
    page = rendered(scan(LETTER, degradation="heavy", page=1)).pages[0]
    assert errors(LETTER.text_pages[1], page.text) < 0.01


def test_a_blank_page_is_not_read_but_kept(rendered):
    result = rendered(blank_jpeg())
    assert [(page.source, page.text, page.words) for page in result.pages] == [("blank", "", [])]


def test_a_page_number_alone_is_not_blank():
    paper = np.full((3508, 2480), 240, np.uint8)
    assert cleaning.is_blank(cleaning.cleaned(paper, 300))
    cv2.putText(paper, "- 7 -", (1200, 3300), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 0, 3)
    assert not cleaning.is_blank(cleaning.cleaned(paper, 300))


def test_a_page_with_one_line_on_it_is_read(rendered):
    paper = np.full((3508, 2480), 250, np.uint8)
    with pypdfium2.PdfDocument(LETTER.pdf) as document:
        sheet = np.squeeze(document[0].render(scale=300 / 72, grayscale=True).to_numpy())
    line = next(word for word in rendered_words(LETTER.pdf).values() if word.text == "Musterland")
    top, bottom = line.y0 * sheet.shape[0] // 10_000 - 5, line.y1 * sheet.shape[0] // 10_000 + 5
    paper[top:bottom, : sheet.shape[1]] = sheet[top:bottom, :2480]
    out = io.BytesIO()
    Image.fromarray(paper).save(out, "PNG", dpi=(300, 300))
    page = rendered(out.getvalue()).pages[0]
    assert page.source == "ocr"
    assert "Musterland" in page.text


def test_a_born_digital_page_keeps_its_text_and_its_letters(rendered):
    result = rendered(LETTER.pdf)
    assert [page.source for page in result.pages] == ["digital", "digital"]
    assert ["".join(page.text.split()) for page in result.pages] == ["".join(t.split()) for t in LETTER.text_pages]
    with pikepdf.open(result.archival) as pdf:
        assert not pdf.pages[0].get_images()
        assert pdf.open_metadata().pdfa_status == "2B"


def test_a_mixed_pdf_is_judged_page_by_page(rendered):
    with (
        pikepdf.open(io.BytesIO(LETTER.pdf)) as pdf,
        pikepdf.open(io.BytesIO(scan(LETTER, page=1))) as scanned,
        pikepdf.open(io.BytesIO(letter(9).pdf)) as other,
    ):
        pdf.pages[1:2] = scanned.pages
        pdf.pages.extend(other.pages)
        out = io.BytesIO()
        pdf.save(out)
    result = rendered(out.getvalue())
    assert [page.source for page in result.pages] == ["digital", "ocr", "digital"]
    assert errors(LETTER.text_pages[1], result.pages[1].text) < 0.01


def test_text_under_a_scan_is_kept_if_it_is_good_and_read_anew_if_it_is_not(rendered):
    good = rendered(scan(LETTER)).archival.read_bytes()
    assert [page.source for page in rendered(good).pages] == ["hidden_text", "hidden_text"]
    with pikepdf.open(io.BytesIO(good)) as pdf:
        for page in pdf.pages:
            layer = page.Contents[-1].read_bytes()
            page.Contents[-1].write(layer.replace(b"<00", b"<E0"))  # another font's private codes
        out = io.BytesIO()
        pdf.save(out)
    result = rendered(out.getvalue())
    assert [page.source for page in result.pages] == ["ocr", "ocr"]
    assert errors(LETTER.text_pages[0], result.pages[0].text) < 0.01


def test_several_originals_become_one_copy_in_their_order(rendered):
    seen = []
    result = rendered(
        scan(letter(1), container="jpeg"),
        LETTER.pdf,
        scan(letter(2), container="tiff-g4"),
        progress=lambda done, total: seen.append((done, total)),
    )
    assert [page.source for page in result.pages] == ["ocr", "digital", "digital", "ocr"]
    assert errors(letter(2).text_pages[0], result.pages[3].text) < 0.02
    with pikepdf.open(result.archival) as pdf:
        assert len(pdf.pages) == 4
    assert seen[0] == (0, 4)
    assert seen[-1] == (4, 4)
    assert seen == sorted(seen)


def test_a_page_that_cannot_be_archived_as_it_is_becomes_a_picture_and_keeps_its_text(rendered):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(b"/Missing gs BT /F1 24 Tf 72 700 Td (Bescheid mit Mangel) Tj ET")
    out = io.BytesIO()
    pdf.save(out)
    result = rendered(out.getvalue())
    assert result.pages[0].text == "Bescheid mit Mangel"
    assert text_in(result.archival, 0).strip() == "Bescheid mit Mangel"
    with pikepdf.open(result.archival) as written:
        assert len(written.pages[0].get_images()) == 1
