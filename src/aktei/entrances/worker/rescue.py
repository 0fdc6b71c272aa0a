# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Jobs of a worker that was killed go on at once, in its successor or in any other worker.

Two ways to know that a worker is dead. On the same machine each worker holds the lock of a slot, a small file with its
number: whoever gets that lock knows that the number in it belongs to the dead. For other machines there is the
heartbeat that Procrastinate writes.
"""

import fcntl
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from asgiref.sync import sync_to_async
from procrastinate import App, exceptions
from procrastinate.jobs import Job, Status

from aktei.entrances.worker import exhaustion

logger = logging.getLogger(__name__)

HEARTBEAT = 3.0  # seconds between two signs of life
DEAD_AFTER = 20.0  # seconds without one; a machine at full load may be slow
MOST_SLOTS = 256


class Slot:
    """The place of one worker process on this machine."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @property
    def predecessors(self) -> list[int]:
        """The numbers of those who had this place before, if they did not leave properly."""
        return [int(number) for number in os.pread(self._descriptor, 256, 0).split()]

    def occupy(self, worker_ids: Sequence[int]) -> None:
        """Write down who has this place; nobody on leaving properly."""
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, " ".join(map(str, worker_ids)).encode(), 0)


@contextmanager
def slot(data: Path) -> Iterator[Slot]:
    """The first free place on this machine."""
    directory = data / "worker"
    directory.mkdir(parents=True, exist_ok=True)
    for number in range(MOST_SLOTS):
        descriptor = os.open(directory / str(number), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            continue
        try:
            yield Slot(descriptor)
        finally:
            os.close(descriptor)
        return
    raise RuntimeError(f"more than {MOST_SLOTS} workers on one machine")


async def bury(app: App, worker_id: int) -> None:
    """The worker is certainly dead: its jobs belong to nobody from here on."""
    await app.job_manager.unregister_worker(worker_id)


async def rescue(app: App) -> int:
    """Put the jobs of dead workers back into the queue, or end those that have killed too many; returns how many."""
    rescued = 0
    await app.job_manager.prune_stalled_workers(DEAD_AFTER)
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
        rescued += await _rescue_one(app, job)
    return rescued


async def _rescue_one(app: App, job: Job) -> bool:
    task = app.tasks.get(job.task_name)
    try:
        if task is None or exhaustion.may_be_retried(task, job):
            await app.job_manager.retry_job(job, retry_at=datetime.now(UTC))
            logger.warning("job %s (%s) goes on: its worker had died", job.id, job.task_name)
            return True
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
    except exceptions.ConnectorException:  # another worker was faster
        return False
    await sync_to_async(exhaustion.tell, thread_sensitive=False)(job, exhaustion.KILLED)
    return True
