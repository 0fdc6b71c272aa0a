# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The threads in which pages are made, and the queue before them."""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from aktei.entrances.serving.turned_away import busy

T = TypeVar("T")
Line = dict[asyncio.Future[None], None]
"""Those of one who wait, in their order; anybody may leave it at once."""


class Threads:
    """So many at work at a time; who waits is bounded, and those who ask take turns: an address, or a person.

    `each` bounds what one of them may have worked on at a time. Used from one event loop only, so nothing needs a lock.
    """

    def __init__(self, name: str, size: int, *, waiting: int, seconds: float, each: int = 0) -> None:
        self._pool = ThreadPoolExecutor(size, thread_name_prefix=name)
        self._free = size
        self._each = each or size
        self._bound = waiting
        self._seconds = seconds
        self._at_work: Counter[str] = Counter()
        self._waiting: OrderedDict[str, Line] = OrderedDict()
        self.waiting = 0
        """Complete requests that wait for their turn."""

    async def run(self, who: str, work: Callable[[], T]) -> T:
        """Do the work in a thread as soon as it is their turn. Raises the refusal to be answered."""
        await self._turn(who)
        try:
            future = asyncio.get_running_loop().run_in_executor(self._pool, work)
        except BaseException:
            self._give_back(who)
            raise
        future.add_done_callback(lambda _done: self._give_back(who))
        return await asyncio.shield(future)  # a thread cannot be called off; its place is free when it is done

    async def _turn(self, who: str) -> None:
        if self._free and self._may(who):
            self._take(who)
            return
        if self.waiting >= self._bound:
            self._make_room(who)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(who, {})[turn] = None
        self.waiting += 1
        try:
            async with asyncio.timeout(self._seconds):
                await turn
        except (TimeoutError, asyncio.CancelledError) as end:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._give_back(who)  # it was given a thread just as it gave up
            self._forget(who, turn)
            if isinstance(end, TimeoutError):
                raise busy() from None
            raise

    def _make_room(self, who: str) -> None:
        """Send away who came last of the one who has most waiting; this one, if they are no better."""
        greediest, line = max(self._waiting.items(), key=lambda each: len(each[1]), default=("", Line()))
        if len(line) <= len(self._waiting.get(who, ())) + 1:
            raise busy()
        turn = next(reversed(line))
        self._forget(greediest, turn)
        if not turn.done():
            turn.set_exception(busy())

    def _forget(self, who: str, turn: "asyncio.Future[None]") -> None:
        line = self._waiting.get(who)
        if line is not None and turn in line:
            del line[turn]
            self.waiting -= 1
            if not line:
                del self._waiting[who]

    def _give_back(self, who: str) -> None:
        self._at_work[who] -= 1
        if not self._at_work[who]:
            del self._at_work[who]
        self._free += 1
        self._next()

    def _next(self) -> None:
        while self._free and (who := next(filter(self._may, self._waiting), None)) is not None:
            line = self._waiting[who]
            turn = next(iter(line))
            del line[turn]
            self.waiting -= 1
            self._waiting.move_to_end(who)
            if not line:
                del self._waiting[who]
            if not turn.done():
                self._take(who)
                turn.set_result(None)

    def _may(self, who: str) -> bool:
        return self._at_work[who] < self._each

    def _take(self, who: str) -> None:
        self._free -= 1
        self._at_work[who] += 1

    def end(self) -> None:
        """Take no more work."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def ignored(future: "asyncio.Future[Any]") -> None:
    """For work whose result nobody waits for any more."""
    if not future.cancelled():
        future.exception()
