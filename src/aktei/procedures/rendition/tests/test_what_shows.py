# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a PDF shows is read, marked at its place, drawn and archived; what it hides is not, and that is told."""

import io
import os
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from aktei.procedures.rendition import imaging, preparing, remarks
from aktei.procedures.rendition.quarantine import Quarantined
from aktei.procedures.rendition.tests.sheets import SHOWN, Sheet, text

MULTILINE, PASSWORD, RADIO, PUSH, COMBO, COMB = (1 << bit for bit in (12, 13, 15, 16, 17, 24))
BOX = (70, 600, 400, 622)


def prepared(sheet: Sheet):
    """The copy that later steps open, its page, what was remarked, and the notes."""
    pdf = pikepdf.open(io.BytesIO(sheet.data))
    with remarks.collected():
        notes = preparing.prepare(pdf)
        said = remarks.so_far()
    out = io.BytesIO()
    pdf.save(out)
    return pypdfium2.PdfDocument(out.getvalue()), said, notes


def words(sheet: Sheet) -> str:
    document, _said, _notes = prepared(sheet)
    return document[0].get_textpage().get_text_range()


def ink(sheet: Sheet, box) -> float:
    """Share of pixels within a box (in the page's points) that are not white."""
    document, _said, _notes = prepared(sheet)
    picture = document[0].render(scale=2, grayscale=True).to_numpy().squeeze()
    height = picture.shape[0]
    x0, y0, x1, y1 = (round(2 * side) for side in box)
    return float((picture[height - y1 : height - y0, x0:x1] < 200).mean())


def place(rendered, word: str):
    """The middle of a word on the first page, in shares from the top left."""
    found = next(each for each in rendered.pages[0].words if word in each.text)
    return (found.x0 + found.x1) / 20_000, (found.y0 + found.y1) / 20_000


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


def hidden_layer(sheet: Sheet, **entries):
    layer = sheet.layer("Entwurf", **entries)
    sheet.switch_off(layer)
    return layer


def assert_hidden(sheet: Sheet, word: str = "Ausgeblendet") -> None:
    document, said, _notes = prepared(sheet)
    assert word not in document[0].get_textpage().get_text_range()
    assert "Antrag" in document[0].get_textpage().get_text_range()
    assert [entry[:2] for entry in said] == [["hidden_layers", "Entwurf"]]


def test_text_of_a_layer_that_is_off_is_not_found_and_told():
    sheet = Sheet()
    sheet.on_layer(hidden_layer(sheet), text("Ausgeblendet", 500) + " 70 400 100 50 re f")
    assert_hidden(sheet)
    assert ink(sheet, (70, 400, 170, 450)) == 0


def test_what_follows_a_hidden_layer_stands_where_it_stood():
    sheet = Sheet()
    layer = hidden_layer(sheet)
    sheet.on_layer(layer, "1 0 0 1 0 -100 cm 0 0 10 10 re W f q")
    sheet.write("Q 70 600 100 50 re f")
    other = Sheet()
    other.write("1 0 0 1 0 -100 cm 0 0 10 10 re W n q Q 70 600 100 50 re f")
    assert ink(sheet, (0, 0, 595, 842)) == ink(other, (0, 0, 595, 842))


def test_a_layer_that_is_on_is_found_and_not_told():
    sheet = Sheet()
    sheet.on_layer(sheet.layer("Plan"), text("Eingeblendet", 500))
    document, said, _notes = prepared(sheet)
    assert "Eingeblendet" in document[0].get_textpage().get_text_range()
    assert said == []


def test_layers_nested_in_a_hidden_one_are_hidden():
    sheet = Sheet()
    outer, inner = hidden_layer(sheet), sheet.layer("Innen")
    properties = Dictionary(A=outer, B=inner)
    sheet.page.Resources.Properties = properties
    sheet.write(f"/OC /A BDC /OC /B BDC {text('Ausgeblendet', 500)} EMC EMC {text('Danach', 450)}")
    assert_hidden(sheet)
    assert "Danach" in words(sheet)


def test_a_drawing_on_a_hidden_layer_is_not_drawn():
    sheet = Sheet()
    drawing = sheet.form(text("Ausgeblendet", 500).replace("/F1", "/Helv"), (0, 0, 595, 842))
    drawing.OC = hidden_layer(sheet)
    sheet.page.Resources.XObject = Dictionary(D=drawing)
    sheet.write("/D Do")
    assert_hidden(sheet)


def test_a_hidden_layer_inside_a_drawing_is_hidden():
    sheet = Sheet()
    drawing = sheet.form(f"/OC /P BDC {text('Ausgeblendet', 500).replace('/F1', '/Helv')} EMC", (0, 0, 595, 842))
    drawing.Resources.Properties = Dictionary(P=hidden_layer(sheet))
    sheet.page.Resources.XObject = Dictionary(D=drawing)
    sheet.write("/D Do")
    assert_hidden(sheet)


def test_a_comment_on_a_hidden_layer_is_hidden():
    sheet = Sheet()
    sheet.annotation("FreeText", (70, 500, 300, 520), Contents=String("Ausgeblendet"), OC=hidden_layer(sheet))
    document, _said, _notes = prepared(sheet)
    assert "Ausgeblendet" not in document[0].get_textpage().get_text_range()


@pytest.mark.parametrize(
    ("policy", "shown"),
    [("/AnyOn", True), ("/AllOn", False), ("/AnyOff", True), ("/AllOff", False)],
)
def test_a_set_of_layers_shows_as_its_rule_says(policy, shown):
    sheet = Sheet()
    layers = Array([hidden_layer(sheet), sheet.layer("Plan")])
    sheet.on_layer(Dictionary(Type=Name.OCMD, OCGs=layers, P=Name(policy)), text("Mengenwort", 500))
    assert ("Mengenwort" in words(sheet)) is shown


def test_a_set_of_layers_shows_as_its_expression_says():
    for expression, shown in (("/And", False), ("/Or", True)):
        sheet = Sheet()
        off, on = hidden_layer(sheet), sheet.layer("Plan")
        rule = Array([Name(expression), Array([Name.Not, on]) if expression == "/And" else on, off])
        sheet.on_layer(Dictionary(Type=Name.OCMD, VE=rule), text("Regelwort", 500))
        assert ("Regelwort" in words(sheet)) is shown


def test_a_layer_for_printing_only_does_not_show_on_the_screen():
    sheet = Sheet()
    layer = sheet.layer("Entwurf", Usage=Dictionary(View=Dictionary(ViewState=Name.OFF)))
    sheet.pdf.Root.OCProperties.D.AS = Array(
        [Dictionary(Event=Name.View, Category=Array([Name.View]), OCGs=Array([layer]))]
    )
    sheet.on_layer(layer, text("Ausgeblendet", 500))
    assert_hidden(sheet)


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
