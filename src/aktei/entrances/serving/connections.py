# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Open connections: each costs a little memory, has a deadline whatever it does, and gives way when there are too many.

Parsing HTTP is h11's, reading and writing uvicorn's; here is only who may stay.
"""

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from aktei.entrances.serving.addresses import neighbour
from aktei.entrances.serving.bounds import Bounds
from aktei.entrances.serving.turned_away import TurnedAway, busy, malformed

ROOM_AT_ONCE = 16
"""When all places are taken, one in so many is freed, so that the next ones need not look again."""
GLANCE = 0.5  # seconds between two looks at the deadlines


class Connections:
    """All of one process."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.all: set[Connection] = set()

    def has_room(self) -> bool:
        """Whether another may come in; those that only wait make room, most from the address that has most of them."""
        if len(self.all) < self.bounds.connections:
            return True
        waiting = sorted((each for each in self.all if each.only_waits), key=lambda each: each.since)
        by_address: dict[str, list[Connection]] = {}
        for each in waiting:
            by_address.setdefault(each.address, []).append(each)
        greediest = max(by_address.values(), key=len, default=[])
        for each in greediest[: max(1, self.bounds.connections // ROOM_AT_ONCE)]:
            each.transport.abort()
            self.all.discard(each)
        return bool(greediest)

    async def watch(self) -> None:
        """End what is over its time, for ever."""
        while True:
            now = time.monotonic()
            for each in list(self.all):
                each.look(now)
            await asyncio.sleep(GLANCE)


class Connection(H11Protocol):
    """One connection."""

    def __init__(self, config: Any, *arguments: Any, **named: Any) -> None:
        super().__init__(config, *arguments, **named)
        self.house: Connections = config.app.connections
        self.since = time.monotonic()
        """When it began to do what it does now."""
        self.address = ""
        self._gone = asyncio.Event()
        self._when_gone: Callable[[], None] | None = None
        self._head_begun = self._stranger = False
        application = self.app
        self.app = lambda scope, receive, send: application({**scope, "connection": self}, receive, send)

    @property
    def only_waits(self) -> bool:
        """Nothing is lost but time if it ends: it rests, or has not sent a whole request and not said who it is."""
        return self._stranger or self.cycle is None or self.cycle.response_complete

    @contextmanager
    def of_a_stranger(self) -> Iterator[None]:
        """While a body comes in from nobody knows whom, the connection may be ended to make room."""
        self._stranger = True
        try:
            yield
        finally:
            self._stranger = False

    def is_known(self) -> None:
        """From here on it is somebody's upload."""
        self._stranger = False

    @property
    def is_gone(self) -> bool:
        """Whoever asked has hung up."""
        return self._gone.is_set()

    def when_gone(self, do: Callable[[], None]) -> None:
        """What to do then, for the request that is being answered."""
        self._when_gone = do
        if self.is_gone:
            do()

    async def cut(self) -> None:
        """End it at once, and wait until it is ended."""
        self.transport.abort()
        await self._gone.wait()

    def drop(self) -> None:
        """End it at once; nothing more is said."""
        self.transport.abort()
        if self.cycle is not None:
            self.cycle.disconnected = True

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Let it in, or say at once that there is no room."""
        super().connection_made(transport)
        # Without it the end of an answer waits until its beginning was acknowledged, which takes 40 ms. asyncio sets
        # it of itself only on sockets that were made with their protocol named.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.address = neighbour(str(self.client[0]), self.house.bounds.network_bits) if self.client else ""
        if self.house.has_room():
            self.house.all.add(self)
        else:
            self._say(busy())

    def connection_lost(self, exc: Exception | None) -> None:
        """Its place is free."""
        super().connection_lost(exc)
        self.house.all.discard(self)
        self._gone.set()
        if self._when_gone is not None:
            self._when_gone()

    def data_received(self, data: bytes) -> None:
        """Note when a request begins."""
        super().data_received(data)
        begun = self.conn.their_state is h11.IDLE
        if begun and not self._head_begun:
            self.since = time.monotonic()
        self._head_begun = begun

    def on_response_complete(self) -> None:
        """Rest until the next request."""
        self.since = time.monotonic()
        super().on_response_complete()
        self._head_begun = self.conn.their_state is h11.IDLE and bool(self.conn.trailing_data[0])

    def look(self, now: float) -> None:
        """End it if it is over its time. What is being worked on has deadlines of its own."""
        over, bounds = now - self.since, self.house.bounds
        if self.transport.is_closing():
            if over > bounds.step_seconds:  # what it was answered is not taken
                self.transport.abort()
        elif self.cycle is not None and not self.cycle.response_complete:
            return
        elif self._head_begun or self.cycle is None or self.conn.their_state is h11.SEND_BODY:
            if over > bounds.head_seconds:
                self._end()
        elif over > bounds.rest_seconds:
            self._end()

    def shutdown(self) -> None:
        """The server ends: finish what is being answered, let go of the rest."""
        if self._stranger:
            self.transport.abort()
        elif self.only_waits:
            self._end()
        else:
            self.cycle.keep_alive = False

    def timeout_keep_alive_handler(self) -> None:
        """Ours look at it together."""

    def _end(self) -> None:
        self.transport.abort() if self.transport.get_write_buffer_size() else self.transport.close()

    def send_400_response(self, msg: str) -> None:
        """What came is no request."""
        if self.cycle is not None and self.cycle.response_started and not self.cycle.response_complete:
            self.transport.abort()  # in the middle of an answer nothing else can be said
        else:
            self._say(malformed())

    def _say(self, refusal: TurnedAway) -> None:
        head, body = refusal.as_page()
        lines = [b"HTTP/1.1 %d %s" % (refusal.status, refusal.phrase), *(b": ".join(each) for each in head)]
        self.transport.write(b"\r\n".join([*lines, b"connection: close", b"", body]))
        self.transport.close()
