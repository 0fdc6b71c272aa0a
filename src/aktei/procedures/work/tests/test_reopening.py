# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was just done with a task is taken back: by oneself, for ten minutes, with the right that went with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.rights.queries import may
from aktei.procedures.work import actions, reopening
from aktei.procedures.work.models import Task
from aktei.procedures.work.tests.test_tasks import give, person
from aktei.records.dossiers.actions import close_dossier

SYSTEM = Actor.system("test")


def later(monkeypatch, minutes):
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(minutes=minutes))


@pytest.mark.parametrize(("end", "who"), [("finish_task", "ines"), ("decline_task", "ines"), ("withdraw_task", "anna")])
def test_whoever_ended_a_task_takes_that_back_and_the_right_is_there_again(anna, ines, dossier, end, who):
    task = give(anna, dossier, person(ines), instruction="review")
    actor, other = (ines, anna) if who == "ines" else (anna, ines)
    getattr(actions, end)(actor, task=task.id, note="weil")
    assert not may(ines, "find", dossier.chain)
    for nobody in (other, SYSTEM):
        with pytest.raises(Forbidden):
            reopening.undo_task(nobody, task=task.id)
    reopening.undo_task(actor, task=task.id)
    row = Task.objects.get(id=task.id)
    assert (row.outcome, row.note, row.ended_at, row.ended_by) == ("", "", None, None)
    assert may(ines, "read", dossier.chain)
    assert not may(ines, "edit", dossier.chain)
    actions.finish_task(ines, task=task.id)
    assert not may(ines, "find", dossier.chain)


def test_no_right_comes_back_that_had_not_gone_with_the_task(anna, dossier, world):
    task = give(anna, dossier, person(world.actor("vertretung")))  # holds it by the unit
    actions.finish_task(world.actor("vertretung"), task=task.id)
    before = set(dossier.chain)
    reopening.undo_task(world.actor("vertretung"), task=task.id)
    assert set(dossier.chain) == before
    assert not Task.objects.get(id=task.id).outcome


def test_after_ten_minutes_or_in_a_closed_dossier_a_task_stays_ended(anna, ines, dossier, monkeypatch):
    task = give(anna, dossier, person(ines))
    actions.finish_task(ines, task=task.id)
    close_dossier(SYSTEM, dossier=dossier.id, with_cases=True)
    with pytest.raises(Refused, match="geschlossen"):
        reopening.undo_task(ines, task=task.id)
    later(monkeypatch, 11)
    with pytest.raises(Refused, match="nicht mehr zurücknehmen"):
        reopening.undo_task(ines, task=task.id)


def test_whoever_handed_a_task_on_takes_that_back_unless_it_went_further(anna, ines, dossier, world):
    petra = world.actor("leitung")
    task = give(anna, dossier, person(petra), instruction="review")
    actions.hand_on_task(anna, task=task.id, assignee=person(ines))
    with pytest.raises(Forbidden):
        reopening.undo_task(ines, task=task.id)
    reopening.undo_task(anna, task=task.id)
    assert Task.objects.get(id=task.id).assignee == person(petra)
    assert not may(ines, "find", dossier.chain)
    actions.hand_on_task(anna, task=task.id, assignee=person(ines))
    actions.hand_on_task(ines, task=task.id, assignee=person(petra))
    with pytest.raises(Refused, match="nicht mehr zurücknehmen"):
        reopening.undo_task(anna, task=task.id)
