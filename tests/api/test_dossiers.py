# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers and cases through the interface."""

import pytest
from django.utils import timezone

from aktei.base.granting.actions import end_grant, grant
from aktei.base.rights.models import Grant
from tests.api.conftest import SYSTEM, is_problem


def test_a_dossier_opened_by_a_program_gets_the_next_reference_and_can_be_read(clerk):
    made = clerk.post("dossiers", {"entry": "50.30", "subject_line": "Wohngeld Becker, Jan"})
    assert made.status_code == 201
    body = made.json()
    assert body["reference"].startswith("50.30-")
    assert body["lead_unit"]["short_name"] == "50.1"
    assert made.headers["Location"] == f"/api/v1/dossiers/{body['id']}"
    assert clerk.get(f"dossiers/{body['id']}").json() == body


def test_the_list_of_dossiers_is_told_in_pieces_without_gap_or_repetition(clerk):
    for number in range(5):
        assert clerk.post("dossiers", {"entry": "50.30", "subject_line": f"Akte {number}"}).status_code == 201
    whole = [each["id"] for each in clerk.get("dossiers", limit=200).json()["items"]]
    pieces, cursor = [], ""
    while cursor is not None:
        answer = clerk.get("dossiers", limit=2, cursor=cursor).json()
        pieces += [each["id"] for each in answer["items"]]
        cursor = answer["next"]
    assert pieces == whole
    assert len(set(pieces)) == len(pieces) >= 9


def test_only_dossiers_within_reach_are_listed(caller):
    building = {each["entry"]["notation"] for each in caller("bauaufsicht").get("dossiers").json()["items"]}
    social = {each["entry"]["notation"] for each in caller("sachbearbeitung").get("dossiers").json()["items"]}
    assert building == {"63.10"}
    assert social == {"50.30", "50.31"}


def test_a_dossier_out_of_reach_and_one_that_does_not_exist_answer_alike(clerk, world):
    foreign = world.dossiers["Neubau Einfamilienhaus Grünwald"].id
    there = is_problem(clerk.get(f"dossiers/{foreign}"), 404)
    nowhere = is_problem(clerk.get("dossiers/00000000-0000-7000-8000-00000000dead"), 404)
    assert there == nowhere


def test_a_dossier_is_found_by_its_reference(clerk, world):
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    items = clerk.get("dossiers", reference=dossier.reference).json()["items"]
    assert [each["id"] for each in items] == [str(dossier.id)]


def test_closing_twice_is_refused_with_the_reason(clerk, world):
    dossier = world.dossiers["Wohngeld Köster, Bernd"].id
    closed = clerk.post(f"dossiers/{dossier}/closure", {"reason": "Umzug", "with_cases": True})
    assert closed.status_code == 201
    assert closed.json()["reason"] == "Umzug"
    assert clerk.get(f"dossiers/{dossier}").json()["state"] == "closed"
    body = is_problem(clerk.post(f"dossiers/{dossier}/closure", {}), 409)
    assert body["reasons"] == ["Die Akte ist schon geschlossen."]
    assert body["type"].endswith("#refusal-dossiers.closed_already")
    assert body["refusals"] == [{"code": "dossiers.closed_already", "params": {}}]
    asked = clerk.client.generic("POST", f"/api/v1/dossiers/{dossier}/closure", HTTP_ACCEPT_LANGUAGE="en")
    assert asked.json()["reasons"] == ["The dossier is closed already."]


def test_a_closure_needs_no_body(clerk, world):
    dossier = world.dossiers["Widerspruch Nguyen, Thanh"].id
    assert clerk.client.generic("POST", f"/api/v1/dossiers/{dossier}/closure").status_code == 201


def test_a_case_is_opened_by_the_reference_of_its_dossier_and_listed(clerk, world):
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    made = clerk.post("cases", {"dossier": dossier.reference, "subject_line": "Widerspruch"})
    assert made.status_code == 201
    assert made.json()["number"] == 2
    listed = clerk.get("cases", dossier=str(dossier.id)).json()["items"]
    assert [each["number"] for each in listed] == [2, 1]


def test_opening_without_the_right_is_forbidden_and_names_the_right(caller, world):
    body = is_problem(
        caller("datenschutz").post("dossiers", {"entry": "50.30", "subject_line": "x", "lead_unit": "50.1"}), 403
    )
    assert "Ablegen" in body["detail"]


