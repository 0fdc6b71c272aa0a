# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names stand in every list as in a German telephone book: Öztürk before Weiß, Özer before Ott."""

from typing import Any

import pytest
from django.test import Client

from aktei.base.acts.actor import Actor
from aktei.base.people.actions import begin_membership, register_person
from aktei.base.people.queries import persons
from aktei.entrances.web.kit.picking.sources import SOURCES
from aktei.records.dossiers.actions import open_dossier
from aktei.records.parties.actions import add_party

SYSTEM = Actor.system("test")
NAMES = ["Weiß-Ende", "Zander", "Ott", "Öztürk", "Adler", "Ärmel"]
IN_ORDER = ["Adler", "Ärmel", "Öztürk", "Ott", "Weiß-Ende", "Zander"]


@pytest.fixture
def named(world: Any) -> Any:
    for at, name in enumerate(NAMES):
        person = register_person(SYSTEM, login=f"sortiert{at}", given_name="Xenia", family_name=name)
        begin_membership(SYSTEM, person=person.id, unit=world.units["50.1"].id, role="member")
        add_party(world.actor("sachbearbeitung"), name=f"Q{name}")
        unit, entry = world.units["50.1"].id, world.plan["50.30"].id
        open_dossier(SYSTEM, entry=entry, subject_line=f"{name} Sortierprobe", lead_unit=unit)
    return world


@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("/verwaltung/personen/?q=Xenia", "verwaltung"),
        ("/akten/?q=Sortierprobe&sortierung=betreff", "sachbearbeitung"),
        ("/beteiligte/", "sachbearbeitung"),
        ("/verwaltung/einheiten/{unit}/", "verwaltung"),
        ("/vertretung/team/", "leitung"),
    ],
)
def test_a_page_lists_names_by_german_rules(named: Any, address: str, who: str) -> None:
    client = Client()
    client.force_login(named.persons[who], backend="django.contrib.auth.backends.ModelBackend")
    body = client.get(address.format(unit=named.units["50.1"].id)).content.decode()
    body = body[body.index("<main") :]
    assert all(name in body for name in NAMES)
    assert sorted(NAMES, key=body.index) == IN_ORDER


def test_queries_and_offers_stand_in_the_same_order(named: Any) -> None:
    anna = named.actor("sachbearbeitung")
    assert [row.family_name for row in persons(anna) if row.given_name == "Xenia"] == IN_ORDER
    assert [each.label for each in SOURCES["person"].find(anna, "xenia")] == [f"Xenia {name}" for name in IN_ORDER]
