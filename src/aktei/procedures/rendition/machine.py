# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much memory this machine has, and how much of it reading may take."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

LEAST = 768 * 2**20
"""What a child needs to read an ordinary page."""


def memory_bytes(root: Path = Path("/")) -> int:
    """The machine's memory, or what the container or service we run in may have of it."""
    described = (root / "proc/meminfo").read_text()
    total = int(described.split("MemTotal:", 1)[1].split()[0]) * 1024
    return min([total, *_allowed(root)])


def _allowed(root: Path) -> Iterator[int]:
    """The bounds of our control group and of those above it; both versions."""
    with suppress(OSError):
        for line in (root / "proc/self/cgroup").read_text().splitlines():
            _number, controllers, path = line.split(":", 2)
            if not controllers:
                place, name = root / "sys/fs/cgroup", "memory.max"
            elif "memory" in controllers.split(","):
                place, name = root / "sys/fs/cgroup/memory", "memory.limit_in_bytes"
            else:
                continue
            for each in (own := PurePosixPath(path.lstrip("/")), *own.parents):
                with suppress(OSError, ValueError):  # none there, or "max"
                    yield int((place / each / name).read_text())


def most_for_one(wanted: int, memory: int) -> int:
    """What one child may take: as much as wanted, but not more than half of the machine."""
    return max(LEAST, min(wanted, memory // 2))


def children(for_one: int, memory: int, *, processes: int = 1) -> int:
    """How many children one of so many worker processes may have: one a core, all within half of the memory."""
    cores = len(os.sched_getaffinity(0))
    return max(1, min(cores, memory // 2 // max(1, processes) // for_one))
