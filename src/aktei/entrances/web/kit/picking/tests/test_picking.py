# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One picker for persons, units, dossiers and plan entries."""

import pytest
from django.db import connection
from django.utils.html import strip_tags

from aktei.base.acts.actor import Actor
from aktei.base.people.accounts import end_person, lock_person
from aktei.base.people.actions import begin_membership, register_person
from aktei.base.people.queries import persons_named
from aktei.entrances.web.kit.picking.reading import Unclear, meant
from aktei.entrances.web.kit.picking.sources import SOURCES

SYSTEM = Actor.system("test")


@pytest.mark.parametrize("typed", ["Jonas Köhler", "Köhler Jonas", "koehler", "KOHLER, jonas", "vertretung", "jonas"])
def test_a_person_is_meant_whatever_the_order_and_the_spelling(world, anna, typed):
    found = meant(anna, "person", "who", typed)
    assert found is not None
    assert found.value == str(world.persons["vertretung"].id)


@pytest.mark.parametrize("kind", ["akte"])
@pytest.mark.parametrize("typed", ["Mueller", "Müller", "muller sabine", "Sabine Müller Wohngeld"])
def test_a_dossier_is_meant_by_subject_or_party(world, anna, kind, typed):
    found = [each.value for each in SOURCES[kind].find(anna, typed)]
    assert str(world.dossiers["Wohngeld Müller, Sabine"].id) in found


def test_a_dossier_is_meant_by_its_reference_without_zeros(world, anna):
    dossier = world.dossiers["Wohngeld Müller, Sabine"]
    head, _slash, number = dossier.reference.rpartition("/")
    found = meant(anna, "akte", "reference", f"{head}/{int(number)}")
    assert found is not None
    assert found.value == str(dossier.id)


def test_nobody_is_offered_what_they_may_not_find(world):
    stranger = world.actor("bauaufsicht")
    assert SOURCES["akte"].find(stranger, "Mueller") == []


@pytest.mark.parametrize(
    ("given", "family", "typed"),
    [
        ("Jürgen", "Müller-Lüdenscheidt", "mueller luedenscheidt"),
        ("Jürgen", "Müller-Lüdenscheidt", "Lüdenscheidt, Jürgen"),
        ("Ursula", "von der Leyen", "Leyen"),
        ("Ursula", "von der Leyen", "v.d. Leyen, Ursula"),
        ("Anna", "Zöllner", "Dr. Zöllner"),
        ("Anna", "Zöllner", "Frau Prof. Dr. med. Anna Zoellner"),
        ("Dr. Anna", "Zöllner", "Dr. Zöllner"),
        ("Łukasz", "Żółćik", "lukasz zolcik"),
        ("Deniz", "Öztürkmen", "Oeztuerkmen"),
        ("Deniz", "Öztürkmen", "Ozturkmen deniz"),
        ("Zoë", "Straßenmeyer", "STRASSENMEYER ZOE"),
        ("Elçin", "Əliyevski", "elcin eliyevski"),
        ("Ivan", "Šimůnek", "  Simunek,\n\u00a0Ivan\t"),
        ("Ivan", "Šimůnek", "jan.simunek@kreis.example"),
        ("Ivan", "Šimůnek", "gesucht-77"),
    ],
)
def test_a_person_is_meant_by_any_spelling_title_log_in_or_e_mail(world, anna, given, family, typed):
    row = register_person(
        SYSTEM, login="gesucht-77", given_name=given, family_name=family, email="jan.simunek@kreis.example"
    )
    found = meant(anna, "person", "who", typed)
    assert found is not None
    assert found.value == str(row.id)


@pytest.mark.parametrize("typed", ["50.30", "5030", "50 30", "50-30", "50.30 Wohngeld", "wohngeld 50.30", "5030 wohn"])
def test_an_entry_is_meant_by_its_notation_with_and_without_points(world, anna, typed):
    found = meant(anna, "eintrag", "entry", typed)
    assert found is not None
    assert found.value == str(world.plan["50.30"].id)


