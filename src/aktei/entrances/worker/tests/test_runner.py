# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workers are killed and their jobs go on; jobs that cannot succeed end somewhere people see them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from aktei.entrances.cli.tests.database import empty_the_queue, url_of_this_test

pytestmark = pytest.mark.django_db(transaction=True)
Start = Callable[..., "subprocess.Popen[bytes]"]


def until(condition: Callable[[], object], what: str, patience: float = 120.0) -> None:
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def lines(mark: Path) -> list[str]:
    return mark.read_text().split("\n")[:-1] if mark.exists() else []


def status(job_id: int) -> str | None:
    return ProcrastinateJob.objects.filter(id=job_id).values_list("status", flat=True).first()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[subprocess.Popen[bytes]] = []
    url = url_of_this_test()

    def _start(data: str = "here", **named: float) -> "subprocess.Popen[bytes]":
        place = tmp_path / data
        place.mkdir(exist_ok=True)
        environment = os.environ | {"AKTEI_DATABASE_URL": url, "AKTEI_DATA": str(place)}
        command = [sys.executable, "-m", "aktei.entrances.worker.tests.jobs", str(place), "2", json.dumps(named)]
        started.append(subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL))
        return started[-1]

    yield _start
    for worker in started:
        worker.kill()
        worker.wait()
    empty_the_queue()


def defer(name: str, **arguments: Any) -> int:
    return app.configure_task(name, queue="test", allow_unknown=True).defer(**arguments)


def test_a_killed_workers_job_goes_on_in_its_successor(start: Start, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    job = defer("test.slow", mark=str(mark))
    first = start()
    until(lambda: len(lines(mark)) == 1, "the job did not begin")
    first.send_signal(signal.SIGKILL)
    first.wait()
    start(DEAD_AFTER=1e6)
    until(lambda: len(lines(mark)) == 2, "the successor on the same machine need not wait for a missed heartbeat")
    Path(f"{mark}.go").touch()
    until(lambda: status(job) is None, "the job did not end")
    assert lines(mark)[-1] == "ended"


def test_a_killed_workers_job_goes_on_on_another_machine(start: Start, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    defer("test.slow", mark=str(mark))
    first = start()
    until(lambda: len(lines(mark)) == 1, "the job did not begin")
    start("elsewhere")
    first.send_signal(signal.SIGKILL)
    first.wait()
    until(lambda: len(lines(mark)) == 2, "nobody noticed that the worker died")
    Path(f"{mark}.go").touch()
    until(lambda: lines(mark)[-1] == "ended", "the job did not end")


def test_a_job_in_hand_does_not_keep_a_worker_from_ending(start: Start, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    job = defer("test.slow", mark=str(mark))
    worker = start()
    until(lambda: len(lines(mark)) == 1, "the job did not begin")
    worker.terminate()
    assert worker.wait(30) == 0
    start()
    until(lambda: len(lines(mark)) == 2, "the job was lost")
    Path(f"{mark}.go").touch()
    until(lambda: status(job) is None, "the job did not end")


def test_a_job_that_fails_for_the_last_time_is_handed_on(start: Start, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    job = defer("test.failing", mark=str(mark))
    start()
    note = Path(f"{mark}.exhausted")
    until(lambda: note.exists() and note.read_text() == "ValueError: no good", "nobody was told why")
    assert lines(mark) == ["tried", "tried"]
    until(lambda: status(job) == "failed", "the job is not marked as failed")


def test_a_job_that_kills_its_workers_is_given_up(start: Start, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    job = defer("test.slow", mark=str(mark))
    for attempt in range(1, 5):
        worker = start()
        until(lambda attempt=attempt: len(lines(mark)) == attempt, "the job did not begin again")
        worker.kill()
        worker.wait()
    start()
    until(Path(f"{mark}.exhausted").exists, "the job that kills was not given up")
    until(lambda: status(job) == "failed", "the job is not marked as failed")
