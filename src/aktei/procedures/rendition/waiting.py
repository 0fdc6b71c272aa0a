# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What waits for a child process: the smallest rank first, and now and then whatever has waited longest."""

import heapq
import threading
from collections import OrderedDict
from itertools import count
from typing import Generic, TypeVar

T = TypeVar("T")

SHARE = 10
"""One in so many is taken from among those that have waited longest, whatever their rank: nothing starves."""


class Waiting(Generic[T]):
    """A queue between threads that hands out by rank; equal ranks in the order in which they came."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._by_age: OrderedDict[int, T] = OrderedDict()
        self._by_rank: list[tuple[tuple[int, int], int]] = []
        self._numbers = count()
        self._taken = 0

    def __len__(self) -> int:
        return len(self._by_age)

    def put(self, item: T, rank: tuple[int, int]) -> None:
        """Let it wait."""
        with self._changed:
            number = next(self._numbers)
            self._by_age[number] = item
            heapq.heappush(self._by_rank, (rank, number))
            self._changed.notify()

    def get(self, *, timeout: float) -> T | None:
        """Whose turn it is; None if nothing comes in so many seconds."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._by_age, timeout):
                return None
            self._taken += 1
            if self._taken % SHARE == 0:
                return self._by_age.popitem(last=False)[1]
            while True:
                _rank, number = heapq.heappop(self._by_rank)
                if number in self._by_age:  # else it was taken for its age
                    return self._by_age.pop(number)
