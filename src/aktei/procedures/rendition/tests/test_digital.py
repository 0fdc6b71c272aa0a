# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of born-digital pages as their writer meant them, however a program set them."""

import io
import os
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from aktei.procedures.rendition import judging
from aktei.procedures.rendition.composing import closed_up
from aktei.procedures.rendition.digital import words_of
from aktei.procedures.rendition.words import Word, text_of

CASES = Path(os.environ.get("AKTEI_SHARED", "../shared")) / "cases"


def page_words(content: str) -> list[Word]:
    """The words of a page with this content, in Helvetica, 12 pt."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.Contents = pdf.make_stream(f"BT /F 12 Tf {content} ET".encode("cp1252"))
    out = io.BytesIO()
    pdf.save(out)
    return words_in(out.getvalue())


def words_in(file: bytes | Path) -> list[Word]:
    with pypdfium2.PdfDocument(file) as document:
        return [word for page in document for word in words_of(page, page.get_textpage())]


def lines(*texts: str) -> str:
    return " ".join(f"1 0 0 1 70 {700 - 16 * at} Tm ({text}) Tj" for at, text in enumerate(texts))


@pytest.mark.parametrize("hyphen", ["-", "\u00ad"])
def test_a_word_divided_at_the_end_of_a_line_is_two_words_with_a_box_on_each_line(hyphen):
    words = page_words(lines(f"Die Eingliede{hyphen}", "rungshilfe kommt"))
    assert text_of(words) == "Die Eingliede-\nrungshilfe kommt"
    before, after = words[1], words[2]
    assert before.y1 <= after.y0 + 20
    assert before.x0 > after.x0
    assert after.line == before.line + 1


def test_a_word_divided_over_columns_is_divided_over_lines():
    first = "1 0 0 1 70 700 Tm (Hier steht die Gemein-) Tj"
    second = "1 0 0 1 320 716 Tm (schaftsunterkunft) Tj"
    assert text_of(page_words(f"{first} {second}")) == "Hier steht die Gemein-\nschaftsunterkunft"


@pytest.mark.parametrize(
    ("accent", "letter", "whole"), [("¨", "u", "ü"), ("¨", "A", "Ä"), ("´", "e", "é"), ("¸", "c", "ç"), ("ˆ", "o", "ô")]
)
def test_a_letter_and_the_accent_set_over_it_are_one_letter(accent, letter, whole):
    back = f"[({accent}) 450 ({letter}nde)] TJ"
    assert text_of(page_words(f"1 0 0 1 70 700 Tm (Am ) Tj {back}")) == f"Am {whole}nde"
    after = f"[({letter}) 450 ({accent}) 110 (nde)] TJ"
    assert text_of(page_words(f"1 0 0 1 70 700 Tm (Am ) Tj {after}")) == f"Am {whole}nde"


@pytest.mark.parametrize("raised", [0, 2.6])
@pytest.mark.parametrize("accent_first", [True, False])
def test_a_word_stays_whole_where_the_pen_goes_back_to_set_an_accent(raised, accent_first):
    accent, letter = f"1 0 0 1 72.7 {700 + raised} Tm (¨) Tj", "1 0 0 1 70 700 Tm (U) Tj"
    set_so = f"{accent} {letter}" if accent_first else f"{letter} {accent}"
    rest = "1 0 0 1 78.7 700 Tm (bung) Tj 1 0 0 1 109 700 Tm (macht) Tj"
    assert text_of(page_words(f"{set_so} {rest}")) == "Übung macht"


def test_an_accent_is_wider_than_the_i_it_stands_over():
    set_so = "1 0 0 1 70 700 Tm (I) Tj 1 0 0 1 69.7 702.3 Tm (´) Tj 1 0 0 1 73.4 700 Tm (sland) Tj"
    assert text_of(page_words(set_so)) == "Ísland"


@pytest.mark.parametrize(
    ("codes", "meant"),
    [
        (
            b"\x7fUbung der Gr\x7fo\x19e nach: o\x0bener P\x0c\x0berling, \x0diegt, E\x0ezienz",
            "Übung der Größe nach: offener Pfifferling, fliegt, Effizienz",
        ),
        (
            b"\xdcbung der Gr\xf6\xffe nach: o\x1bener P\x1cff, \x1diegt \x12sch\xf6n\x10",
            "Übung der Größe nach: offener Pfiff, fliegt „schön“",
        ),
    ],
    ids=["OT1", "T1"],
)
def test_codes_of_bitmap_fonts_mean_what_tex_means_by_them(codes, meant):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    used = sorted(set(codes) - set(b" "))
    glyph = pdf.make_stream(b"500 0 0 0 450 700 d1 0 0 450 700 re f")
    accent = pdf.make_stream(b"0 0 100 750 300 800 d1 100 750 200 50 re f")
    differences = pikepdf.Array([entry for code in used for entry in (code, pikepdf.Name(f"/a{code}"))])
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type3,
        FontBBox=[0, 0, 500, 800],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=pikepdf.Dictionary({f"/a{code}": accent if code == 0x7F else glyph for code in used}),
        Encoding=pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=differences),
        FirstChar=0,
        LastChar=255,
        Widths=[0 if code == 0x7F else 500 for code in range(256)],
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.Contents = pdf.make_stream(b"BT /F 12 Tf 40 700 Td <" + codes.hex().encode() + b"> Tj ET")
    out = io.BytesIO()
    pdf.save(out)
    assert text_of(words_in(out.getvalue())) == meant
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        assert judging.verdict(judging.content_of(document[0])) == "digital"


def test_an_accent_beside_a_letter_stays_a_sign_of_its_own():
    assert text_of(page_words(lines('bei 20 °C, "auf" dem ~a Weg'))) == 'bei 20 °C, "auf" dem ~a Weg'


@pytest.mark.parametrize(
    ("set_as", "meant"),
    [
        ("W i d e r s p r u c h s b e s c h e i d", "Widerspruchsbescheid"),
        ("wird z u r ü c k g e w i e s e n .", "wird zurückgewiesen ."),
        ("S A T Z U N G", "SATZUNG"),
        ("B e s ch l u ß vom 3. Mai", "Beschluß vom 3. Mai"),
        ("die K l a g e, sodann", "die Klage, sodann"),
        ("M ü l l e r - S c h ö n", "Müller-Schön"),
    ],
)
def test_a_word_set_letter_by_letter_is_one_word(set_as, meant):
    assert text_of(page_words(lines(set_as))) == meant


def test_words_set_letter_by_letter_are_parted_where_the_gap_is_wider():
    assert text_of(page_words(lines("i m   N a m e n   d e s   V o l k e s"))) == "im Namen des Volkes"
    assert text_of(page_words(f"6 Tc {lines('Widerspruch gegen Bescheid')}")) == "Widerspruch gegen Bescheid"


@pytest.mark.parametrize(
    "text",
    [
        "Gruppen A B C D E F G",
        "x x x x x x",
        "a b c d e f",
        "z. B. i. V. m. s. u.",
        "N W S O",
        "1 2 3 4 5 6 7",
        "a b a b",
    ],
)
def test_single_letters_that_are_no_word_stay_apart(text):
    assert text_of(page_words(lines(text))) == text


def test_letters_one_below_the_other_are_no_word():
    column = [Word(letter, 100, 100 * at, 150, 100 * at + 80, at) for at, letter in enumerate("Klage")]
    assert closed_up(column) == column
    assert closed_up([]) == []


@pytest.mark.skipif(not CASES.is_dir(), reason="the inputs that were reported are not here (AKTEI_SHARED)")
@pytest.mark.parametrize(
    ("case", "stands_there"),
    [
        (
            "hyphen-born-digital/hyphen-single.pdf",
            ["Eingliede-\nrungshilfe", "über-\nnommen", "Rechtsbehelfs-\nbelehrung"],
        ),
        ("hyphen-born-digital/lo-hyphenated.pdf", ["Gemeinschafts-\nunterkunft", "Wohnraum-\nbewirtschaftung"]),
        ("latex-umlauts/latex-umlauts.pdf", ["Müllerschön", "Prüfung", "Gelände", "Königslutter"]),
        ("letterspaced/sperrsatz-digital.pdf", ["zurückgewiesen", "Widerspruchsbescheid"]),
    ],
)
def test_reported_files_read_as_they_are_meant(case, stands_there):
    text = text_of(words_in(CASES / case))
    assert [each for each in stands_there if each not in text] == []
