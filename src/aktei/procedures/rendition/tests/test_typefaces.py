# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text whose font is not in the file stays text, and the time it takes grows with the pages and no faster."""

import io
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name, pdfa

from aktei.procedures.rendition import archival, finished, typefaces

UNFIT = b"/Missing gs"
"""What no archival copy may hold: a page that says this goes in as its picture."""
LINES = [bytes(range(start, start + 16)) for start in (0x30, 0x41, 0x61, 0xC0, 0xE0)]


def simple(name: str, **entries: Any) -> Any:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + name), **entries)


def page_with(pdf: pikepdf.Pdf, font: Any, lines: list[bytes], before: bytes = b"") -> None:
    page = pdf.add_blank_page(page_size=(595, 842))
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    shown = b" ".join(b"<" + line.hex().encode() + b"> Tj T*" for line in lines)
    page.Contents = pdf.make_stream(before + b" BT /F1 18 Tf 30 TL 40 780 Td " + shown + b" ET")


def written(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def drawn(content: bytes) -> np.ndarray:
    with pypdfium2.PdfDocument(content) as document:
        return np.squeeze(document[0].render(scale=2, grayscale=True).to_numpy()).astype(int)


def findings(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdfa.prepare(pdf, "2b")
        return [each.message for each in pdfa.check(pdf, "2b").findings]


@pytest.mark.parametrize(
    "name", ["Helvetica", "Times-BoldItalic", "Courier", "Courier-Oblique", "Arial,Bold", "TimesNewRomanPSMT"]
)
def test_a_text_without_its_font_gets_the_typeface_it_was_shown_in(name: str) -> None:
    pdf = pikepdf.new()
    page_with(pdf, simple(name, Encoding=Name.WinAnsiEncoding), LINES)
    before = written(pdf)
    typefaces.put_in(pdf)
    assert findings(before)
    assert not findings(written(pdf))
    assert np.abs(drawn(before) - drawn(written(pdf))).max() < 40


@pytest.mark.parametrize("name", ["Symbol", "ZapfDingbats"])
def test_fonts_with_codes_of_their_own_show_the_same_signs(name: str) -> None:
    lines = [bytes(range(0x21, 0x7F)), bytes(range(0xA1, 0xF0)), bytes(range(0xF1, 0xFF))]
    pdf = pikepdf.new()
    page_with(pdf, simple(name), lines)
    before = written(pdf)
    typefaces.put_in(pdf)
    assert not findings(written(pdf))
    assert np.array_equal(drawn(before), drawn(written(pdf)))


def test_letters_keep_the_room_the_document_gives_them() -> None:
    pdf = pikepdf.new()
    widths = pikepdf.Array([350 + code * 37 % 400 for code in range(32, 256)])
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.Verdana, Flags=32)
    font = simple(
        "Verdana", Encoding=Name.WinAnsiEncoding, FirstChar=32, LastChar=255, Widths=widths, FontDescriptor=descriptor
    )
    font.Subtype = Name.TrueType
    page_with(pdf, font, LINES)
    before = written(pdf)
    typefaces.put_in(pdf)
    assert not findings(written(pdf))
    assert places(before) == places(written(pdf))


def places(content: bytes) -> list[int]:
    with pypdfium2.PdfDocument(content) as document:
        text = document[0].get_textpage()
        return [round(text.get_charbox(index, loose=True)[0]) for index in range(30)]


def test_a_letter_that_no_typeface_has_is_not_replaced_by_another() -> None:
    pdf = pikepdf.new()
    encoding = Dictionary(Type=Name.Encoding, Differences=pikepdf.Array([65, Name.afii10017]))
    page_with(pdf, simple("Helvetica", Encoding=encoding), [b"A"])
    typefaces.put_in(pdf)
    assert findings(written(pdf))


@pytest.mark.parametrize("indirect", [True, False])
def test_a_form_whose_fields_bring_a_font_each_gets_the_typeface_once(indirect: bool) -> None:
    pdf = pikepdf.new()
    for number in range(30):
        font = simple("Helvetica" if number % 3 else "Courier", Encoding=Name.WinAnsiEncoding)
        page_with(pdf, pdf.make_indirect(font) if indirect else font, LINES)
    before = written(pdf)
    typefaces.put_in(pdf)
    after = written(pdf)
    assert np.array_equal(drawn(before) > 127, drawn(after) > 127)
    with pikepdf.open(io.BytesIO(after)) as copy:
        fonts = [each for each in copy.objects if isinstance(each, Dictionary) and each.get("/Type") == Name.Font]
        assert {str(each.BaseFont) for each in fonts} == {"/Helvetica", "/Courier"}
        assert len(fonts) == 2
        assert not any(page.Resources.Font.F1.objgen == (0, 0) for page in copy.pages)


def test_an_original_is_opened_once_however_many_of_its_pages_stand_in_the_way(tmp_path, monkeypatch) -> None:
    pdf = pikepdf.new()
    for _ in range(12):
        page_with(pdf, simple("Helvetica"), [b"Zustand"], before=UNFIT)
    original = tmp_path / "original.pdf"
    original.write_bytes(written(pdf))
    for number in range(1, 13):
        finished.write_json(tmp_path / f"{number:05}.json", {"rotation": 0})
    opened = []
    honest = pikepdf.open
    monkeypatch.setattr(
        archival.pikepdf, "open", lambda *given, **named: opened.append(given) or honest(*given, **named)
    )
    pages = [{"number": number, "path": str(original), "index": number - 1} for number in range(1, 13)]
    assert archival.assemble(pages, str(tmp_path), str(tmp_path / "archival.pdf")) == list(range(1, 13))
    assert len(opened) <= 5


def test_progress_counts_pages_that_are_worked_on_twice(rendered) -> None:
    pdf = pikepdf.new()
    for number in range(5):
        page_with(pdf, simple("Helvetica"), [b"Zustand"], before=UNFIT if number % 2 else b"")
    seen: list[tuple[int, int]] = []
    result = rendered(written(pdf), progress=lambda done, total: seen.append((done, total)))
    assert [page.text for page in result.pages] == ["Zustand"] * 5
    assert seen == sorted(seen)
    assert seen[-1] == (7, 7)
