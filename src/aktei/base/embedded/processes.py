# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which processes belong to a server, found by what they call themselves, and how they are ended.

Process ids in lock files cannot be trusted: after a restart of the machine or container another process may
have the number. Titles can: the keeper starts the postmaster with the directory and its mark, and every child
carries the mark.
"""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from aktei.base.embedded.layout import Layout

# What an orphan is told, and for how many seconds it may obey.
_POLITENESS = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 15.0), (signal.SIGKILL, 15.0))


def server_processes(layout: Layout) -> list[int]:
    """The ids of all living processes of this server, the postmaster first."""
    postmasters, children = [], []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except OSError:  # gone in the meantime, or not ours to see
            continue
        if words[0].endswith(b"/postgres") and os.fsencode(layout.cluster) in words:
            postmasters.append(int(entry.name))
        elif words[0].startswith(f"postgres: {layout.mark}: ".encode()):
            children.append(int(entry.name))
    return postmasters + children


def clear_remains(layout: Layout) -> None:
    """End what is left of an earlier server and its lock files. Only for the holder of the keeper lock."""
    for number, patience in _POLITENESS:
        if not (left := server_processes(layout)):
            break
        for process in left:
            with suppress(ProcessLookupError):
                os.kill(process, number)
        _wait_until_gone(layout, patience)
    for leftover in (
        layout.cluster / "postmaster.pid",
        layout.sockets / ".s.PGSQL.5432",
        layout.sockets / ".s.PGSQL.5432.lock",
    ):
        leftover.unlink(missing_ok=True)


def _wait_until_gone(layout: Layout, patience: float) -> None:
    end = time.monotonic() + patience
    while server_processes(layout) and time.monotonic() < end:
        time.sleep(0.05)
