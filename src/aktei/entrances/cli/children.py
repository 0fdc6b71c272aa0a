# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Programs that `aktei serve` keeps running: restarted when they end, ended when it ends, whatever ends it."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from aktei.entrances.cli.lifeline import end_with

logger = logging.getLogger(__name__)

LONGEST_PAUSE = 30.0  # seconds between two attempts to start something that keeps ending
SETTLED = 30.0  # a program that ran this many seconds was all right


@dataclass
class Child:
    """One `aktei …` program."""

    arguments: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    failures: int = 0
    renewed: bool = False
    not_before: float = 0.0

    def start(self) -> None:
        """Start it; the kernel ends it when we are killed."""
        parent = os.getpid()
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 -- ourselves
            [sys.executable, "-m", "aktei.entrances.cli.main", *self.arguments],
            preexec_fn=lambda: end_with(parent),
            # Ctrl-C in the terminal is for the one that starts and ends the others in order.
            start_new_session=True,
            # One arena per thread would keep several times the memory that is in use.
            env={"MALLOC_ARENA_MAX": "2", **os.environ},
        )

    def look(self) -> None:
        """Start it, or start it again after a pause that grows while it keeps ending."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.not_before:
                self.start()
            return
        status = self.process.poll()
        if status is None:
            return
        if self.renewed:
            self.renewed, self.process = False, None
            return
        self.failures = 0 if now - self.started > SETTLED else self.failures + 1
        pause = 0.0 if self.failures <= 1 else min(0.5 * 2**self.failures, LONGEST_PAUSE)
        logger.warning("%s ended with status %s; starting it again in %.0f s", self.arguments[0], status, pause)
        self.process, self.not_before = None, now + pause


class Children:
    """Several programs, looked after together."""

    def __init__(self, *commands: Sequence[str]) -> None:
        self.all = [Child(command) for command in commands]

    def look(self, *, first_only: bool = False) -> None:
        """See that each runs, or for now only the first, which people wait for."""
        for child in self.all[:1] if first_only else self.all:
            child.look()

    def renew(self) -> None:
        """Ask all to finish what they do and end; `look` starts each again as soon as it has."""
        for child in self.all:
            if child.process is not None and child.process.poll() is None:
                child.renewed = True
                child.process.send_signal(signal.SIGTERM)

    def end(self, patience: float = 15.0) -> None:
        """Ask all to end, wait, then insist."""
        running = [child.process for child in self.all if child.process is not None]
        for process in running:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        end = time.monotonic() + patience
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, end - time.monotonic()))
            if process.poll() is None:
                process.kill()
                process.wait()
