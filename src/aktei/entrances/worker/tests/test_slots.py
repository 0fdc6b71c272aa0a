# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Places of a worker: nothing that lies below ever holds all of them."""

import pytest

from aktei.base.outbox.lanes import Lane, queue_of, queues_of
from aktei.entrances.worker import slots

QUEUES = {"mailroom", "rendition", "search", "upkeep", *queues_of("rendition")}


@pytest.fixture(autouse=True)
def our_queues(monkeypatch):
    """Tests of the queue declare more."""
    monkeypatch.setattr(slots, "LANED", {"rendition"})
    monkeypatch.setattr(slots, "QUEUES", QUEUES)


@pytest.mark.parametrize("concurrency", range(2, 20))
def test_what_is_waited_for_always_has_a_place_that_lower_lanes_cannot_take(concurrency):
    found = slots.groups(None, concurrency)
    below = {queue_of("rendition", lane) for lane in Lane if not lane.is_prompt}
    kept = [each for each in found if not below & set(each.queues) and queue_of("rendition", Lane.TODAY) in each.queues]
    assert sum(each.places for each in kept) >= 1
    readings = [each for each in found if each.name != "beside"]
    assert sum(each.places for each in readings) == concurrency
    assert all(each.places > 0 for each in found)


def test_every_queue_is_worked_on():
    for found in (slots.groups(None, 1), [slots.all_in_one(None, 1)]):
        assert {queue for each in found for queue in each.queues} == QUEUES


def test_search_and_post_never_wait_for_a_reading():
    beside = next(each for each in slots.groups(None, 4) if each.name == "beside")
    assert {"search", "mailroom"} <= set(beside.queues)
    assert not set(queues_of("rendition")) & set(beside.queues)


def test_a_worker_for_one_queue_takes_nothing_else():
    (only,) = slots.groups(["search"], 3)
    assert (only.queues, only.places) == (("search",), 3)
    named = {queue for each in slots.groups(["rendition"], 3) for queue in each.queues}
    assert named == {"rendition", *queues_of("rendition")}
    (lane,) = slots.groups([queue_of("rendition", Lane.LEGACY)], 3)
    assert lane.queues == ("rendition.legacy",)
