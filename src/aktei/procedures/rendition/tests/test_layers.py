# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is on a layer that is switched off is neither drawn nor found, and that is told."""

import pytest
from pikepdf import Array, Dictionary, Name, String

from aktei.procedures.rendition.tests.seen import ink, prepared, words
from aktei.procedures.rendition.tests.sheets import Sheet, text


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