@pytest.mark.parametrize("typed", ["50.1", "501", "50 1"])
def test_a_unit_is_meant_by_its_number(world, anna, typed):
    found = meant(anna, "einheit", "unit", typed)
    assert found is not None
    assert found.value == str(world.units["50.1"].id)


@pytest.mark.parametrize("kind", ["wer", "berechtigt"])
def test_the_head_of_a_unit_is_found_among_many_units(world, anna, kind):
    found = [each.value for each in SOURCES[kind].find(anna, "Leitung Wohngeld")]
    assert f"role:head@{world.units['50.1'].id}" in found


@pytest.mark.parametrize("kind", ["person", "wer", "berechtigt"])
def test_nobody_is_offered_who_cannot_act(world, anna, kind):
    left = register_person(SYSTEM, login="weg", given_name="Wilma", family_name="Fortgegangen")
    locked = register_person(SYSTEM, login="zu", given_name="Zita", family_name="Fortgegangen")
    end_person(SYSTEM, person=left.id)
    lock_person(SYSTEM, person=locked.id, reason="verdächtig")
    assert SOURCES[kind].find(anna, "Fortgegangen") == []
    assert [each.value for each in SOURCES["person-konto"].find(anna, "Fortgegangen")] == [str(locked.id)]


def test_two_of_one_name_are_told_apart_by_log_in_and_unit(world, anna):
    rows = [register_person(SYSTEM, login=login, given_name="Eva", family_name="Zweimal") for login in ("ez1", "ez2")]
    begin_membership(SYSTEM, person=rows[0].id, unit=world.units["50.1"].id, role="member")
    notes = [each.note for each in SOURCES["person"].find(anna, "Zweimal Eva")]
    assert sorted(notes) == ["ez1, Team Wohngeld (Sachbearbeitung)", "ez2"]
    found = meant(anna, "person", "who", "ez2")
    assert found is not None
    assert found.value == str(rows[1].id)


def test_several_are_asked_about_and_the_answer_goes_on_with_all_else(world, client_of, anna):
    for given in ("Petra", "Paula"):
        register_person(SYSTEM, login=given.lower(), given_name=given, family_name="Zwilling")
    with pytest.raises(Unclear):
        meant(anna, "person", "who", "Zwilling")
    client = client_of("sachbearbeitung")
    sent = {
        "begins_on": "2026-12-01",
        "reason": "away",
        "deputy-TOTAL_FORMS": "1",
        "deputy-INITIAL_FORMS": "0",
        "deputy-0-who": "Zwilling",
        "deputy-0-scope": "",
    }
    asked = client.post("/vertretung/eintragen/", sent)
    said = asked.content.decode()
    assert asked.status_code == 422
    assert "Petra Zwilling" in said
    assert 'name="deputy-0-who-id"' in said
    assert 'name="begins_on" value="2026-12-01"' in said


def test_a_refusal_says_the_truth_and_what_to_do(client_of):
    answer = client_of("sachbearbeitung").get("/waehlen/person/", {"who": "Xylander"})
    assert "„Xylander“ ist keine Person, die sich anmelden kann." in strip_tags(answer.content.decode())


def test_among_ten_thousand_people_the_index_answers(world, anna):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")  # there are ten people here
        sql, values = persons_named(anna, "kohl").order_by().query.sql_with_params()
        cursor.execute(f"EXPLAIN {sql}", values)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "person_named" in plan


@pytest.mark.parametrize("kind", sorted(SOURCES))
def test_what_is_offered_can_be_read_back_and_asks_a_bounded_number_of_queries(
    world, kind, django_assert_max_num_queries
):
    actor = world.actor("schriftgut")
    typed = {"akte": "wohngeld"}.get(kind, "50" if kind.startswith("eintrag") else "a")
    with django_assert_max_num_queries(16):
        found = SOURCES[kind].find(actor, typed)
    assert len(found) <= 16
    for each in found[:2]:
        again = SOURCES[kind].one(actor, each.value)
        assert again is not None
        assert again.label == each.label
