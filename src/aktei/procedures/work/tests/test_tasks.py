# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Giving, handing on and ending tasks; rights that come with a task and go with it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.deputies.actions import declare_absence, end_absence
from aktei.base.deputies.rules import Choice
from aktei.base.granting.actions import grant
from aktei.base.people.accounts import end_person
from aktei.base.people.leftovers import hand_over, waiting_for
from aktei.base.rights.models import Grant
from aktei.base.rights.queries import may
from aktei.entrances.web.work.listing import ORDERS
from aktei.procedures.work import actions, queries
from aktei.procedures.work.models import Task
from aktei.records.cases.actions import open_case
from aktei.records.dossiers.actions import close_dossier, open_dossier

SYSTEM = Actor.system("test")


def person(actor):
    return f"person:{actor.person_id}"


def give(anna, dossier, to, **more):
    return actions.assign_task(anna, node=dossier.id, assignee=to, **more)


def test_a_task_lends_the_right_it_takes_and_ending_it_takes_the_right_back(anna, ines, dossier):
    assert not may(ines, "find", dossier.chain)
    task = give(anna, dossier, person(ines), instruction="review", text="Bitte ansehen")
    assert may(ines, "read", dossier.chain)
    assert not may(ines, "edit", dossier.chain)
    actions.finish_task(ines, task=task.id, note="gesehen")
    assert not may(ines, "find", dossier.chain)
    kinds = JournalEntry.objects.filter(node=dossier.id).order_by("id").values_list("kind", flat=True)
    assert list(kinds)[-4:] == ["TaskAssigned", "RightGranted", "RightEnded", "TaskFinished"]


@pytest.mark.parametrize(("end", "who"), [("decline_task", "ines"), ("withdraw_task", "anna")])
def test_declining_and_withdrawing_take_the_right_back_too(anna, ines, dossier, end, who):
    task = give(anna, dossier, person(ines))
    actor, other = (ines, anna) if who == "ines" else (anna, ines)
    with pytest.raises(Forbidden):
        getattr(actions, end)(other, task=task.id, note="x")
    getattr(actions, end)(actor, task=task.id, note="nicht zuständig")
    assert not Grant.objects.filter(cause=task.cause, valid_until=None).exists()
    with pytest.raises(Refused, match="schon beendet"):
        getattr(actions, end)(SYSTEM, task=task.id, note="x")


def test_handing_on_moves_the_right(anna, ines, dossier, world):
    task = give(anna, dossier, person(ines))
    team = f"unit:{world.units['63.1'].id}"
    head = world.actor("post")
    actions.hand_on_task(anna, task=task.id, assignee=person(head), note="Urlaub")
    assert may(head, "edit", dossier.chain)
    assert not may(ines, "find", dossier.chain)
    with pytest.raises(Forbidden):
        actions.hand_on_task(ines, task=task.id, assignee=team)
    actions.hand_on_task(anna, task=task.id, assignee=team)
    assert may(ines, "edit", dossier.chain)
    actions.finish_task(ines, task=task.id)


def test_assigning_needs_edit_and_tells_all_objections_at_once(anna, ines, dossier):
    with pytest.raises(Forbidden):
        give(ines, dossier, person(ines))
    with pytest.raises(Refused) as refusal:
        give(
            anna,
            dossier,
            "person:nobody",
            instruction="dance",
            text="x" * 501,
            due_on=timezone.localdate() - timedelta(days=1),
        )
    assert len(refusal.value.reasons) == 4
    assert not Task.objects.exists()


def test_who_reads_only_for_a_while_or_as_a_deputy_is_lent_the_right_for_the_time_after(
    anna, ines, dossier, time_machine
):
    absence = declare_absence(anna, person=anna.person_id, deputies=[Choice(ines.person_id)])
    task = give(anna, dossier, person(ines), instruction="review")
    end_absence(anna, absence=absence.id)
    assert may(ines, "read", dossier.chain)
    actions.finish_task(ines, task=task.id)
    assert not may(ines, "find", dossier.chain)
    tomorrow = timezone.now() + timedelta(days=1)
    grant(
        SYSTEM,
        node=dossier.id,
        chain=dossier.chain,
        right="read",
        principal=person(ines),
        cause="Amtshilfe",
        valid_until=tomorrow,
    )
    give(anna, dossier, person(ines), instruction="review")
    time_machine.move_to(tomorrow)
    assert may(ines, "read", dossier.chain)


