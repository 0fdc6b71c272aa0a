# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading what waits in the queue. For the office's own machinery and for whoever runs it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from aktei.base.outbox import jobs, lanes
from aktei.base.outbox.fetching import FREE
from aktei.base.outbox.jobs import Job
from aktei.base.outbox.lanes import Lane

COUNTED = 10_000
"""What waits is counted so far and no further: whoever looks should not wait for it."""


def is_awaited(queue: str, lane: Lane, *, long: bool) -> bool:
    """Whether a job for which there is no place waits above this lane; for a long one, also a fresh one beside it."""
    queues = list(lanes.queues_of(queue, lane.above))
    beside = [lanes.queue_of(queue, lane)] if long and lane.is_prompt else []
    with connection.cursor() as cursor:
        cursor.execute(_AWAITED, {"queues": queues, "beside": beside, "fresh": lanes.BEHIND})
        return bool(cursor.fetchone()[0])


def nodes_with_a_job(some: Sequence[Job], nodes: Collection[object]) -> set[str]:
    """Those of these nodes for which one of these jobs waits or runs; one query, whatever else waits."""
    locks = {jobs.lock_of(job, node): str(node) for job in some for node in nodes}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lock FROM procrastinate_jobs WHERE lock = ANY(%s) AND status IN ('todo', 'doing')", [list(locks)]
        )
        return {locks[lock] for (lock,) in cursor.fetchall()}


def more_wait(job: Job) -> bool:
    """Whether more jobs of this name are due."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM procrastinate_jobs WHERE queue_name = %s AND task_name = %s AND status = 'todo'"
            " AND (scheduled_at IS NULL OR scheduled_at <= now()) ORDER BY -priority, id LIMIT 1)",
            [job.queue, job.name],
        )
        return bool(cursor.fetchone()[0])


class Queue(NamedTuple):
    """How one queue stands: jobs that wait (counted up to `COUNTED`), run and failed, and since when the next waits."""

    name: str
    waiting: int
    running: int
    failed: int
    oldest: datetime | None


def queues() -> list[Queue]:
    """How every queue stands; one query whose cost is bounded."""
    with connection.cursor() as cursor:
        cursor.execute(_QUEUES, {"queues": sorted(jobs.QUEUES), "most": COUNTED, "behind": lanes.BEHIND})
        return [Queue(*row) for row in cursor.fetchall()]


# Each names the order of our index although it would do without: else the planner, told that almost every row is of one
# queue, reads the whole table in the hope of meeting one of another queue soon.
_AWAITED = f"""
SELECT EXISTS (
    SELECT FROM unnest(%(queues)s::varchar[]) AS asked(queue) CROSS JOIN LATERAL (
        SELECT FROM procrastinate_jobs AS job WHERE job.queue_name = asked.queue AND {FREE}
        ORDER BY -job.priority, job.id LIMIT 1) AS free
) OR EXISTS (
    SELECT FROM unnest(%(beside)s::varchar[]) AS asked(queue) CROSS JOIN LATERAL (
        SELECT FROM procrastinate_jobs AS job
        WHERE job.queue_name = asked.queue AND -job.priority < -%(fresh)s AND {FREE}
        ORDER BY -job.priority, job.id LIMIT 1) AS free
)
"""  # noqa: S608 (no values from outside)

_QUEUES = """
SELECT asked.queue,
    (SELECT count(*) FROM (SELECT FROM procrastinate_jobs AS job
        WHERE job.queue_name = asked.queue AND job.status = 'todo'
        ORDER BY -job.priority, job.id LIMIT %(most)s) AS few),
    (SELECT count(*) FROM (SELECT FROM procrastinate_jobs AS job
        WHERE job.queue_name = asked.queue AND job.status = 'doing' ORDER BY job.lock LIMIT %(most)s) AS few),
    (SELECT count(*) FROM (SELECT FROM procrastinate_jobs AS job
        WHERE job.queue_name = asked.queue AND job.status = 'failed' ORDER BY job.id LIMIT %(most)s) AS few),
    (SELECT min(event.at) FROM procrastinate_events AS event WHERE event.type = 'deferred' AND event.job_id IN (
        (SELECT job.id FROM procrastinate_jobs AS job WHERE job.queue_name = asked.queue AND job.status = 'todo'
            AND job.scheduled_at IS NULL ORDER BY -job.priority, job.id LIMIT 1)
        UNION ALL
        (SELECT job.id FROM procrastinate_jobs AS job WHERE job.queue_name = asked.queue AND job.status = 'todo'
            AND -job.priority = -%(behind)s ORDER BY job.id LIMIT 1)))
FROM unnest(%(queues)s::varchar[]) AS asked(queue)
"""
