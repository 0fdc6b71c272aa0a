# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Buttons and forms of the organisation: what they do, what they say, and what they refuse."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.people import actions, organisation, queries
from aktei.base.people.jobs import dissolve_due_units
from aktei.base.people.models import Unit
from aktei.procedures.work.actions import assign_task
from aktei.procedures.work.models import Task

SYSTEM = Actor.system("test")


@pytest.fixture
def boss(as_):
    return as_("verwaltung")


def test_the_tree_of_a_past_day_shows_units_as_they_were(world, as_, time_machine):
    then = timezone.localdate()
    time_machine.move_to(timezone.now() + timedelta(days=3))
    actions.move_unit(SYSTEM, unit=world.units["50.1"].id, parent=world.units["63"].id)
    boss = as_("verwaltung")
    shown = boss.get(f"/verwaltung/einheiten/?am={then}").context["branches"]
    assert [each.short_name for each in shown[1].children] == ["50.1", "50.2"]
    now = boss.get("/verwaltung/einheiten/").context["branches"]
    assert [each.short_name for each in now[2].children] == ["50.1", "63.1"]


@pytest.mark.parametrize("day", ["gestern", "2026-13-01", "99999999999"])
def test_a_day_that_is_none_is_refused_in_plain_words(world, boss, day):
    assert boss.get(f"/verwaltung/einheiten/?am={day}").status_code == 409
    assert boss.get(f"/verwaltung/personen/{world.persons['post'].id}/zugriff/?am={day}").status_code == 409


def test_whoever_was_given_an_account_is_on_the_next_page(boss):
    typed = {"login": "neu", "given_name": "Nele", "family_name": "Neu", "email": ""}
    answer = boss.post("/verwaltung/personen/neu/", typed)
    assert answer.url == f"/verwaltung/personen/{queries.person_by_login('neu').id}/"


def test_a_unit_that_was_founded_is_on_the_next_page(boss):
    answer = boss.post("/verwaltung/einheiten/neu/", {"name": "Team Neu", "short_name": "99.9", "parent": ""})
    assert answer.url == f"/verwaltung/einheiten/{queries.unit_by_short_name(SYSTEM, '99.9').id}/"


def test_what_stands_in_the_way_stands_in_the_form(world, boss):
    unit = world.units["50.1"].id
    answer = boss.post(f"/verwaltung/einheiten/{unit}/aufloesen/", {"successor": ""})
    assert answer.status_code == 422
    assert "führt 4 Akten" in answer.content.decode()
    past = {"successor": world.units["50.2"].id, "due_on": "2020-01-01"}
    assert "rückwirkend" in boss.post(f"/verwaltung/einheiten/{unit}/aufloesen/", past).content.decode()


def test_an_announced_day_comes_by_itself_or_says_what_is_in_the_way(world, boss, as_, time_machine):
    team, heir = world.units["50.1"], world.units["50.2"]
    due_on = timezone.localdate() + timedelta(days=2)
    boss.post(
        f"/verwaltung/einheiten/{team.id}/aufloesen/", {"successor": heir.id, "members_move": "on", "due_on": due_on}
    )
    alone = actions.establish_unit(SYSTEM, name="Leer", short_name="98")
    actions.dissolve_unit(SYSTEM, unit=alone.id, due_at=timezone.now() + timedelta(days=1))
    actions.begin_membership(SYSTEM, person=world.persons["leitung"].id, unit=alone.id, role="head")
    assert dissolve_due_units() == 0
    time_machine.move_to(timezone.now() + timedelta(days=3))
    assert dissolve_due_units() == 1
    assert Unit.objects.get(id=team.id).valid_until is not None
    said = as_("verwaltung").get(f"/verwaltung/einheiten/{alone.id}/").content.decode()
    assert "konnte noch nicht stattfinden" in said
    assert "hat eine Zugehörigkeit" in said


def test_a_last_day_counts_until_its_midnight(world, boss):
    anna, day = world.persons["sachbearbeitung"], timezone.localdate() + timedelta(days=5)
    boss.post(f"/verwaltung/personen/{anna.id}/ausscheiden/", {"last_day": day})
    left = timezone.localtime(organisation.person(SYSTEM, anna.id).left_at)
    assert (left.date(), left.hour) == (day + timedelta(days=1), 0)
    assert f"bis {day:%d.%m.%Y}" in boss.get(f"/verwaltung/personen/{anna.id}/").content.decode()


def test_work_of_a_leaver_is_shown_and_handed_on(world, boss):
    anna, jonas = world.persons["sachbearbeitung"], world.persons["vertretung"]
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    task = assign_task(SYSTEM, node=dossier.id, assignee=f"person:{anna.id}", text="Bescheid fertigen")
    assert boss.get("/verwaltung/offene-arbeit/").context["total"] == 0
    actions.end_person(SYSTEM, person=anna.id)
    page = boss.get("/verwaltung/offene-arbeit/")
    assert [person for person, _waiting in page.context["groups"]] == [anna]
    given = {"item": f"task:{task.id}", "ziel": f"person:{jonas.id}"}
    assert boss.post("/verwaltung/offene-arbeit/weitergeben/", given).status_code == 303
    assert Task.objects.filter(assignee=f"person:{jonas.id}", outcome="").exists()
    assert boss.get("/verwaltung/offene-arbeit/").context["total"] == 0


def test_persons_are_found_by_unit_role_and_whether_they_left(world, boss):
    actions.end_person(SYSTEM, person=world.persons["bauaufsicht"].id)

    def found(query):
        return [each.login for each in boss.get(f"/verwaltung/personen/?{query}").context["piece"].rows]

    assert found("q=wei") == ["sachbearbeitung"]
    assert found(f"einheit={world.units['50'].id}&rolle=member") == ["vertretung", "sachbearbeitung"]
    assert found("stand=left") == ["bauaufsicht"]
    assert "bauaufsicht" not in found("")


def test_a_table_is_shown_first_and_done_only_when_confirmed(world, boss):
    table = SimpleUploadedFile("units.csv", b"kurzzeichen;name;unter\n51;Jugend;\n")
    preview = boss.post("/verwaltung/einlesen/", {"table": table})
    assert preview.context["counts"] == {"new": 1, "known": 0, "wrong": 0}
    assert not Unit.objects.filter(short_name="51").exists()
    boss.post("/verwaltung/einlesen/", {"kept": preview.context["kept"]})
    assert queries.unit_by_short_name(SYSTEM, "51").name == "Jugend"
    assert boss.post("/verwaltung/einlesen/", {"kept": "tampered"}).status_code == 422


def test_from_a_person_it_is_one_step_to_what_they_did_for_those_who_may_read_that(world, as_):
    person = world.persons["sachbearbeitung"].id
    place = f"/protokoll/?person={person}"
    assert place in as_("datenschutz").get(f"/verwaltung/personen/{person}/").content.decode()
    assert as_("datenschutz").get(place).status_code == 200
    assert place not in as_("verwaltung").get(f"/verwaltung/personen/{person}/").content.decode()


def test_an_objection_to_dissolving_is_told_once(world, boss):
    page = boss.post(f"/verwaltung/einheiten/{world.units['50.1'].id}/aufloesen/", {"successor": ""})
    assert page.content.decode().count("Bitte geben Sie an, welche Organisationseinheit das übernimmt.") == 1
