# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text in a composite font that is not in the file stays text; what nobody can read any more is told."""

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from aktei.procedures.rendition import composite_typefaces, missing_fonts, typefaces
from aktei.procedures.rendition.remarks import Remark, collected, so_far
from aktei.procedures.rendition.tests.sheets import Sheet, composite

SAID = "Kompositkauz (50 %)"


def with_typefaces(sheet: Sheet) -> bytes:
    out = io.BytesIO()
    composite_typefaces.put_in(sheet.pdf)
    sheet.pdf.save(out)
    return out.getvalue()


def text_and_places(data: bytes) -> tuple[str, list[int]]:
    with pypdfium2.PdfDocument(data) as document:
        found = document[0].get_textpage()
        places = [round(found.get_charbox(at, loose=True)[0]) for at in range(found.count_chars())]
        return found.get_text_range().strip(), places


def test_a_composite_font_gets_the_nearest_typeface_and_letters_keep_their_places():
    before = text_and_places(composite(SAID).data)
    assert before[0] == SAID
    assert text_and_places(with_typefaces(composite(SAID))) == before


def test_such_a_page_goes_into_the_archive_as_text(rendered):
    result = rendered(composite(SAID).data)
    assert result.pages[0].text == SAID
    with pikepdf.open(result.archival) as archived:
        assert not archived.pages[0].get_images()


def test_a_font_that_is_there_is_left_alone_and_one_of_which_no_letter_is_known_too():
    for sheet in (composite(SAID, program=True), composite(SAID, explained=False)):
        inner = sheet.page.Resources.Font.C.DescendantFonts[0]
        before = inner.unparse()
        composite_typefaces.put_in(sheet.pdf)
        assert inner.unparse() == before


def test_widths_and_letters_are_read_in_every_way_they_can_be_written():
    inner = Dictionary(W=Array([1, Array([100, 200]), 5, 7, 300]))
    assert composite_typefaces._widths(inner) == {1: 100.0, 2: 200.0, 5: 300.0, 6: 300.0, 7: 300.0}
    pdf = pikepdf.new()
    pairs = b"beginbfchar <0001> <0041> <02> <00660069> endbfchar "
    ranges = b"beginbfrange <03> <04> <0061> <05> <06> [<78> <0079>] endbfrange"
    found = dict(composite_typefaces._letters(pdf.make_stream(pairs + ranges)))
    assert found == {1: "A", 2: "fi", 3: "a", 4: "b", 5: "x", 6: "y"}


def test_codes_of_well_known_fonts_are_letters_again_even_without_a_map(rendered):
    result = rendered(composite(SAID, "ArialMT", explained=False).data)
    assert (result.pages[0].text, result.remarks) == (SAID, [])


def test_a_font_that_only_itself_knew_is_told_by_its_name(rendered):
    result = rendered(composite(SAID, "ABCDEF+Hausschrift-Bold", explained=False).data)
    assert result.remarks == [Remark("font_missing", names=("Hausschrift",))]


@pytest.mark.parametrize(
    ("flags", "entries", "told"), [(4, {}, True), (4, {"Encoding": Name.WinAnsiEncoding}, False), (32, {}, False)]
)
def test_a_simple_font_is_missed_only_if_its_codes_are_its_own(flags, entries, told):
    sheet = Sheet()
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.Zeichen, Flags=flags)
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Zeichen, FontDescriptor=descriptor, **entries
    )
    sheet.page.Resources.Font.Z = font
    with collected():
        missing_fonts.explain(sheet.pdf)
        assert ([["font_missing", "Zeichen"]] if told else []) == so_far()
    assert typefaces.knows_only_itself(font) == told
