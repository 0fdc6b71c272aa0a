# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the organisation in from tables: shown first, all or nothing, and safe to do twice."""

import pytest

from aktei.base.journal.acts import Refused
from aktei.base.people import importing, queries
from aktei.base.people.models import Person, Unit

UNITS = "Kurzzeichen;Name;Unter\n51;Jugend;\n51.1;Kita;51\n50;Fachbereich Soziales;\n"
PERSONS = "anmeldename,vorname,familienname,e-mail,einheit,rolle\nmüller.jo,Jo,Müller,jo@kreis.example,50.1,Leitung\n"


def test_units_come_in_with_those_above_them_and_known_ones_are_left_alone(world):
    lines = importing.read(UNITS.encode("cp1252"))
    assert [step.does for step in importing.plan(lines).steps] == ["new", "new", "known"]
    importing.import_organisation(world.actor("verwaltung"), lines=lines)
    assert Unit.objects.get(short_name="51.1").parent == Unit.objects.get(short_name="51")
    with pytest.raises(Refused, match="nichts Neues"):
        importing.import_organisation(world.actor("verwaltung"), lines=lines)


def test_persons_come_in_with_their_role(world):
    importing.import_organisation(world.actor("verwaltung"), lines=importing.read(b"\xef\xbb\xbf" + PERSONS.encode()))
    jo = queries.person_by_login("müller.jo")
    assert [(row.unit, row.role) for row in jo.memberships.all()] == [(world.units["50.1"], "head")]


def test_one_wrong_line_holds_up_the_whole_table_and_says_which(world):
    table = PERSONS + "x,,Ohne Einheit,,99,Chef\n"
    with pytest.raises(Refused) as refusal:
        importing.import_organisation(world.actor("verwaltung"), lines=importing.read(table.encode()))
    assert [reason.partition(":")[0] for reason in refusal.value.reasons] == ["Zeile 3", "Zeile 3"]
    assert not Person.objects.filter(login="müller.jo").exists()


@pytest.mark.parametrize("table", [b"", b"\x00\x01", b"a;b\n1;2\n", b"%PDF-1.7"])
def test_what_is_no_such_table_is_refused(db, table):
    with pytest.raises(Refused):
        importing.plan(importing.read(table))
