# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fields, ticks, signatures and comments are read, marked at their place, drawn and archived."""

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from aktei.procedures.rendition.tests.seen import ink, place, prepared, words
from aktei.procedures.rendition.tests.sheets import Sheet

MULTILINE, PASSWORD, RADIO, PUSH, COMBO, COMB = (1 << bit for bit in (12, 13, 15, 16, 17, 24))
BOX = (70, 600, 400, 622)


def test_a_field_without_an_appearance_is_read_and_marked_in_its_place(rendered):
    sheet = Sheet()
    sheet.field("Tx", BOX, V=String("Feldmaus Überlingen"), DA=String("/Helv 11 Tf 0 g"))
    result = rendered(sheet.data)
    x, y = place(result, "Feldmaus")
    assert 70 / 595 < x < 200 / 595
    assert 1 - 622 / 842 < y < 1 - 600 / 842
    assert "Überlingen" in result.pages[0].text


@pytest.mark.parametrize("value", ["Łukasz Żółw", "Şükrü Çağlar", "Ελληνικά", "Іван Їжак", "Ḫusain ʿAlī"])
def test_a_field_shows_every_script_of_europe(value):
    sheet = Sheet()
    sheet.field("Tx", BOX, V=String(value))
    assert value.split()[0] in words(sheet)


def test_a_field_whose_value_hangs_from_its_parent_is_read():
    sheet = Sheet()
    parent = sheet.pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("person"), V=String("Elternwert")))
    widget = sheet.annotation("Widget", BOX, F=4, Parent=parent)
    parent.Kids = Array([widget])
    sheet.pdf.Root.AcroForm = Dictionary(Fields=Array([parent]))
    assert "Elternwert" in words(sheet)


def test_a_field_of_several_lines_shows_all_of_them():
    sheet = Sheet()
    box = (70, 500, 400, 560)
    sheet.field("Tx", box, V=String("Zeileeins\r\nZeilezwei\rZeiledrei"), Ff=MULTILINE)
    assert all(line in words(sheet) for line in ("Zeileeins", "Zeilezwei", "Zeiledrei"))


def test_a_text_too_long_for_its_field_is_set_smaller_and_stays_whole():
    sheet = Sheet()
    said = " ".join(f"Wort{number}" for number in range(40))
    sheet.field("Tx", BOX, V=String(said), DA=String("/Helv 12 Tf 0 g"))
    assert "Wort39" in words(sheet)
    assert ink(sheet, BOX) > 0.01


def test_characters_in_cells_stand_in_their_cells():
    sheet = Sheet()
    sheet.field("Tx", BOX, V=String("65170839"), Ff=COMB, MaxLen=11)
    assert "".join(words(sheet).split()).endswith("65170839")


def test_a_password_in_a_form_is_not_read():
    sheet = Sheet()
    sheet.field("Tx", BOX, V=String("geheim"), Ff=PASSWORD)
    assert "geheim" not in words(sheet)


@pytest.mark.parametrize("flags", [2, 32])
def test_a_hidden_field_is_neither_shown_nor_found(flags):
    sheet = Sheet()
    sheet.field("Tx", BOX, V=String("Verborgen"), F=flags)
    assert "Verborgen" not in words(sheet)
    assert ink(sheet, BOX) == 0


def test_an_appearance_that_a_program_left_empty_does_not_hide_the_value():
    sheet = Sheet()
    sheet.field("Tx", BOX, V=String("Ausgefuellt"), AP=Dictionary(N=sheet.form("/Tx BMC EMC", (0, 0, 330, 22))))
    assert "Ausgefuellt" in words(sheet)


def test_where_appearances_are_asked_for_an_old_one_gives_way_to_the_value():
    sheet = Sheet()
    old = sheet.form("/Tx BMC BT /Helv 11 Tf 2 5 Td (Altwert) Tj ET EMC", (0, 0, 330, 22))
    sheet.field("Tx", BOX, V=String("Neuwert"), AP=Dictionary(N=old))
    sheet.pdf.Root.AcroForm.NeedAppearances = True
    found = words(sheet)
    assert "Neuwert" in found
    assert "Altwert" not in found


def test_a_choice_shows_the_words_people_chose_and_not_its_code():
    sheet = Sheet()
    options = Array([Array([String("k1"), String("Ledig")]), Array([String("k2"), String("Verheiratet")])])
    sheet.field("Ch", BOX, V=String("k2"), Ff=COMBO, Opt=options)
    found = words(sheet)
    assert "Verheiratet" in found
    assert "k2" not in found
    assert "Ledig" not in found


def test_a_list_shows_its_lines_with_what_was_chosen_among_them():
    sheet = Sheet()
    options = Array([String(f"Zeile{number}") for number in range(60)])
    sheet.field("Ch", (70, 500, 300, 550), V=Array([String("Zeile40"), String("Zeile41")]), Opt=options)
    found = words(sheet)
    assert "Zeile40" in found
    assert "Zeile3 " not in found


def ticked(sheet: Sheet, **entries) -> None:
    box = (70, 600, 84, 614)
    states = Dictionary(Ja=sheet.form("1 1 12 12 re f", (0, 0, 14, 14)), Off=sheet.form("", (0, 0, 14, 14)))
    sheet.field("Btn", box, AP=Dictionary(N=states), **entries)


