# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is waited for most is done first, what lies below gets its share, and mass acts queue at once."""

import itertools
import json
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from aktei.base.acts.actor import Actor
from aktei.base.acts.events import Event
from aktei.base.acts.models_base import new_id
from aktei.base.acts.transaction import action, record, record_each
from aktei.base.outbox import fetching, jobs, lanes, queries
from aktei.base.outbox.lanes import Lane

SYSTEM = Actor.system("test")
LANES = lanes.queues_of("lanes")


@dataclass(frozen=True, kw_only=True)
class Happened(Event):
    """Something that only tests do."""

    lane: str = Lane.TODAY


@jobs.job(queue="lanes", name="lanes.read", lanes=True)
def read(*, node, entry=None, lane=Lane.TODAY):
    """Nothing."""


@jobs.job(queue="plain", name="lanes.plain")
def plain(*, node, entry=None):
    """Nothing."""


@pytest.fixture
def listened(monkeypatch):
    monkeypatch.setattr(jobs, "_subscribers", {})
    jobs.subscribe(Happened, read, lane=lambda event: Lane(event.lane))
    jobs.subscribe(Happened, plain)


def put(lane, number=1, **options):
    orders = [jobs.Order(read, str(new_id()), lane=lane, **options) for _ in range(number)]
    jobs.defer(orders)
    return orders


def change(what, where="true"):
    with connection.cursor() as cursor:
        verb = f"UPDATE procrastinate_jobs SET {what}" if what else "DELETE FROM procrastinate_jobs"
        cursor.execute(f"{verb} WHERE {where}")


