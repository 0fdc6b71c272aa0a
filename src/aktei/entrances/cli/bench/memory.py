# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much memory some processes take together: shared pages count once (PSS)."""

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def watched(processes: Callable[[], Iterable[int]], sums: list[int]) -> Iterator[None]:
    """Note the sum of memory of these processes, in bytes, again and again while the block runs."""
    stop = threading.Event()

    def watch() -> None:
        while True:
            sums.append(sum(_memory_of(pid) for pid in processes()))
            if stop.wait(0.5):
                return

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join()


def own_family() -> list[int]:
    """The process that asks, and its children."""
    children = (place.read_text().split() for place in Path("/proc/self/task").glob("*/children"))
    own = int(Path("/proc/self").readlink().name)
    return [own, *(int(each) for some in children for each in some)]


def _memory_of(pid: int) -> int:
    try:
        found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:  # ended in between
        return 0
    return int(found[1]) * 1024 if found else 0
