# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The threads in which pages are made, and the queue before them."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from aktei.entrances.serving.refusals import busy

T = TypeVar("T")


class Threads:
    """So many at work at a time; who waits is bounded, and addresses take turns.

    Used from one event loop only, so nothing here needs a lock.
    """

    def __init__(self, size: int, *, waiting: int, seconds: float) -> None:
        self._pool = ThreadPoolExecutor(size, thread_name_prefix="page")
        self._free = size
        self._bound = waiting
        self._seconds = seconds
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()
        self.waiting = 0
        """Complete requests that wait for their turn."""

    async def run(self, address: str, work: Callable[[], T]) -> T:
        """Do the work in a thread as soon as it is this address's turn. Raises the refusal to be answered."""
        await self._turn(address)
        try:
            future = asyncio.get_running_loop().run_in_executor(self._pool, work)
        except BaseException:
            self._next()
            raise
        future.add_done_callback(lambda _done: self._next())
        return await asyncio.shield(future)  # a thread cannot be called off; its place is free when it is done

    async def _turn(self, address: str) -> None:
        if self._free:
            self._free -= 1
            return
        if self.waiting >= self._bound:
            self._make_room(address)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(address, deque()).append(turn)
        self.waiting += 1
        try:
            async with asyncio.timeout(self._seconds):
                await turn
        except (TimeoutError, asyncio.CancelledError) as end:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._next()  # it was given a thread just as it gave up
            self._forget(address, turn)
            if isinstance(end, TimeoutError):
                raise busy() from None
            raise

    def _make_room(self, address: str) -> None:
        """Send away who came last from the address that has most waiting; from this one, if it is no better."""
        greediest, line = max(self._waiting.items(), key=lambda each: len(each[1]))
        if len(line) <= len(self._waiting.get(address, ())) + 1:
            raise busy()
        turn = line[-1]
        self._forget(greediest, turn)
        if not turn.done():
            turn.set_exception(busy())

    def _forget(self, address: str, turn: "asyncio.Future[None]") -> None:
        line = self._waiting.get(address)
        if line is not None and turn in line:
            line.remove(turn)
            self.waiting -= 1
            if not line:
                del self._waiting[address]

    def _next(self) -> None:
        while self._waiting:
            address, line = next(iter(self._waiting.items()))
            turn = line.popleft()
            self.waiting -= 1
            self._waiting.move_to_end(address)
            if not line:
                del self._waiting[address]
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

    def end(self) -> None:
        """Take no more work."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def ignored(future: "asyncio.Future[Any]") -> None:
    """For work whose result nobody waits for any more."""
    if not future.cancelled():
        future.exception()
