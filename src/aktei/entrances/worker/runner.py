# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One worker process: takes jobs, several at a time, and ends when told to, also in the middle of a job."""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from procrastinate import App
from procrastinate.contrib.django import app as django_app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.worker import Worker

from aktei.base.outbox.fetching import Fetching
from aktei.entrances.worker import attesting, rescue, sealing, slots, watching
from aktei.entrances.worker.exhaustion import notice_the_last_failure

logger = logging.getLogger(__name__)

RESCUE_EVERY = 5.0  # seconds
GRACE = 8.0  # seconds a running job gets to finish when we are told to end


def default_concurrency() -> int:
    """Documents read at the same time. They mostly wait for child processes, of which there are as many as cores."""
    return len(os.sched_getaffinity(0)) + 2


def run(*, data: Path, queues: Sequence[str] | None, concurrency: int, wait: bool = True) -> None:
    """Work until SIGTERM or SIGINT, or, without `wait`, until the queue is empty."""
    with rescue.slot(data) as slot, _companions() if wait else nullcontext():
        asyncio.run(_run(slot, queues, concurrency, wait))


@contextmanager
def _companions() -> Iterator[None]:
    """What goes on beside the jobs. Every worker offers; locks in the database see that only one of all does it."""
    stop = threading.Event()
    threads = [
        threading.Thread(target=each.run, args=[stop], name=each.__name__) for each in (watching, sealing, attesting)
    ]
    for thread in threads:
        thread.daemon = True
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(GRACE)


async def _run(slot: rescue.Slot, queues: Sequence[str] | None, concurrency: int, wait: bool) -> None:
    groups = slots.groups(queues, concurrency) if wait else [slots.all_in_one(queues, concurrency)]
    places = sum(each.places for each in groups)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(places + 2, "job"))
    # Each group listens over a connection of its own.
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4 + len(groups))
    # Our own connection only fetches and acknowledges. Jobs that a job's act starts go through Django's connection,
    # in the act's transaction: that is why the connector of the shared application is not replaced.
    app = django_app.with_connector(connector)
    async with app.open_async():
        for predecessor in slot.predecessors:
            await rescue.bury(app, predecessor)
        await rescue.rescue(app)
        workers = [_worker(connector, group, wait) for group in groups]
        _end_when_told(workers)
        chores = asyncio.gather(_rescue_again_and_again(app), _occupy(slot, workers))
        try:
            await _work(workers)
        finally:
            chores.cancel()
            with suppress(asyncio.CancelledError):
                await chores
        slot.occupy([])


async def _work(workers: Sequence[Worker]) -> None:
    """Until all have ended. One that ends by itself (its database is gone) takes the others with it."""
    running = [asyncio.ensure_future(worker.run()) for worker in workers]  # type: ignore[no-untyped-call]
    try:
        await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for worker in workers:
            worker.stop()  # type: ignore[no-untyped-call]
        await asyncio.gather(*running)


def _worker(connector: PsycopgConnector, group: slots.Group, wait: bool) -> Worker:
    app = django_app.with_connector(connector)
    app.job_manager = Fetching(connector, group.order)
    options: dict[str, Any] = dict(app.worker_defaults)
    options["task_middleware"] = [*options.get("task_middleware", []), notice_the_last_failure]
    return Worker(
        app,
        name=group.name,
        queues=group.queues,
        concurrency=group.places,
        wait=wait,
        install_signal_handlers=False,
        fetch_job_polling_interval=2.0,
        update_heartbeat_interval=rescue.HEARTBEAT,
        stalled_worker_timeout=rescue.DEAD_AFTER,
        shutdown_graceful_timeout=GRACE,
        delete_jobs="successful",
        **options,
    )


async def _rescue_again_and_again(app: App) -> None:
    while True:
        await asyncio.sleep(RESCUE_EVERY)
        try:
            await rescue.rescue(app)
        except Exception:
            logger.exception("looking for jobs of dead workers failed; trying again")


async def _occupy(slot: rescue.Slot, workers: Sequence[Worker]) -> None:
    while any(worker.worker_id is None for worker in workers):
        await asyncio.sleep(0.01)
    slot.occupy([worker.worker_id for worker in workers if worker.worker_id is not None])
    for worker in workers:
        logger.info("worker %s takes jobs: %s", worker.worker_id, worker.worker_name)


def _end_when_told(workers: Sequence[Worker]) -> None:
    def end() -> None:
        for worker in workers:
            worker.stop()  # type: ignore[no-untyped-call]
        # A job cannot be stopped from outside. What does not end in time is left where it stands: the next worker
        # takes it up there, which it can do after any kill.
        last = threading.Timer(GRACE + 2, os._exit, [0])
        last.daemon = True
        last.start()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)
