# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""An empty Aktei: only who reads the server's console sets it up, and only once."""

import pytest
from django.core.cache import cache
from django.test import Client

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.people import queries
from aktei.base.people.founding import found_office, rename_office
from aktei.base.rights.queries import rights_on
from aktei.base.rights.rules import MANAGE
from aktei.entrances import founding
from aktei.records.file_plan.queries import FILE_PLAN

TYPED = {
    "office": "Landkreis Beispiel",
    "given_name": "Ada",
    "family_name": "Anfang",
    "email": "",
    "unit": "Informationstechnik",
    "unit_short": "IT",
    "login": "ada",
    "password": "Drei Linden stehen am Amt",
    "again": "Drei Linden stehen am Amt",
}


@pytest.fixture(autouse=True)
def _here(settings, tmp_path):
    settings.DATA = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    yield
    cache.clear()


def test_whoever_comes_first_is_led_to_the_set_up(db, client: Client):
    assert client.get("/").headers["Location"].startswith("/anmelden/")
    assert 'href="/einrichten/"' in client.get("/anmelden/").content.decode()
    assert client.get("/einrichten/").status_code == 200


def test_without_the_code_nothing_is_set_up(db, client: Client):
    founding.new_code()
    for code in ("", "AAAA-BBBB-CCCC"):
        assert client.post("/einrichten/", {**TYPED, "code": code}).status_code == 422
    assert not queries.is_founded()


def test_only_the_code_printed_last_counts(db):
    old, new = founding.new_code(), founding.new_code()
    assert old
    assert new
    assert not founding.is_the_code(old)
    assert founding.is_the_code(new.lower())


def test_with_the_code_an_office_with_its_first_administrator_begins(db, client: Client):
    code = founding.new_code()
    assert client.post("/einrichten/", {**TYPED, "code": code}).status_code == 302
    ada = queries.person_by_login("ada")
    assert ada is not None
    assert MANAGE in rights_on(Actor(person_id=ada.id), [queries.OFFICE])
    assert "Landkreis Beispiel" in client.get("/anmelden/").content.decode()
    assert client.get("/einrichten/").status_code == 404
    assert founding.new_code() is None
    assert not founding.is_the_code(code or "")
    client.post("/anmelden/", {"username": "ada", "password": TYPED["password"]})
    assert client.get("/verwaltung/personen/").status_code == 200


def test_an_office_is_set_up_once_and_by_the_server_alone(world):
    with pytest.raises(Refused, match="schon eingerichtet"):
        found_office(Actor.system("test"), name="Noch einer", file_plan=FILE_PLAN)
    with pytest.raises(Forbidden):
        found_office(world.actor("verwaltung"), name="Noch einer", file_plan=FILE_PLAN)


def test_the_name_of_the_office_comes_from_its_records(world):
    assert queries.office_name("–") == "Landkreis Musterland"
    rename_office(world.actor("verwaltung"), name="Landkreis Neuland")
    assert queries.office_name("–") == "Landkreis Neuland"
