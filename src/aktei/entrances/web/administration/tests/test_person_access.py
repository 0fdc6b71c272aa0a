# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person can see and why: page, table and interface answer alike, today and on a past day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.granting.actions import end_grant, grant
from aktei.base.people import actions
from aktei.base.rights.person_access import access_reasons_of
from aktei.base.rights.queries import reach
from aktei.base.rights.rules import RIGHTS, rights_that_include

SYSTEM = Actor.system("test")
INSTANT = timedelta(microseconds=1)


def held(person, right, at):
    rows = access_reasons_of(person, at, at + INSTANT)
    return {row.node for row in rows if row.right in rights_that_include(right)}


@pytest.mark.parametrize("login", ["sachbearbeitung", "leitung", "schriftgut", "datenschutz", "verwaltung"])
def test_the_answer_is_exactly_the_reach_by_which_everything_is_decided(world, login):
    person, now = world.persons[login].id, timezone.now()
    for right in RIGHTS:
        assert held(person, right, now) == set(reach(Actor(person_id=person), right, now))


def test_a_past_day_keeps_its_answer_when_rights_end_and_people_move(world):
    anna, dossier = world.persons["sachbearbeitung"].id, world.dossiers["Neubau Einfamilienhaus Grünwald"]
    given = grant(
        SYSTEM,
        node=dossier.id,
        chain=dossier.chain,
        right="read",
        principal=f"person:{anna}",
        cause="Amtshilfe",
    )
    then = timezone.now()
    end_grant(SYSTEM, grant_id=given, chain=dossier.chain)
    actions.end_person(SYSTEM, person=anna)
    assert dossier.id in held(anna, "read", then)
    assert held(anna, "find", timezone.now()) == set()


def test_page_table_and_interface_name_place_cause_and_number(world, client):
    anna = world.persons["sachbearbeitung"]
    client.force_login(world.persons["datenschutz"], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/verwaltung/personen/{anna.id}/zugriff/")
    lines = {each.line.where: each for each in page.context["told"]}
    wohngeld = lines["Aktenplan 50.30 Wohngeld"]
    assert (wohngeld.dossiers, wohngeld.line.cause) == (3, "Zuständigkeit laut Aktenplan")
    table = b"".join(client.get(f"/verwaltung/personen/{anna.id}/zugriff.csv").streaming_content).decode()
    assert "Aktenplan 50.30 Wohngeld;" in table
    _row, token = actions.create_token(SYSTEM, person=world.persons["datenschutz"].id, label="x")
    told = client.get(
        f"/api/v1/persons/{anna.id}/access?at={timezone.localdate()}", headers={"Authorization": f"Bearer {token}"}
    ).json()
    assert {each["where"] for each in told["items"]} == set(lines)
    assert "sachbearbeitung" not in {each["cause"] for each in told["items"]}


def test_the_page_takes_the_same_number_of_queries_for_few_and_many(world, client, django_assert_max_num_queries):
    anna = world.persons["sachbearbeitung"]
    for dossier in world.dossiers.values():
        for right in ("read", "file"):
            grant(
                SYSTEM,
                node=dossier.id,
                chain=dossier.chain,
                right=right,
                principal=f"person:{anna.id}",
                cause="Amtshilfe",
            )
    client.force_login(world.persons["datenschutz"], backend="django.contrib.auth.backends.ModelBackend")
    with django_assert_max_num_queries(26):
        assert client.get(f"/verwaltung/personen/{anna.id}/zugriff/").context["total"] == 9
