# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a form or a comment holds although no page shows it, or shows it otherwise: found or told, passwords never."""

import pytest
from pikepdf import Array, Dictionary, Name, String

from aktei.procedures.rendition.tests.seen import ink, prepared, words
from aktei.procedures.rendition.tests.sheets import Sheet

BOX = (70, 600, 400, 622)
FORMATTED = (
    '<?xml version="1.0"?><body xmlns="http://www.w3.org/1999/xhtml"><p>M&#252;ller &amp; <b>Sohn</b></p></body>'
)
PRINT, NO_VIEW = 1 << 2, 1 << 5


def test_a_password_is_not_read_even_where_its_field_would_show_it():
    sheet = Sheet()
    shown = sheet.form("BT /Helv 12 Tf 2 5 Td (Geheimwort) Tj ET", (0, 0, 330, 22))
    sheet.field("Tx", BOX, V=String("Geheimwort"), Ff=1 << 13, AP=Dictionary(N=shown))
    assert "Geheimwort" not in words(sheet)


def test_a_field_that_holds_only_formatted_text_is_read():
    sheet = Sheet()
    sheet.field("Tx", BOX, RV=String(FORMATTED))
    assert "Müller & Sohn" in words(sheet)


@pytest.mark.parametrize("flags", [None, PRINT | NO_VIEW])
def test_a_value_that_no_page_shows_is_told(flags):
    sheet = Sheet()
    field = sheet.field("Tx", BOX, V=String("Verirrt"), T=String("Name"))
    if flags is None:
        sheet.page.Annots = Array()
    else:
        field.F = flags
    document, said, _notes = prepared(sheet)
    assert said == [["fields_unseen", "Name: Verirrt"]]
    assert "Verirrt" not in document[0].get_textpage().get_text_range()


def test_of_fields_that_are_seen_hidden_secret_or_empty_nothing_is_told():
    sheet = Sheet()
    sheet.field("Tx", BOX, V=String("Gesehen"))
    sheet.field("Tx", (70, 500, 400, 520), V=String("Versteckt"), F=2)
    for entries in ({"V": String("Geheim"), "Ff": 1 << 13}, {"V": String("")}, {}):
        sheet.field("Tx", BOX, **entries)
        del sheet.page.Annots[-1]
    assert prepared(sheet)[1] == []


def test_the_answer_to_a_comment_is_found_though_programs_hide_it():
    sheet = Sheet()
    first = sheet.annotation("Text", (100, 500, 118, 518), F=28, Contents=String("Bitte prüfen"))
    sheet.annotation("Text", (100, 500, 118, 518), F=30, Contents=String("Geprüft"), IRT=first)
    state = {"State": String("Completed"), "StateModel": String("Review")}
    sheet.annotation("Text", (100, 500, 118, 518), F=30, Contents=String("Von Anna gesetzt"), IRT=first, **state)
    assert prepared(sheet)[1] == [["notes", "Bitte prüfen", "Geprüft"]]


def test_formatted_comments_and_comments_of_unknown_kinds_are_found():
    sheet = Sheet()
    sheet.annotation("Text", (100, 500, 118, 518), F=4, RC=String(FORMATTED))
    sheet.annotation("Projection", (100, 400, 118, 418), F=4, Contents=String("Unbekannt"))
    sheet.annotation("FreeText", (100, 300, 300, 330), F=4, RC=String(FORMATTED.replace("Sohn", "Tochter")))
    assert prepared(sheet)[1] == [["notes", "Müller & Sohn", "Unbekannt"]]
    assert "Müller & Tochter" in words(sheet)


@pytest.mark.parametrize("kind", ["Redact", "Caret"])
def test_a_comment_that_is_found_is_seen_on_the_page(kind):
    sheet = Sheet()
    sheet.annotation(kind, (100, 500, 200, 520), F=4, Contents=String("Hierzu"), Name=Name.Zeichen)
    assert ink(sheet, (95, 495, 205, 525)) > 0
