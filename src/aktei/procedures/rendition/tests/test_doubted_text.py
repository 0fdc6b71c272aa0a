# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A text layer that is not what one sees is not believed; files that others mangled are no cut-off files."""

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from aktei.procedures.rendition import judging, regions
from aktei.procedures.rendition.tests.sheets import Sheet
from aktei.procedures.rendition.words import Word

SAID = (
    "hiermit beantrage ich die Übernahme der Nachzahlung aus der beigefügten Heizkostenabrechnung. Die Rechnung liegt "
    "diesem Schreiben bei, ich bitte um baldige Entscheidung"
)


def is_believed(text: str) -> bool:
    return regions.Layers([], [Word(each, 0, 0, 9, 9, 0) for each in text.split()]).hidden_is_usable


def shifted(text: str, by: int) -> str:
    return "".join(chr((ord(sign) - 97 + by) % 26 + 97) if "a" <= sign <= "z" else sign for sign in text)


@pytest.mark.parametrize("by", [1, 2, 3, 5, 7])
def test_a_text_layer_of_shifted_letters_is_not_believed(by):
    assert is_believed(SAID)
    assert not is_believed(shifted(SAID, by))


def test_a_text_layer_in_the_wrong_character_set_is_not_believed():
    assert not is_believed(SAID.replace("e", "é").encode().decode("cp1252"))


@pytest.mark.parametrize(
    "text",
    [
        "Niniejszym wnoszę o zwrot kosztów ogrzewania zgodnie z załączonym rozliczeniem oraz szybkie rozpatrzenie",
        "Ekte sunulan ısıtma giderleri faturasının karşılanmasını talep ediyorum, yazılı bir onay rica ederim",
        "Kérem a mellékelt fűtési költségelszámolás szerinti összeg megtérítését és a beérkezés visszaigazolását",
        "Müller Schmidt Yılmaz Kowalczyk Nguyen Öztürk Papadopoulos Szczepański Wiśniewski Krüger Przybylski",
    ],
)
def test_other_languages_and_names_are_believed(text):
    assert is_believed(text)


def test_hidden_words_without_outlines_are_known_to_be_hidden():
    sheet = Sheet()
    # A font that is not in the file and that no other can stand for: its signs have no shape.
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Fremd, DW=500,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=Dictionary(
            Type=Name.FontDescriptor, FontName=Name.Fremd, Flags=4, FontBBox=Array([0, 0, 500, 700]), ItalicAngle=0,
            Ascent=700, Descent=0, CapHeight=700, StemV=80,
        ),
    )  # fmt: skip
    said = "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0041> <0043> <0415> endbfrange"
    meaning = sheet.pdf.make_stream(
        f"/CIDInit /ProcSet findresource begin 9 dict begin begincmap {said} endcmap".encode()
    )
    encoding = {"Encoding": Name("/Identity-H"), "DescendantFonts": Array([inner]), "ToUnicode": meaning}
    sheet.page.Resources.Font.F2 = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Fremd, **encoding)
    sheet.write("BT /F2 16 Tf 3 Tr 70 700 Td <004100420043> Tj ET")
    with pypdfium2.PdfDocument(sheet.data) as document:
        hidden = judging.content_of(document[0]).hidden
    assert [(round(box[1]), round(box[3])) for box in hidden] == [(700, 716)]


@pytest.mark.parametrize("behind", [b"\r\n" + bytes(5000) + b"<html>", b"x" * 40_000])
def test_rubbish_behind_the_end_of_a_file_does_not_make_it_cut_off(rendered, behind):
    assert rendered(Sheet(said="Ganz").data + behind).pages[0].text == "Ganz"


def test_a_hidden_button_alone_does_not_make_a_placeholder_a_form(rendered):
    sheet = Sheet(said="Bitte warten")
    sheet.field("Btn", (0, 0, 0, 0), Ff=1 << 16, F=2)
    sheet.pdf.Root.AcroForm.XFA = sheet.pdf.make_stream(b"<xdp/>")
    with pytest.raises(Exception, match="form_elsewhere"):
        rendered(sheet.data)