@pytest.fixture
def worker(db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        return cursor.fetchone()[0]


class _Sync:
    """The worker's way to the database, in the test's own transaction."""

    async def execute_query_all_async(self, query, **arguments):
        with connection.cursor() as cursor:
            cursor.execute(query, arguments)
            rows = [dict(zip((c.name for c in cursor.description), row, strict=True)) for row in cursor.fetchall()]
            return [row | {"args": json.loads(row["args"])} for row in rows]


@pytest.fixture
def take(worker):
    fetcher = fetching.Fetching(_Sync(), lanes.in_turn)

    def _take(queues=LANES):
        with pytest.raises(StopIteration) as ended:  # nothing in it ever waits: no loop is needed
            fetcher.fetch_job(queues, worker).send(None)
        job = ended.value.value
        return job and (job.queue.rpartition(".")[2], job.task_kwargs["node"])

    return _take


def test_what_is_waited_for_most_comes_first_and_within_a_lane_what_came_first(take):
    (legacy,), (today,), (counter, second) = put(Lane.LEGACY), put(Lane.TODAY), put(Lane.COUNTER, 2)
    taken = [take(), *(take() for _ in range(3))]
    assert taken[0] == ("counter", counter.node)
    assert set(taken) == {
        ("counter", counter.node),
        ("counter", second.node),
        ("today", today.node),
        ("legacy", legacy.node),
    }
    assert take() is None


def test_no_lane_starves_whatever_waits_above_it():
    """Of ten turns, each lower lane is asked first once: that is its stated share."""
    first = Counter(lanes.in_turn(LANES, turn)[0] for turn in range(1_000))
    assert first == {"lanes.counter": 700, "lanes.today": 100, "lanes.rework": 100, "lanes.legacy": 100}
    for turn in range(10):
        assert sorted(lanes.in_turn(LANES, turn)) == sorted(LANES), "every lane is asked at every turn"


def test_ten_turns_take_a_job_of_every_lane(take):
    for lane in Lane:
        put(lane, 10)
    assert Counter(take()[0] for _ in range(10)) == {"counter": 7, "today": 1, "rework": 1, "legacy": 1}


def test_what_gave_way_comes_after_what_is_fresh_in_its_lane_and_before_the_lanes_below(take):
    (tired,) = put(Lane.TODAY, priority=lanes.BEHIND)
    (fresh,), (legacy,) = put(Lane.TODAY), put(Lane.LEGACY)
    taken = [take()[1] for _ in range(3)]
    assert taken.index(fresh.node) < taken.index(tired.node)
    assert legacy.node in taken


def test_a_job_that_is_not_due_holds_up_nobody(take):
    node = str(new_id())
    jobs.defer([jobs.Order(read, node, {"entry": 1}, Lane.TODAY, after=timedelta(hours=1))])
    jobs.defer([jobs.Order(read, node, {"entry": 2}, Lane.TODAY)])
    assert take() == ("today", node)
    assert take() is None


def test_two_jobs_on_one_node_never_run_at_once_not_even_out_of_two_lanes(take):
    node = str(new_id())
    jobs.defer([jobs.Order(read, node, lane=lane) for lane in (Lane.LEGACY, Lane.COUNTER)])
    assert take() == ("counter", node), "the one below does not hold up the one above"
    assert take() is None
    change(None, "status = 'doing'")  # as the worker does once it is done
    assert take() == ("legacy", node)


def test_an_event_says_the_lane_and_its_job_lies_there(listened, worker):
    action(lambda actor: record(actor, Happened(node=new_id(), lane=Lane.LEGACY)))(SYSTEM)
    queued = {each.task_name: each for each in ProcrastinateJob.objects.all()}
    assert (queued["lanes.read"].queue_name, queued["lanes.read"].args["lane"]) == ("lanes.legacy", "legacy")
    assert queued["lanes.plain"].queue_name == "plain"
    assert "lane" not in queued["lanes.plain"].args


@pytest.mark.parametrize("number", [1, 300])
def test_all_jobs_of_an_act_are_queued_with_one_statement(listened, worker, number):
    def mass(actor):
        record_each(actor, [Happened(node=new_id()) for _ in range(number)])

    statements = []

    def noting(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noting):
        action(mass)(SYSTEM)
    assert sum("procrastinate_defer_jobs" in each for each in statements) == 1
    assert ProcrastinateJob.objects.count() == 2 * number


def test_lines_taken_back_by_a_savepoint_start_nothing(listened, worker):
    kept, gone = new_id(), new_id()

    def half(actor):
        record(actor, Happened(node=kept))
        with transaction.atomic():
            record(actor, Happened(node=gone))
            transaction.set_rollback(True)

    action(half)(SYSTEM)
    assert {each.args["node"] for each in ProcrastinateJob.objects.all()} == {str(kept)}


def test_long_work_is_awaited_by_lanes_above_and_when_it_is_long_by_fresh_work_beside_it(worker):
    def awaited(lane, long=False):
        return queries.is_awaited("lanes", lane, long=long)

    assert not any(awaited(lane, long) for lane, long in itertools.product(Lane, (True, False)))
    put(Lane.TODAY)
    assert [awaited(lane) for lane in Lane] == [False, False, True, True]
    assert [awaited(lane, long=True) for lane in Lane] == [False, True, True, True]
    change("priority = -1")
    assert not awaited(Lane.TODAY, long=True), "what gave way itself is no reason to give way"
    change(None)
    put(Lane.LEGACY)
    assert not awaited(Lane.LEGACY, long=True), "nobody waits for a single legacy document"


def test_how_queues_stand_is_told_for_every_queue(worker):
    put(Lane.LEGACY, 3)
    found = {each.name: each for each in queries.queues()}
    assert (found["lanes.legacy"].waiting, found["lanes.legacy"].failed) == (3, 0)
    assert found["lanes.legacy"].oldest is not None
    assert (found["lanes.today"].waiting, found["lanes.today"].oldest) == (0, None)
    change("status = 'failed'")
    assert {each.name: each.failed for each in queries.queues()}["lanes.legacy"] == 3


def test_every_queue_of_a_kind_gets_its_turn():
    queues = ("search", "mailroom", "upkeep")
    assert {lanes.one_after_the_other(queues, turn)[0] for turn in range(3)} == set(queues)


@pytest.mark.parametrize("asked", ["take", "awaited", "more", "figures"])
def test_what_is_asked_all_day_costs_the_same_whatever_waits_elsewhere(worker, asked, monkeypatch):
    """No plan reads the table, although almost all of its rows are of one queue."""
    put(Lane.LEGACY, 3_000)
    monkeypatch.setattr(queries, "COUNTED", 10)
    statements = []

    def noting(execute, sql, params, many, context):
        statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE procrastinate_jobs")
        with connection.execute_wrapper(noting):
            if asked == "take":
                cursor.execute(fetching._TAKE, {"queues": ["lanes.today"], "worker_id": worker})
            elif asked == "awaited":
                queries.is_awaited("lanes", Lane.LEGACY, long=True)
            elif asked == "more":
                queries.more_wait(plain)
            else:
                queries.queues()
        ((sql, params),) = statements
        cursor.execute("EXPLAIN " + sql, params)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Seq Scan on procrastinate_jobs" not in plan, plan


def test_names_of_jobs_in_lanes_are_known_to_the_queue():
    assert set(LANES) <= jobs.QUEUES
    assert app.tasks["lanes.read"].queue == "lanes"