def test_a_tick_shows_when_its_state_says_so():
    on, off, from_value = Sheet(), Sheet(), Sheet()
    ticked(on, AS=Name.Ja, V=Name.Ja)
    ticked(off, AS=Name.Off, V=Name.Off)
    ticked(from_value, V=Name.Ja)
    box = (70, 600, 84, 614)
    assert ink(on, box) > 0.3
    assert ink(from_value, box) > 0.3
    assert ink(off, box) == 0


def test_a_tick_and_a_radio_button_without_appearances_are_drawn():
    for flags in (0, RADIO):
        on, off = Sheet(), Sheet()
        box = (70, 600, 90, 620)
        on.field("Btn", box, AS=Name.Ja, V=Name.Ja, Ff=flags)
        off.field("Btn", box, AS=Name.Off, Ff=flags)
        assert ink(on, (74, 604, 86, 616)) > 0.05
        assert ink(off, (74, 604, 86, 616)) == 0
        assert ink(off, box) > 0


def test_fields_over_a_scan_are_read_with_it(rendered):
    sheet = Sheet()
    picture = Image.new("L", (1240, 1754), 255)
    out = io.BytesIO()
    picture.save(out, "JPEG")
    image = sheet.pdf.make_stream(
        out.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=1240, Height=1754, ColorSpace=Name.DeviceGray,
        BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    sheet.page.Resources.XObject = Dictionary(Im=image)
    sheet.page.Contents = sheet.pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im Do Q")
    sheet.field("Tx", BOX, V=String("Scanfeldhamster"), DA=String("/Helv 14 Tf 0 g"))
    assert "Scanfeldhamster" in rendered(sheet.data).pages[0].text


def test_a_visible_signature_whose_box_is_upside_down_shows():
    sheet = Sheet()
    block = sheet.form("BT /Helv 10 Tf 5 30 Td (Signiertvon) Tj ET", (0, 60, 330, 0))
    sheet.field("Sig", (400, 180, 70, 120), AP=Dictionary(N=block), F=132)
    assert "Signiertvon" in words(sheet)
    assert ink(sheet, (70, 120, 400, 180)) > 0


def test_free_text_and_stamps_without_an_appearance_are_drawn_and_found():
    sheet = Sheet()
    sheet.annotation("FreeText", (100, 440, 350, 460), Contents=String("Freitext für alle"), DA=String("/Helv 12 Tf"))
    sheet.annotation("Stamp", (100, 300, 350, 340), Name=Name.Genehmigt)
    found = words(sheet)
    assert "Freitext für alle" in found
    assert "Genehmigt" in found


MARKUP = {
    "Highlight": {},
    "Underline": {},
    "StrikeOut": {},
    "Squiggly": {},
    "Square": {},
    "Circle": {"IC": Array([1, 0, 0])},
    "Line": {"L": Array([100, 400, 300, 420])},
    "PolyLine": {"Vertices": Array([100, 400, 200, 420, 300, 400])},
    "Polygon": {"Vertices": Array([100, 400, 200, 420, 300, 400])},
    "Ink": {"InkList": Array([Array([100, 400, 200, 420, 300, 400])])},
}


@pytest.mark.parametrize("kind", MARKUP)
def test_marks_without_an_appearance_are_drawn_and_their_comment_is_found(rendered, kind):
    sheet = Sheet()
    comment = String(f"Kommentar{kind}")
    sheet.annotation(kind, (100, 400, 300, 420), Contents=comment, C=Array([0.6, 0, 0]), **MARKUP[kind])
    sheet.annotation("Popup", (400, 400, 500, 500), Contents=String("Fenster"))
    assert ink(sheet, (95, 395, 305, 425)) > 0
    document, said, notes = prepared(sheet)
    assert [note.text for note in notes] == [f"Kommentar{kind}"]
    assert said == [["notes", f"Kommentar{kind}"]]
    assert "Fenster" not in document[0].get_textpage().get_text_range()


def test_a_note_is_found_on_its_icon_in_the_archival_copy_too_and_told(rendered):
    sheet = Sheet()
    sheet.page.Rotate = 90
    sheet.annotation("Text", (400, 700, 420, 720), Contents=String("Zettelluchs: bis\nFreitag"), F=28)
    result = rendered(sheet.data)
    x, y = place(result, "Zettelluchs")
    assert abs(x - 710 / 842) < 0.02
    assert abs(y - 410 / 595) < 0.02
    assert [(each.code, each.names) for each in result.remarks] == [("notes", ("Zettelluchs: bis Freitag",))]
    with pypdfium2.PdfDocument(result.archival) as archived:
        assert "Zettelluchs" in archived[0].get_textpage().get_text_range()


def test_a_hidden_note_is_not_told():
    sheet = Sheet()
    sheet.annotation("Text", (400, 700, 420, 720), Contents=String("weg"), F=2)
    assert prepared(sheet)[1] == []


def test_links_stay_links():
    sheet = Sheet()
    sheet.annotation("Link", (70, 700, 200, 720), A=Dictionary(S=Name.URI, URI=String("https://example.org")))
    document, _said, _notes = prepared(sheet)
    out = io.BytesIO()
    document.save(out)
    with pikepdf.open(out) as pdf:
        assert [item.Subtype for item in pdf.pages[0].Annots] == [Name.Link]
