# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Long documents let others pass between their pages, and lose nothing by it."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from aktei.base.outbox.jobs import Order, defer
from aktei.base.outbox.lanes import BEHIND, Lane
from aktei.entrances.demo.letters import letter
from aktei.procedures.mailroom.tests.conftest import receive
from aktei.procedures.rendition import giving_way, jobs, making, pace, pool, waiting
from aktei.procedures.rendition.limits import Limits
from aktei.procedures.rendition.models import Pace, Progress
from aktei.records.documents.queries import pages

__all__ = ["receive"]


def readings():
    found = ProcrastinateJob.objects.filter(task_name__startswith="rendition.render").order_by("id")
    return [(each.queue_name, each.priority, each.args.get("version")) for each in found]


def empty_the_queue():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def test_a_long_document_gives_its_place_back_and_goes_on_where_it_was(receive, monkeypatch):
    document = receive(letter(22, pages=20).pdf).document
    empty_the_queue()
    monkeypatch.setattr(giving_way, "_LOOK_EVERY", 0.0)
    monkeypatch.setattr(giving_way, "is_awaited", lambda *_arguments, **_named: True)
    read = []
    real = pool.Pool.submit

    def watched(self, step, arguments, **named):
        if step == "read":
            read.extend(number for _index, number in arguments["pages"])
        return real(self, step, arguments, **named)

    monkeypatch.setattr(pool.Pool, "submit", watched)
    for _ in range(making.MOST_ATTEMPTS + 5):  # giving way is no failure, however often
        empty_the_queue()
        jobs.render_version.func(node=str(document.id), version=str(document.current_id), lane="legacy")
        if pages(document.current_id).exists():
            break
        assert readings() == [("rendition.legacy", BEHIND, str(document.current_id))]
        assert Progress.objects.get().attempts == 0
        assert Progress.objects.get().done > 0
    assert pages(document.current_id).count() == 20
    assert sorted(read) == sorted(set(read)), "a page was read twice"


@pytest.mark.parametrize(
    ("lane", "waiting_in", "after", "gives"),
    [
        (Lane.LEGACY, Lane.TODAY, 3, True),
        (Lane.TODAY, Lane.COUNTER, 3, True),
        (Lane.TODAY, Lane.TODAY, 3, False),
        (Lane.TODAY, Lane.TODAY, 60, True),
        (Lane.LEGACY, Lane.LEGACY, 600, False),
        (Lane.COUNTER, Lane.TODAY, 600, False),
    ],
)
def test_to_whom_a_document_gives_way(db, monkeypatch, lane, waiting_in, after, gives):
    empty_the_queue()
    clock = [0.0]
    monkeypatch.setattr(giving_way.time, "monotonic", lambda: clock[0])
    hear = giving_way.giving_way(lane)
    defer([Order(jobs.render_version, "00000000-0000-0000-0000-000000000001", lane=waiting_in)])
    hear(0, 50)
    clock[0] = float(after)
    hear(0, 50)  # not one page is done yet: it would never get on
    try:
        hear(1, 50)
        gave = False
    except giving_way.GaveWay:
        gave = True
    assert gave is gives
    hear(50, 50)  # what is done needs no place


def test_pages_of_what_is_waited_for_are_read_before_those_of_what_is_not():
    queue = waiting.Waiting()
    for number in range(30):
        queue.put(f"legacy {number}", (3, number))
    queue.put("today", (1, 0))
    queue.put("counter", (0, 5))
    taken = [queue.get(timeout=0) for _ in range(waiting.SHARE)]
    assert taken[:2] == ["counter", "today"]
    assert taken[2] == "legacy 0"


def test_the_first_pages_of_a_letter_pass_the_later_ones_of_a_long_document_in_its_lane():
    queue = waiting.Waiting()
    queue.put("page 500", (1, 20))
    queue.put("a letter", (1, 0))
    assert queue.get(timeout=0) == "a letter"


def test_one_page_in_ten_is_what_has_waited_longest():
    queue = waiting.Waiting()
    queue.put("old", (3, 0))
    for number in range(50):
        queue.put(f"new {number}", (0, 0))
    taken = [queue.get(timeout=0) for _ in range(waiting.SHARE)]
    assert taken[-1] == "old"
    assert len(queue) == 41
    assert sorted([*taken, *(queue.get(timeout=0) for _ in range(41))])[-1] == "old"
    assert queue.get(timeout=0) is None


def test_a_pool_carries_out_by_rank():
    """One child; what it gets while it is busy is ordered."""
    narrow = pool.Pool(1, idle_seconds=1)
    order, held = [], threading.Event()

    def watched(each, child):
        held.wait(60)
        order.append(each.arguments["name"])
        each.answer.set_result(None)
        return child

    narrow._carry_out = watched
    asked = [
        narrow.submit("triage", {"name": name}, seconds=1, limits=Limits(), rank=rank)
        for name, rank in (("begun", (3, 0)), ("legacy", (3, 1)), ("today", (1, 0)), ("counter", (0, 0)))
    ]
    held.set()
    for each in asked:
        each.result(60)
    assert order.index("counter") < order.index("today") < order.index("legacy")


def test_what_no_job_will_read_is_found_however_much_waits_or_was_refused_before_it(receive, monkeypatch):
    monkeypatch.setattr(jobs, "_AT_ONCE", 2)
    monkeypatch.setattr(jobs, "_OVERLOOKED_AFTER", timedelta(seconds=-60))
    queued = [receive(letter(number).pdf).document for number in (21, 22, 23)]
    lost = receive(letter(24).pdf).document
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE args->>'node' = %s", [str(lost.id)])
    found, again = jobs.sweep.func(), 0
    while row := ProcrastinateJob.objects.filter(task_name="rendition.sweep_on").order_by("-id").first():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [row.id])
        found += jobs.sweep_on.func(**row.args)
        again += 1
        assert again < 10, "the sweep does not get on"
    assert (found, again > 0) == (1, True)
    assert ("rendition.rework", 0, str(lost.current_id)) in readings()
    assert len(readings()) == len(queued) + 1


def test_the_sweep_asks_as_often_however_many_wait(receive, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(jobs, "_OVERLOOKED_AFTER", timedelta(seconds=-60))
    for number in (21, 22, 23):
        receive(letter(number).pdf)
    with django_assert_num_queries(3):
        assert jobs.sweep.func() == 0


def test_what_was_read_is_counted_by_lane(db):
    pace.note(Lane.TODAY, pages=3)
    pace.note(Lane.TODAY, pages=2)
    pace.note(Lane.LEGACY, refused=1)
    assert pace.of_the_last(1) == {"today": (2, 5, 0), "legacy": (0, 0, 1)}
    for days, row in enumerate(Pace.objects.all(), start=90):
        Pace.objects.filter(id=row.id).update(since=timezone.now() - timedelta(days=days))
    assert pace.of_the_last(24) == {}
    assert pace.forget_old() == 2
