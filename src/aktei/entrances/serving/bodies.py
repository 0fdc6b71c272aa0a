# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The body of a request, taken in whole before anybody works on it: in memory while small, then on disk."""

import asyncio
import io
import logging
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, BinaryIO

from aktei.entrances.serving.bounds import Bounds
from aktei.entrances.serving.requests import Request
from aktei.entrances.serving.turned_away import no_room, sign_in_first, too_large, too_slow

log = logging.getLogger(__name__)

Receive = Callable[[], Awaitable[Any]]
IN_MEMORY = 64 * 2**10
PIECE = 2**20


class Gone(Exception):
    """Whoever asked has hung up."""


class Body:
    """One body on its way in. Close it afterwards, whatever happened."""

    def __init__(self, request: Request, bounds: Bounds, place: Path, known: Callable[[], Awaitable[bool]]) -> None:
        self._request, self._bounds, self._place, self._known = request, bounds, place, known
        self._limit: float = bounds.stranger_bytes
        self._is_known = False
        self._pieces = bytearray()
        self._file: BinaryIO | None = None
        self.length = 0

    async def take(self, receive: Receive) -> BinaryIO:
        """All of it, as a file that stands at its beginning. Raises the refusal to be answered, or `Gone`."""
        declared = self._request.declared_bytes
        if declared is not None and declared > self._bounds.body_bytes:
            raise too_large()
        if declared is not None and declared > self._bounds.stranger_bytes:
            await self._only_known(otherwise=too_large)
            self._room_for(declared)
        if declared != 0:
            await self._receive(receive)
        if self._file is None:
            return io.BytesIO(self._pieces)
        await self._write()
        self._file.seek(0)
        return self._file

    def _room_for(self, declared: int) -> None:
        free = shutil.disk_usage(self._place).free
        if free < declared:
            log.error("no room in %s for a body of %d bytes: %d are free", self._place, declared, free)
            raise no_room()

    async def _receive(self, receive: Receive) -> None:
        clock = asyncio.get_running_loop().time
        more, step, until = True, 0, clock() + self._pace()
        while more:
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError:
                await self._only_known(otherwise=too_slow)
                step, until = 0, clock() + self._pace()
                continue
            if message["type"] == "http.disconnect":
                raise Gone
            piece, more = message.get("body", b""), message.get("more_body", False)
            self.length += len(piece)
            step += len(piece)
            if self.length > self._limit:
                await self._only_known(otherwise=too_large)
            if self._is_known and step >= self._bounds.step_bytes:
                step, until = 0, clock() + self._pace()
            self._pieces += piece
            if len(self._pieces) >= (IN_MEMORY if self._file is None else PIECE):
                await self._write()

    def _pace(self) -> float:
        return self._bounds.step_seconds if self._is_known else self._bounds.stranger_seconds

    async def _only_known(self, otherwise: Callable[[], Exception]) -> None:
        """Go on only for somebody who is signed in, and once: from here on with their bounds."""
        if self._is_known:
            raise otherwise()
        if not await self._known():
            raise sign_in_first() if otherwise is too_large else otherwise()
        self._is_known, self._limit = True, self._bounds.body_bytes

    async def _write(self) -> None:
        pieces, self._pieces = self._pieces, bytearray()
        try:
            await asyncio.to_thread(self._keep, pieces)
        except OSError as error:
            log.error("no room for the body of a request in %s: %s", self._place, error)
            raise no_room() from error

    def _keep(self, pieces: bytearray) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._place)  # noqa: SIM115 (closed with the body)
        self._file.write(pieces)
        self._file.flush()

    def close(self) -> None:
        """Give back what it took."""
        if self._file is not None:
            self._file.close()
