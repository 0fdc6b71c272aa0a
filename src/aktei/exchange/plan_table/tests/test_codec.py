# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plan as a table: what is written is read back, what others write is read, what is wrong is told."""

import pytest
from hypothesis import given

from aktei.exchange.plan_table.codec import COLUMNS, MOST_LINES, read, write
from aktei.exchange.plan_table.tests.plans import LINES, plans


@given(plans())
def test_what_is_written_is_read_back(lines):
    found = read(write(lines))
    assert (list(found.faults), list(found.unknown)) == ([], [])
    assert found.lines == lines


def test_no_text_becomes_a_formula_in_a_spreadsheet():
    assert ";'=SUMME(A1);" in write(LINES).decode()


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separators_and_encodings_of_all_spreadsheets_are_read(separator, encoding):
    text = f"Kennzeichen{separator}Titel{separator}übergeordnet\r\n63{separator}Bauen für Ältere{separator}\r\n"
    (line,) = read(text.encode(encoding)).lines
    assert (line.notation, dict(line.values), line.line) == ("63", {"title": "Bauen für Ältere", "parent": None}, 2)


def test_every_fault_is_told_with_the_line_it_begins_in():
    rows = [
        "kennzeichen;titel;aufbewahrung_jahre;farbe",
        '63;"zwei',
        'Zeilen";10;rot',
        "64;X;ewig;",
        ";Y;1;",
        "65;a;1;;;zu viel",
    ]
    found = read("\n".join(rows).encode())
    assert [fault.line for fault in found.faults] == [4, 5, 6]
    assert list(found.unknown) == ["farbe"]
    assert [line.notation for line in found.lines] == ["63", "64"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"titel\nx",
        b"kennzeichen;titel\n\x00",
        b'kennzeichen;titel\n"1;x',
        b"kennzeichen;titel;titel\n1;a;b",
        b"kennzeichen\n" + b"1\n" * (MOST_LINES + 1),
        b"x" * (6 * 2**20),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(data):
    assert read(data).faults


def test_the_columns_are_those_of_the_handbook():
    assert read((";".join(COLUMNS) + "\n").encode()).unknown == []


def test_remarks_at_the_beginning_are_passed_over_and_lines_still_count():
    found = read(b"# by hand\n# 2026\nkennzeichen;titel\n63;Bauen\nx;y;z\n")
    assert [line.line for line in found.lines] == [4]
    assert [fault.line for fault in found.faults] == [5]


def test_the_line_in_which_a_spreadsheet_names_its_separator_is_passed_over():
    for first in ("sep=;", "SEP=;", '"sep=;"', "sep=;;;;"):
        found = read(f"{first}\r\nkennzeichen;titel\r\n63;Bauen, Wohnen\r\n".encode())
        assert [(line.notation, line.line) for line in found.lines] == [("63", 3)]
    assert read(b"sep=|\nkennzeichen|titel\n63|Bauen;Wohnen\n").lines[0].values["title"] == "Bauen;Wohnen"


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman", "utf-16", "utf-16-le", "utf-16-be"])
def test_old_code_pages_are_read_right(encoding):
    found = read("kennzeichen;titel\r\n63;Gebühren für Größe\r\n".encode(encoding))
    assert (found.lines[0].values["title"], found.faults) == ("Gebühren für Größe", [])


def test_letters_nobody_can_tell_are_refused_and_not_shown():
    found = read("kennzeichen;titel\n63;Привет, мир\n".encode("cp1251"))
    assert (list(found.lines), len(found.faults)) == ([], 1)


def test_an_open_quote_is_told_in_german_with_the_line_it_begins_in():
    rows = ["kennzeichen;titel", '95;Soziales "Hilfe', '96;"zwei', 'Zeilen"', '97;"Jugend', "98;Alter", '99;"Mehr"']
    (fault,) = read("\n".join(rows).encode()).faults
    assert fault.line == 5
    assert "Anführungszeichen" in str(fault.reason)
    (fault,) = read("\n".join(rows[:6]).encode()).faults
    assert fault.line == 5


def test_empty_cells_beyond_the_last_column_are_passed_over_and_others_are_told():
    found = read(b"kennzeichen;titel;;\n97;Eins;;;;\n98;Zwei;;doch\n99;Drei;;;doch\n")
    assert [line.notation for line in found.lines] == ["97"]
    assert [fault.line for fault in found.faults] == [3, 4]


HEAD, LINE = "kennzeichen;titel;aufbewahrung_jahre\n", "63;Gebühren für Größe;10\n"


@pytest.mark.parametrize("sign", [";", ",", "\t", "|", ":", "^"])
@pytest.mark.parametrize("first", ["sep={}", "SEP={}", '"sep={}"', " sep = {}", "\ufeffsep={}", "sep={};;;"])
def test_the_separator_may_be_any_sign_however_its_line_is_written(first, sign):
    table = first.format(sign) + "\r\n" + (HEAD + LINE).replace(";", sign)
    assert [each.notation for each in read(table.encode()).lines] == ["63"]


@pytest.mark.parametrize("first", ["sep=", 'sep="', "sep=,", "sep=\\t", "sep=;"])
def test_a_line_that_names_a_wrong_separator_is_passed_over_and_the_head_is_believed(first):
    (line,) = read(f"{first}\n{HEAD}{LINE}".encode()).lines
    assert (line.notation, line.line) == ("63", 3)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04" + bytes(range(256)), "eine Arbeitsmappe"),
        (b"\xd0\xcf\x11\xe0" + bytes(60), "eine ältere Arbeitsmappe"),
        (b"<!doctype html><table><tr><td>kennzeichen", "eine Internetseite"),
        (b"\xef\xbb\xbf\r\n<html>", "eine Internetseite"),
        (b"%PDF-1.7", "ein PDF"),
    ],
)
def test_what_is_only_called_a_table_is_named(data, kind):
    (fault,) = read(data).faults
    assert str(fault.reason).startswith(f"Das ist keine Tabelle, sondern {kind}")


