# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei setup`: an office from nothing, and from there to a first dossier without anything of the demo."""

import io

import pytest
import typer

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden
from aktei.base.people import importing, queries
from aktei.base.rights.queries import may
from aktei.entrances.cli.setup import app
from aktei.entrances.web.administration.organisation_table import read
from aktei.records.dossiers.actions import open_dossier
from aktei.records.file_plan.actions import add_entry, set_default_rights

UNITS = b"kurzzeichen;name;unter\n50;Soziales;\n50.1;Wohngeld;50\n10;Zentrale Dienste;\n"
PERSONS = (
    b"anmeldename;vorname;familienname;e-mail;einheit;rolle\n"
    b"weiss;Anna;Weiss;;50.1;Sachbearbeitung\ngroesser;Rolf;Groesser;;10;Schriftgutverwaltung\n"
)


def set_up(monkeypatch, *words: str, password: str = "Drei Linden stehen am Amt") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    try:
        return app(list(words), standalone_mode=False) or 0
    except typer.Exit as end:
        return end.exit_code


@pytest.fixture(autouse=True)
def _quick(settings, tmp_path):
    settings.DATA = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def actor(login: str) -> Actor:
    person = queries.person_by_login(login)
    assert person is not None
    return Actor(person_id=person.id)


def test_an_office_begins_and_a_clerk_opens_the_first_dossier(db, monkeypatch):
    assert set_up(monkeypatch, "--office", "Landkreis Beispiel", "--login", "ada") == 0
    ada = actor("ada")
    for table in (UNITS, PERSONS):
        importing.import_organisation(ada, lines=read(table))
    rolf, anna = actor("groesser"), actor("weiss")
    team = queries.unit_by_short_name(ada, "50.1")
    entry = add_entry(rolf, notation="50.30", title="Wohngeld")
    with pytest.raises(Forbidden):
        open_dossier(anna, entry=entry.id, subject_line="Wohngeld Muster", lead_unit=team.id)
    set_default_rights(rolf, entry=entry.id, wanted=[(f"unit:{team.id}", "edit")], cause="Zuständigkeit")
    dossier = open_dossier(anna, entry=entry.id, subject_line="Wohngeld Muster", lead_unit=team.id)
    assert may(anna, "edit", dossier.chain)
    assert may(anna, "file", team.chain), "a team works on its own post from the start"
    assert not may(ada, "read", dossier.chain), "who administers reads nothing"


def test_a_weak_password_or_a_second_time_changes_nothing(db, monkeypatch, capsys):
    words = ("--office", "Landkreis Beispiel", "--login", "ada")
    assert set_up(monkeypatch, *words, password="kurz") != 0
    assert not queries.is_founded()
    assert set_up(monkeypatch, *words) == 0
    assert set_up(monkeypatch, "--office", "Anderer", "--login", "eva") != 0
    assert queries.office_name("–") == "Landkreis Beispiel"
    assert "schon eingerichtet" in capsys.readouterr().err


def test_the_code_is_printed_until_the_office_is_set_up(db, monkeypatch, capsys):
    set_up(monkeypatch, "--code")
    assert "Einmal-Code: " in capsys.readouterr().out
    set_up(monkeypatch, "--office", "Landkreis Beispiel", "--login", "ada")
    set_up(monkeypatch, "--code")
    assert "Einmal-Code" not in capsys.readouterr().out