def test_who_can_see_a_dossier_is_told_with_every_cause(caller, world):
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    answer = caller("schriftgut").get(f"dossiers/{dossier.id}/access").json()
    by_name = {each["person"]["name"]: each for each in answer["items"]}
    assert answer["complete"] is True
    assert "Ines Straßer" not in by_name
    causes = {cause["right"]: cause for cause in by_name["Anna Weiß"]["causes"]}
    assert causes["edit"]["cause"] == causes["edit"]["reason"] == "Zuständigkeit laut Aktenplan"
    assert causes["edit"]["where"] == "Aktenplan 50.30 Wohngeld"


def test_who_may_not_know_of_others_is_told_of_themselves(clerk, world):
    answer = clerk.get(f"dossiers/{world.dossiers['Wohngeld Köster, Bernd'].id}/access").json()
    assert answer["complete"] is False
    assert [each["person"]["name"] for each in answer["items"]] == ["Anna Weiß"]


def test_cases_and_documents_answer_alike_and_in_pieces(caller, world):
    dossier, boss = world.dossiers["Wohngeld Köster, Bernd"], caller("leitung")
    case = boss.get("cases", dossier=str(dossier.id)).json()["items"][0]["id"]
    whole = boss.get(f"cases/{case}/access").json()
    first = boss.get(f"cases/{case}/access", limit=1).json()
    second = boss.get(f"cases/{case}/access", limit=1, cursor=first["next"]).json()
    assert [*first["items"], *second["items"]] == whole["items"][:2]


def test_who_could_see_a_dossier_on_an_earlier_day_is_the_same_question(caller, world):
    dossier, manager = world.dossiers["Wohngeld Köster, Bernd"], caller("schriftgut")
    ines = world.persons["bauaufsicht"]
    given = grant(
        SYSTEM, node=dossier.id, chain=dossier.chain, right="read", principal=f"person:{ines.id}", cause="Amtshilfe"
    )
    during = Grant.objects.get(id=given).valid_from
    end_grant(SYSTEM, grant_id=given, chain=dossier.chain)

    def seen(**at):
        return {each["person"]["name"] for each in manager.get(f"dossiers/{dossier.id}/access", **at).json()["items"]}

    assert "Ines Straßer" in seen(at=during.isoformat())
    assert "Ines Straßer" not in seen()
    assert "Ines Straßer" in seen(at=timezone.localdate(during).isoformat())
    assert seen(at="2001-01-01") == set()


def test_the_answer_about_a_past_day_is_there_as_a_table_too(caller, world):
    dossier, ines = world.dossiers["Wohngeld Köster, Bernd"], world.persons["bauaufsicht"]
    given = grant(
        SYSTEM, node=dossier.id, chain=dossier.chain, right="read", principal=f"person:{ines.id}", cause="Amtshilfe"
    )
    end_grant(SYSTEM, grant_id=given, chain=dossier.chain)
    today = timezone.localdate().isoformat()

    def table(place, **more):
        answer = caller("datenschutz").get(place, format="csv", **more)
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        return b"".join(answer.streaming_content).decode()

    for place, who in ((f"dossiers/{dossier.id}/access", "Ines Straßer"), (f"persons/{ines.id}/access", "Akte")):
        assert any(line.startswith(who) and "Amtshilfe" in line for line in table(place, at=today).splitlines())
        assert "Amtshilfe" not in table(place)
    assert "Anna Weiß" in table(f"plan-entries/{dossier.entry_id}/access", at=today)


def test_asking_who_sees_a_dossier_needs_finding_it(caller, world):
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    is_problem(caller("bauaufsicht").get(f"dossiers/{dossier.id}/access"), 404)
    assert caller("datenschutz").get(f"dossiers/{dossier.id}/access").status_code == 200


@pytest.mark.parametrize("limit", [1, 50])
def test_the_list_needs_the_same_number_of_queries_for_one_and_for_many(clerk, django_assert_max_num_queries, limit):
    with django_assert_max_num_queries(5):
        clerk.get("dossiers", limit=limit)


def test_who_can_see_it_takes_a_plus_that_nobody_encoded_and_says_what_is_wrong_with_a_moment(caller, world):
    place = f"dossiers/{world.dossiers['Wohngeld Köster, Bernd'].id}/access"
    manager = caller("schriftgut")
    answer = manager.client.get(f"/api/v1/{place}?at=2026-11-20T10:00:00+01:00")
    assert answer.json()["at"] == "2026-11-20T10:00:00+01:00"
    assert (
        "Zeitpunkt „at“ fehlt die Zeitzone" in is_problem(manager.get(place, at="2026-11-20T10:00:00"), 422)["detail"]
    )
    assert "„at“ hat keinen gültigen" in is_problem(manager.get(place, at="gestern"), 422)["detail"]
    is_problem(manager.get(place, at="9999-12-31"), 422)