@pytest.mark.parametrize("cell", ["GebÃ¼hren", "Gr\ufffd\ufffde", "StraÃŸe", "fÃ¼r", "â€žHilfeâ€œ"])
def test_letters_that_were_lost_before_are_told_with_their_line_and_not_taken_over(cell):
    found = read(f"{HEAD}{LINE}64;{cell};1\n".encode())
    assert list(found.lines) == []
    assert "In Zeile 3 sind Umlaute" in str(found.faults[0].reason)


@pytest.mark.parametrize(("text", "encoding"), [("Yıldız Şahin Müller", "cp1254"), ("Łukasz Müller", "cp1250")])
def test_names_of_other_code_pages_are_refused_and_not_mangled(text, encoding):
    found = read(f"kennzeichen;titel\n63;{text}\n".encode(encoding))
    assert (list(found.lines), len(found.faults)) == ([], 1)


@pytest.mark.parametrize("text", ["Gebühr 5 €", "§ 5 Abs. 2", "André Müller"])
@pytest.mark.parametrize("encoding", ["cp858", "iso8859-15", "cp1252", "mac_roman"])
def test_signs_are_read_right_in_every_code_page_that_has_them(text, encoding):
    try:
        data = f"kennzeichen;titel\n63;{text}\n".encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("this code page has no such sign")
    assert read(data).lines[0].values["title"] == text


def test_a_head_in_decomposed_letters_or_with_invisible_ones_is_the_same_head():
    (line,) = read("kenn\u200bzeichen;titel\u00a0;u\u0308bergeordnet\n50.1;Prufu\u0308ng;50\n".encode()).lines
    assert dict(line.values) == {"title": "Prufüng", "parent": "50"}


@pytest.mark.parametrize("size", [200_000, 1_000_000])
def test_a_cell_that_is_too_long_is_told_as_such_with_its_line(size):
    (fault,) = read(f"{HEAD}{LINE}64;{'x' * size};1\n".encode()).faults
    assert (fault.line, "länger als" in str(fault.reason)) == (3, True)


def test_a_sign_that_belongs_into_no_table_is_told_with_its_line():
    (fault,) = read(f"{HEAD}{LINE}64;a\0b;1\n".encode()).faults
    assert "In Zeile 3 " in str(fault.reason)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_lines_are_counted_alike_whatever_ends_them_and_cells_over_several_lines_count_too(end):
    rows = ["kennzeichen;titel;aufbewahrung_jahre", "", '63;"drei', "ganze", 'Zeilen";10', ";;", "64;B;ewig"]
    (fault,) = read(end.join(rows).encode()).faults
    assert fault.line == 7


def test_a_table_without_entries_is_told():
    (fault,) = read(HEAD.encode()).faults
    assert "kein Eintrag" in str(fault.reason)


@pytest.mark.parametrize("data", [b"titel\nx\n", b"x", b"\n\n,,\n", b"sep=;\n"])
def test_messages_are_german(data):
    for fault in read(data).faults:
        assert not {"line", "field", "quote", "delimiter", "column", "error"} & set(str(fault.reason).lower().split())
