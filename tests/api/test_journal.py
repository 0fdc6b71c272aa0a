# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The journal shows each reader what they may know, and no more."""

from aktei.base.people.models import OFFICE
from aktei.entrances.demo.world import BUILDER
from aktei.records.dossiers.actions import open_dossier
from tests.api.conftest import is_problem


def test_the_history_of_a_dossier_is_told_newest_first_in_plain_german(clerk, world):
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    clerk.get(f"dossiers/{dossier.id}")
    items = clerk.get("journal", node=str(dossier.id)).json()["items"]
    assert [each["id"] for each in items] == sorted((each["id"] for each in items), reverse=True)
    assert [each["sentence"] for each in items[:2]] == ["hat das Protokoll eingesehen", "hat die Akte geöffnet"]
    assert items[1]["person"]["name"] == "Anna Weiß"
    assert any("hat den Vorgang 1 „Antrag 2026“ angelegt" in each["sentence"] for each in items)


def test_the_history_comes_in_pieces(clerk, world):
    node = str(world.dossiers["Wohngeld Yıldız, Ute"].id)
    whole = clerk.get("journal", node=node).json()["items"]
    first = clerk.get("journal", node=node, limit=2).json()
    rest = clerk.get("journal", node=node, limit=200, cursor=first["next"]).json()
    assert first["items"] + rest["items"] == whole


def test_a_protected_dossier_does_not_show_in_the_history_of_its_file_plan_entry(caller, world):
    secret = open_dossier(
        BUILDER,
        entry=world.plan["50.31"].id,
        subject_line="Geheime Sache",
        lead_unit=world.units["50.2"].id,
        protected=True,
    )
    items = caller("sachbearbeitung").get("journal", node=str(world.plan["50.31"].id)).json()["items"]
    about = [each for each in items if each["node"] == str(secret.id)]
    assert about
    assert all((each["sentence"], each["data"]) == ("", {}) for each in about)


def test_only_auditors_look_into_persons_and_the_office_but_everybody_into_themselves(caller, world):
    anna = str(world.persons["sachbearbeitung"].id)
    assert caller("sachbearbeitung").get("journal", node=anna).json()["items"]
    assert caller("datenschutz").get("journal", node=anna).json()["items"]
    for login in ("post", "leitung", "verwaltung"):
        is_problem(caller(login).get("journal", node=anna), 404)
        is_problem(caller(login).get("journal", node=str(OFFICE)), 404)


def test_a_node_must_be_named(clerk):
    is_problem(clerk.get("journal"), 422)
    is_problem(clerk.get("journal", node="00000000-0000-7000-8000-00000000dead"), 404)


def test_the_journal_answers_by_person_kind_and_day(caller, world):
    anna = str(world.persons["sachbearbeitung"].id)
    clerk = caller("sachbearbeitung")
    clerk.get(f"dossiers/{world.dossiers['Wohngeld Köster, Bernd'].id}")
    asked = {"person": anna, "group": "gelesen", "since": "2020-01-01", "limit": 1}
    whole = clerk.get("journal", **asked | {"limit": 200}).json()["items"]
    assert {each["kind"] for each in whole} == {"DossierRead"}
    first = clerk.get("journal", **asked).json()
    assert first["items"] == whole[:1]
    assert clerk.get("journal", **asked | {"until": "2020-01-02"}).json()["items"] == []
    is_problem(caller("leitung").get("journal", person=anna), 404)


def test_an_auditor_is_told_what_was_done_and_not_what_it_was_about(caller, world):
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    items = caller("datenschutz").get("journal", node=str(dossier.id)).json()["items"]
    opened = next(each for each in items if each["kind"] == "DossierOpened")
    assert (opened["data"]["reference"], opened["data"]["subject_line"]) == (dossier.reference, "…")
    assert not any("Köster" in str(each) for each in items)
