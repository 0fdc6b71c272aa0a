# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Jobs for tests of the worker, and a program that runs a worker which knows them."""

import json
import os
import sys
import time
from pathlib import Path

import django


def declare() -> None:
    from aktei.base.outbox.jobs import job

    @job(queue="test", name="test.slow", attempts=3, wait=1)
    def slow(*, mark: str) -> None:
        """Says that it began; waits until it may end; says that it ended."""
        with Path(mark).open("a") as file:
            file.write(f"began {os.getpid()}\n")
        while not Path(f"{mark}.go").exists():
            time.sleep(0.01)
        with Path(mark).open("a") as file:
            file.write("ended\n")

    @job(queue="test", name="test.failing", attempts=1, wait=1)
    def failing(*, mark: str) -> None:
        with Path(mark).open("a") as file:
            file.write("tried\n")
        raise ValueError("no good")


def main() -> None:
    data, concurrency = Path(sys.argv[1]), int(sys.argv[2])
    django.setup()
    declare()
    from aktei.entrances.worker import exhaustion, rescue, runner

    for name, value in json.loads(sys.argv[3]).items():
        setattr(rescue, name, value)

    def note(arguments: "object", error: str) -> None:
        Path(f"{arguments['mark']}.exhausted").write_text(error)  # type: ignore[index]

    exhaustion.when_exhausted("test.failing", note)
    exhaustion.when_exhausted("test.slow", note)
    runner.run(data=data, queues=["test"], concurrency=concurrency)


if __name__ == "__main__":
    main()
