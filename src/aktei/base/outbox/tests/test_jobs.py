# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A job is in the queue exactly if the act that caused it was committed."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from aktei.base.acts.actor import Actor
from aktei.base.acts.events import Event
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.models_base import new_id
from aktei.base.acts.transaction import action, record
from aktei.base.outbox import jobs

SYSTEM = Actor.system("test")


@dataclass(frozen=True, kw_only=True)
class TriedOut(Event):
    """Something that only tests do."""

    loud: bool = False


@jobs.job(queue="test", name="test.listen")
def listen(*, node, entry):
    """Nothing."""


@action
def try_out(actor, *, loud=False, then=None):
    entry = record(actor, TriedOut(node=new_id(), loud=loud))
    if then:
        raise then
    return entry


@pytest.fixture(autouse=True)
def subscribers(monkeypatch):
    monkeypatch.setattr(jobs, "_subscribers", {})


def queued(after=0):
    """Jobs of this module; those of earlier tests that committed are still there, for nothing empties the queue."""
    return list(ProcrastinateJob.objects.filter(task_name="test.listen", id__gt=after).order_by("id"))


@pytest.fixture
def queued_now(db):
    last = max((each.id for each in queued()), default=0)
    return lambda: queued(last)


def test_the_job_is_there_once_the_act_is_committed_and_knows_its_journal_entry(transactional_db, queued_now):
    jobs.subscribe(TriedOut, listen)
    number = try_out(SYSTEM)
    (job,) = queued_now()
    entry = JournalEntry.objects.get(id=number)
    assert job.args == {"node": str(entry.node), "entry": number}
    assert (job.queue_name, job.status) == ("test", "todo")


def test_the_job_vanishes_with_the_act_that_is_rolled_back(transactional_db, queued_now):
    jobs.subscribe(TriedOut, listen)
    with pytest.raises(RuntimeError):
        try_out(SYSTEM, then=RuntimeError())
    assert queued_now() == []
    with transaction.atomic():
        try_out(SYSTEM)
        assert len(queued_now()) == 1
        transaction.set_rollback(True)
    assert queued_now() == []
    assert not JournalEntry.objects.filter(kind="TriedOut").exists()


def test_an_event_without_subscribers_starts_nothing(queued_now):
    try_out(SYSTEM)
    assert queued_now() == []


def test_subscribing_twice_is_subscribing_once(queued_now):
    jobs.subscribe(TriedOut, listen)
    jobs.subscribe(TriedOut, listen)
    try_out(SYSTEM)
    assert len(queued_now()) == 1


def test_a_subscriber_may_choose_among_the_events(queued_now):
    jobs.subscribe(TriedOut, listen, when=lambda event: event.loud)
    try_out(SYSTEM)
    try_out(SYSTEM, loud=True)
    assert len(queued_now()) == 1
