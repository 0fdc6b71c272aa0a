# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the organisation in from tables: shown first, all or nothing, and safe to do twice."""

import pytest

from aktei.base.acts.errors import Refused
from aktei.base.people import importing, queries
from aktei.base.people.models import Person, Unit
from aktei.entrances.web.administration.organisation_table import read

UNITS = "Kurzzeichen;Name;Unter\n51;Jugend;\n51.1;Kita;51\n50;Fachbereich Soziales;\n"
PERSONS = "anmeldename,vorname,familienname,e-mail,einheit,rolle\nmüller.jo,Jo,Müller,jo@kreis.example,50.1,Leitung\n"


def test_units_come_in_with_those_above_them_and_known_ones_are_left_alone(world):
    lines = read(UNITS.encode("cp1252"))
    assert [step.does for step in importing.plan(lines).steps] == ["new", "new", "known"]
    importing.import_organisation(world.actor("verwaltung"), lines=lines)
    assert Unit.objects.get(short_name="51.1").parent == Unit.objects.get(short_name="51")
    with pytest.raises(Refused, match="nichts Neues"):
        importing.import_organisation(world.actor("verwaltung"), lines=lines)


def test_persons_come_in_with_their_role(world):
    importing.import_organisation(world.actor("verwaltung"), lines=read(b"\xef\xbb\xbf" + PERSONS.encode()))
    jo = queries.person_by_login("müller.jo")
    assert [(row.unit, row.role) for row in jo.memberships.all()] == [(world.units["50.1"], "head")]


def test_one_wrong_line_holds_up_the_whole_table_and_says_which(world):
    table = PERSONS + "x,,Ohne Einheit,,99,Chef\n"
    with pytest.raises(Refused) as refusal:
        importing.import_organisation(world.actor("verwaltung"), lines=read(table.encode()))
    assert [reason.partition(":")[0] for reason in refusal.value.reasons] == ["Zeile 3", "Zeile 3"]
    assert not Person.objects.filter(login="müller.jo").exists()


@pytest.mark.parametrize("table", [b"", b"\x00\x01", b"a;b\n1;2\n", b"%PDF-1.7"])
def test_what_is_no_such_table_is_refused(db, table):
    with pytest.raises(Refused):
        importing.plan(read(table))


def test_two_people_cannot_have_one_login_and_the_second_line_is_wrong(world):
    table = (
        b"Anmeldename;Vorname;Familienname;Email\r\na1;Anna;Beispiel;a@example.org\r\nA1;Carla;Dorn;c@example.org\r\n"
    )
    plan = importing.plan(read(table))
    assert [(step.line, step.does) for step in plan.steps] == [(2, "new"), (3, "wrong")]
    assert plan.of("wrong")[0].faults == ["Zeile 3: Der Anmeldename „A1“ ist schon in Zeile 2 vergeben."]
    assert plan.unknown == ["email"]
    assert not plan.can_be_done


def test_nor_can_two_units_have_one_short_name(world):
    plan = importing.plan(read(b"kurzzeichen;name\n98;Eins\n\n98;Zwei\n"))
    assert [(step.line, step.does) for step in plan.steps] == [(2, "new"), (4, "wrong")]


def test_lines_keep_their_numbers_after_cells_over_several_lines(world):
    table = 'sep=;\nanmeldename;vorname;familienname;einheit\nx1;"Anna\nMaria";Beispiel;\nx2;Carla;Dorn;99.9\n'
    plan = importing.plan(read(table.encode()))
    assert [(step.line, step.does, step.said) for step in plan.steps] == [
        (3, "new", "Anna Maria Beispiel (x1)"),
        (5, "wrong", "Carla Dorn (x2)"),
    ]


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman", "cp1252", "utf-16", "utf-8-sig"])
def test_people_keep_their_umlauts_whatever_the_code_page(world, encoding):
    (line,) = read("anmeldename;familienname\nx;Größmüller\n".encode(encoding))
    assert line["familienname"] == "Größmüller"


@pytest.mark.parametrize("row", ['x;"Beispiel\ny;Dorn\n', 'x;"Bei"spiel\n', "x;Beispiel;zu viel\n"])
def test_a_broken_line_is_told_in_german_with_its_number(world, row):
    with pytest.raises(Refused) as refusal:
        read(f"anmeldename;familienname\nz;Zuvor\n{row}".encode())
    assert refusal.value.reasons[0].startswith("Zeile 3: ")
    assert not any(word in refusal.value.reasons[0] for word in ("expected", "end of data", "line"))


def test_a_login_that_somebody_else_has_already_is_not_simply_there(world):
    head = "anmeldename;vorname;familienname\n"
    importing.import_organisation(world.actor("verwaltung"), lines=read(f"{head}q1;Anna;Beispiel\n".encode()))
    for row, does in (("Q1;Carla;Dorn", "wrong"), ("q1;Anna;Neu", "known"), ("q1;Anna;Beispiel", "known")):
        (step,) = importing.plan(read(f"{head}{row}\n".encode())).steps
        assert step.does == does
    assert "Anna Beispiel" in importing.plan(read(f"{head}Q1;Carla;Dorn\n".encode())).steps[0].faults[0]


@pytest.mark.parametrize("second", ["STRASSE", "straße", "ｓｔｒａｓｓｅ", "Strasse "])
def test_a_login_is_the_same_in_every_case_width_and_writing(world, second):
    table = f"anmeldename;vorname;familienname\nstrasse;Anna;Beispiel\n{second};Carla;Dorn\n"
    plan = importing.plan(read(table.encode()))
    assert [(step.line, step.does) for step in plan.steps] == [(2, "new"), (3, "wrong")]


def test_a_login_can_be_typed_whatever_the_width_of_its_letters_in_the_table(world):
    lines = read("anmeldename;vorname;familienname\nａ１;Anna;Beispiel\n".encode())
    importing.import_organisation(world.actor("verwaltung"), lines=lines)
    assert Person.objects.filter(login="a1").exists()


def test_a_table_without_entries_is_told_as_such(world):
    with pytest.raises(Refused, match="kein Eintrag"):
        read(b"anmeldename;vorname;familienname\n")
