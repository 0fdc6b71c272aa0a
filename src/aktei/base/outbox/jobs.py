# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Declaring jobs and telling which event starts which; only a `subscriptions.py` calls `subscribe`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import Any, Protocol

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate import jobs as library
from procrastinate.contrib.django import app

from aktei.base.outbox.lanes import Lane, queue_of, queues_of

_PORTION = 5_000
"""Jobs put into the queue with one statement."""


class Job(Protocol):
    """What the queue needs of a job: its name and place in the queue."""

    name: str
    queue: str
    priority: int


@dataclass(frozen=True, slots=True)
class Order:
    """One run of a job, on its way into the queue."""

    job: Job
    node: str
    arguments: dict[str, Any] = field(default_factory=dict)
    lane: Lane | None = None
    priority: int | None = None
    after: timedelta | None = None

    @property
    def lock(self) -> str:
        """The same job on the same node runs in order, one at a time.

        Different jobs on a node do not wait for each other, so that one that keeps failing (a search index that is
        down) never holds up the rest.
        """
        return lock_of(self.job, self.node)


@dataclass(frozen=True, slots=True)
class _Subscriber:
    job: Job
    when: Callable[[Any], bool] | None
    lane: Callable[[Any], Lane] | Lane | None
    after: timedelta | None

    def lane_of(self, event: Any) -> Lane | None:
        return self.lane(event) if callable(self.lane) else self.lane


_subscribers: dict[type, list[_Subscriber]] = {}
QUEUES: set[str] = set()
"""Every queue that a declared job lies in."""
LANED: set[str] = set()
"""The queues that have lanes, by the name these share."""
_in_lanes: set[str] = set()


def job(
    *, queue: str, name: str, attempts: int = 5, wait: int = 2, lanes: bool = False, **options: Any
) -> Callable[[Callable[..., Any]], Any]:
    """Declare a job: safe to run twice, shallow, retried with growing waits.

    `attempts` counts retries after the first run, `wait` is the base of the exponential wait in seconds. A job with
    `lanes` lies in one queue per lane and receives its `lane`.
    """
    # To the library, 0 attempts means no limit.
    retry = RetryStrategy(max_attempts=attempts, exponential_wait=wait) if attempts else False
    QUEUES.update(queues_of(queue) if lanes else (queue,))
    if lanes:
        LANED.add(queue)
        _in_lanes.add(name)
    return app.task(queue=queue, name=name, retry=retry, **options)


def subscribe(
    event: type,
    job: Job,
    *,
    when: Callable[[Any], bool] | None = None,
    lane: Callable[[Any], Lane] | Lane | None = None,
    after: timedelta | None = None,
) -> None:
    """Start `job` for every recorded `event` (for which `when` holds), in the act's transaction.

    `lane`: in which one, for a job that has lanes; `after`: not before so much time has passed.
    """
    entry = _Subscriber(job, when, lane, after)
    if entry not in _subscribers.setdefault(event, []):
        _subscribers[event].append(entry)


def started_by(event: Any, *, entry_id: int) -> list[Order]:
    """One order per subscriber of this event.

    A job receives the `node` of its event and the number of the journal entry that caused it.
    """
    return [
        Order(each.job, str(event.node), {"entry": entry_id}, lane=each.lane_of(event), after=each.after)
        for each in _subscribers.get(type(event), [])
        if each.when is None or each.when(event)
    ]


def defer(orders: Iterable[Order]) -> int:
    """Put these into the queue, thousands with one statement, through Django's connection; returns how many."""
    some = iter(orders)
    number = 0
    while portion := list(islice(some, _PORTION)):
        app.job_manager.batch_defer_jobs([_queued(each) for each in portion])
        number += len(portion)
    return number


def lock_of(job: Job, node: object) -> str:
    """What keeps a job from running twice at once on a node."""
    return f"{job.name}:{node}"


def _queued(order: Order) -> library.Job:
    arguments: dict[str, Any] = {"node": order.node, **order.arguments}
    queue = order.job.queue
    if order.job.name in _in_lanes:
        lane = order.lane or Lane.TODAY
        queue, arguments["lane"] = queue_of(queue, lane), str(lane)
    return library.Job(
        queue=queue,
        task_name=order.job.name,
        priority=order.job.priority if order.priority is None else order.priority,
        lock=order.lock,
        queueing_lock=None,
        task_kwargs=arguments,
        scheduled_at=timezone.now() + order.after if order.after else None,
    )


def subscribed() -> Sequence[type]:
    """The events that start something."""
    return list(_subscribers)
