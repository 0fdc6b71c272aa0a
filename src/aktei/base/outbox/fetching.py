# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking the next job out of the queue, at the same cost whatever else waits.

The library asks all queues at once, by priority: with a million jobs waiting in one queue, a worker for another one
walks through all of them. Here every queue is asked by itself, in the order of this turn, through an index of ours.
Its order is written `-priority`, so that the planner cannot take the library's index of all queues for it.
"""

from collections.abc import Callable, Iterable, Sequence

from procrastinate import exceptions
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

_TRIES = 5

FREE = """
job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at <= now())
AND NOT EXISTS (
    SELECT FROM procrastinate_jobs AS other
    WHERE other.lock = job.lock AND other.status IN ('todo', 'doing')
      AND (other.status = 'doing' OR (other.queue_name = job.queue_name
           AND (other.scheduled_at IS NULL OR other.scheduled_at <= now()) AND (
           other.priority > job.priority OR (other.priority = job.priority AND other.id < job.id))))
)
"""
"""That a job can be taken: it is due, none with its lock runs, and none that is due waits before it in its queue."""

_TAKE = f"""
WITH candidate AS (
    SELECT free.id
    FROM unnest(%(queues)s::varchar[]) AS asked(queue)
    CROSS JOIN LATERAL (
        SELECT job.id FROM procrastinate_jobs AS job
        WHERE job.queue_name = asked.queue AND {FREE}
        ORDER BY -job.priority, job.id LIMIT 1
        FOR UPDATE OF job SKIP LOCKED
    ) AS free
    LIMIT 1
)
UPDATE procrastinate_jobs AS taken SET status = 'doing', worker_id = %(worker_id)s
FROM candidate WHERE taken.id = candidate.id
RETURNING taken.id, taken.status, taken.task_name, taken.priority, taken.lock, taken.queueing_lock, taken.args,
          taken.scheduled_at, taken.queue_name, taken.attempts, taken.worker_id
"""  # noqa: S608 (no values from outside)

Order = Callable[[Sequence[str], int], list[str]]
"""In which order queues are asked at a turn."""


class Fetching(JobManager):
    """The library's manager of jobs, but for how the next one is found."""

    def __init__(self, connector: object, order: Order) -> None:
        super().__init__(connector)  # type: ignore[arg-type]
        self._order = order
        self._turn = 0

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        """Take the first job that is free, from the first of these queues that has one."""
        assert queues is not None, "a worker names its queues"
        asked = self._order(list(queues), self._turn)
        for _ in range(_TRIES):
            try:
                rows = await self.connector.execute_query_all_async(query=_TAKE, queues=asked, worker_id=worker_id)
            except exceptions.UniqueViolation:
                continue  # another worker has just begun a job with the same lock, out of another lane
            if rows:
                self._turn += 1
                return Job.from_row(rows[0])
            return None
        return None