def test_who_stands_in_for_a_part_of_the_file_plan_has_the_tasks_there_alone(anna, ines, world):
    here, there = world.dossiers["Wohngeld Köster, Bernd"], world.dossiers["Widerspruch Nguyen, Thanh"]
    tasks = {each.id: give(SYSTEM, each, person(anna)) for each in (here, there)}
    part = declare_absence(anna, person=anna.person_id, deputies=[Choice(ines.person_id, entry=there.entry_id)])
    assert list(queries.waiting(ines, for_others=True)) == [tasks[there.id]]
    assert list(queries.waiting(Actor(ines.person_id, for_person_id=anna.person_id))) == [tasks[there.id]]
    declare_absence(anna, person=anna.person_id, deputies=[Choice(ines.person_id)])
    assert set(queries.waiting(ines, for_others=True)) == set(tasks.values())
    end_absence(anna, absence=part.id)
    assert queries.waiting(ines, for_others=True).count() == 2


def test_behind_a_barrier_a_task_goes_only_to_who_may_see_it_already(anna, ines, world):
    entry, unit = world.plan["50.30"].id, world.units["50.1"].id
    guarded = open_dossier(anna, entry=entry, subject_line="Kollegin", lead_unit=unit, protected=True)
    with pytest.raises(Refused, match="geschützt"):
        give(anna, guarded, person(ines))
    assert not Task.objects.exists()
    give(anna, guarded, person(world.actor("vertretung")))
    give(anna, guarded, f"unit:{unit}")
    assert not Grant.objects.filter(node=guarded.id, cause__startswith="task:").exists()


def test_open_tasks_anywhere_in_it_hold_up_closing(anna, ines, dossier):
    case = open_case(SYSTEM, dossier=dossier.id, subject_line="Vorgang")
    tasks = [give(anna, each, person(ines)) for each in (dossier, case)]
    with pytest.raises(Refused, match="2 Aufgaben"):
        close_dossier(anna, dossier=dossier.id, with_cases=True)
    for task in tasks:
        actions.finish_task(ines, task=task.id)
    close_dossier(anna, dossier=dossier.id, with_cases=True)
    with pytest.raises(Refused, match="geschlossen"):
        give(anna, dossier, person(ines))


def test_what_waits_is_listed_soonest_first_in_a_constant_number_of_queries(
    anna, ines, dossier, django_assert_max_num_queries
):
    today = timezone.localdate()
    for days in (3, None, 1):
        due = today + timedelta(days=days) if days else None
        give(anna, dossier, person(ines), due_on=due)
    with django_assert_max_num_queries(11):
        listed = queries.shown(ines, queries.waiting(ines))
    assert [each.task.due_on for each in listed] == [today + timedelta(days=1), today + timedelta(days=3), None]
    assert {each.node.reference for each in listed} == {dossier.reference}
    assert queries.waiting(anna).count() == 0
    assert queries.tasks(anna).count() == 3


def test_a_task_of_who_may_no_longer_find_the_record_does_not_tell_what_it_is_about(anna, ines, dossier):
    task = give(anna, dossier, person(ines))
    actions.finish_task(ines, task=task.id)
    assert queries.shown(ines, queries.tasks(ines))[0].node is None


def test_what_a_leaver_left_is_handed_over_by_who_manages_the_office(anna, ines, dossier, world):
    task = give(anna, dossier, person(ines), text="Bitte prüfen")
    admin = world.actor("verwaltung")
    with pytest.raises(Forbidden):
        actions.hand_on_task(admin, task=task.id, assignee=person(anna))
    end_person(SYSTEM, person=ines.person_id)
    assert [each.item for each in waiting_for(SYSTEM, [ines.person_id])] == [task.id]
    hand_over(admin, source="task", item=task.id, person=world.persons["post"].id)
    assert may(world.actor("post"), "edit", dossier.chain)
    assert waiting_for(SYSTEM, [ines.person_id]) == []


@pytest.mark.parametrize("name", ["frist", "frist-ab"])
def test_open_tasks_are_walked_along_an_index(world, name):
    rows = queries.waiting(world.actor("sachbearbeitung")).order_by(*ORDERS[name].columns)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
    assert "task_in_turn" in rows[:51].explain()
