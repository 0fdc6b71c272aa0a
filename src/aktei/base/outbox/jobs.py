# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Declaring jobs and telling which event starts which; only `entrances/wiring.py` calls `subscribe`."""

from collections.abc import Callable
from typing import Any, Protocol

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


class Job(Protocol):
    """What `record` needs of a job: a way to put it into the queue."""

    name: str | None

    def configure(self, **options: Any) -> Any:
        """Return a deferrer with these queue options."""


_subscribers: dict[type, list[tuple[Job, Callable[[Any], bool] | None]]] = {}


def job(
    *, queue: str, name: str, attempts: int = 5, wait: int = 2, **options: Any
) -> Callable[[Callable[..., Any]], Any]:
    """Declare a job: safe to run twice, shallow, retried with growing waits.

    `attempts` counts retries after the first run, `wait` is the base of the exponential wait in seconds.
    """
    # To the library, 0 attempts means no limit.
    retry = RetryStrategy(max_attempts=attempts, exponential_wait=wait) if attempts else False
    return app.task(queue=queue, name=name, retry=retry, **options)


def subscribe(event: type, job: Job, *, when: Callable[[Any], bool] | None = None) -> None:
    """Start `job` for every recorded `event` (for which `when` holds), in the act's transaction."""
    entry = (job, when)
    if entry not in _subscribers.setdefault(event, []):
        _subscribers[event].append(entry)


def enqueue(event: Any, *, entry_id: int) -> int:
    """Insert one job per subscriber of this event; returns how many. Called by `record` alone.

    A job receives the `node` of its event and the number of the journal entry that caused it. The same job on the
    same node runs in order, one at a time; different jobs on a node do not wait for each other, so that one that
    keeps failing (a search index that is down) never holds up the rest.
    """
    jobs = [job for job, when in _subscribers.get(type(event), []) if when is None or when(event)]
    for each in jobs:
        each.configure(lock=f"{each.name}:{event.node}").defer(node=str(event.node), entry=entry_id)
    return len(jobs)
