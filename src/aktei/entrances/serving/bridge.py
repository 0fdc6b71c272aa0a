# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From complete requests to pages: a thread is taken when the last byte is here, and does not wait for the reader.

So whoever sends or reads slowly, on purpose or over a bad line, holds a connection and never a thread.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from errno import EDQUOT, ENOSPC
from functools import partial
from pathlib import Path
from typing import Any

from aktei.entrances.serving.answers import Answer
from aktei.entrances.serving.bodies import Body, Gone
from aktei.entrances.serving.bounds import Bounds
from aktei.entrances.serving.connections import Connection, Connections
from aktei.entrances.serving.lanes import Known, Lanes
from aktei.entrances.serving.probes import Newest
from aktei.entrances.serving.requests import Request
from aktei.entrances.serving.threads import ignored
from aktei.entrances.serving.turned_away import TurnedAway, broken, busy, malformed, no_room

FULL = (ENOSPC, EDQUOT)
OURS = {b"connection", b"keep-alive", b"transfer-encoding", b"upgrade"}
"""Headers that are about the connection and none of the pages' business."""

log = logging.getLogger(__name__)

Pages = Callable[..., Iterable[bytes]]
"""A WSGI application."""
Send = Callable[[Any], Awaitable[None]]


class Bridge:
    """An ASGI application that has pages made by a WSGI one."""

    def __init__(self, pages: Pages, known: Known, bounds: Bounds, place: Path) -> None:
        self.pages, self.bounds, self.place = pages, bounds, place
        self.connections = Connections(bounds)
        self.lanes = Lanes(bounds, known)
        self.newest = Newest()

    async def __call__(self, scope: Any, receive: Any, send: Send) -> None:
        """Answer one request."""
        connection: Connection = scope["connection"]
        request = Request(scope, self.bounds.proxies)
        body = Body(request, self.bounds, self.place, partial(self._is_known, connection, request))
        answer = Answer(self.place)
        try:
            if not self.newest.give(request, answer):
                await self._work(connection, request, body, answer, receive)
                self.newest.note(request, answer)
            await self._send(connection, answer, send)
        except TurnedAway as refusal:
            again = Answer(self.place)
            if self.newest.give(request, again, self.bounds.probe_seconds):
                await self._send(connection, again, send)
            else:
                await self._refuse(refusal, request, send)
        except Gone:
            pass
        except asyncio.CancelledError:  # the server ends and waits no longer
            connection.drop()
        finally:
            answer.close()

    async def _is_known(self, connection: Connection, request: Request) -> bool:
        known = bool(await self.lanes.who(request))
        if known:
            connection.is_known()
        return known

    async def _work(self, connection: Connection, request: Request, body: Body, answer: Answer, receive: Any) -> None:
        """Take the request in, have it worked on, and wait until there is something to send."""
        if request.is_ambiguous or not request.asks_for_a_page:
            raise malformed()
        with connection.of_a_stranger():
            try:
                file = await body.take(receive)
            except BaseException:
                body.close()
                raise
        connection.when_gone(answer.hang_up)
        lane = await self.lanes.of(request)
        make = partial(self._make, answer, request.environ(file, body.length), body)
        work = asyncio.ensure_future(lane.threads.run(lane.who, make))
        work.add_done_callback(ignored)
        work.add_done_callback(lambda _done: answer.wake())
        try:
            async with asyncio.timeout(lane.seconds):
                await answer.begun()
        except TimeoutError:
            answer.hang_up()
            work.cancel()
            raise busy() from None
        if connection.is_gone:
            work.cancel()  # if it still waits for a thread
            raise Gone
        if work.done() or answer.failed:
            try:
                await work
            except TurnedAway:
                if lane.is_a_strangers:
                    await self._let_wait(connection)
                raise

    async def _let_wait(self, connection: Connection) -> None:
        """Whoever is refused and asks again at once would keep us busy with refusals."""
        with connection.of_a_stranger():
            await asyncio.sleep(self.bounds.refusal_seconds)

    def _make(self, answer: Answer, environ: dict[str, Any], body: Body) -> None:
        try:
            answer.make(self.pages, environ)
        except OSError as error:
            log.exception("%s %s failed", environ["REQUEST_METHOD"], environ["PATH_INFO"])
            raise (no_room() if error.errno in FULL else broken()) from error
        except Exception as error:
            log.exception("%s %s failed", environ["REQUEST_METHOD"], environ["PATH_INFO"])
            raise broken() from error
        finally:
            body.close()

    async def _send(self, connection: Connection, answer: Answer, send: Send) -> None:
        head = [each for each in answer.headers if each[0] not in OURS]
        told = any(name == b"content-length" for name, _value in head)
        if answer.length is not None and not told and answer.status not in (204, 304):
            head.append((b"content-length", b"%d" % answer.length))
        await self._step(connection, send, {"type": "http.response.start", "status": answer.status, "headers": head})
        async for piece in answer.pieces():
            await self._step(connection, send, {"type": "http.response.body", "body": piece, "more_body": True})
        if answer.failed:  # half of it is on its way: cut off, it does not look like a whole
            await connection.cut()
            raise Gone
        await self._step(connection, send, {"type": "http.response.body", "body": b"", "more_body": False})

    async def _step(self, connection: Connection, send: Send, message: dict[str, Any]) -> None:
        """Send a piece, if the one before has been taken in time."""
        try:
            async with asyncio.timeout(self.bounds.step_seconds):
                await send(message)
        except TimeoutError:
            await connection.cut()
        if connection.is_gone:
            raise Gone

    async def _refuse(self, refusal: TurnedAway, request: Request, send: Send) -> None:
        head, body = refusal.answer(request)
        if request.waits_for_a_word:
            head = [*head, (b"connection", b"close")]
        await send({"type": "http.response.start", "status": refusal.status, "headers": head})
        await send({"type": "http.response.body", "body": body, "more_body": False})
