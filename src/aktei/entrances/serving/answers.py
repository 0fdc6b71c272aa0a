# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""An answer on its way out: written by a thread at full speed, sent at the reader's.

The thread never waits for the reader. What has not been taken yet lies in memory while it is little, then on disk.
"""

import asyncio
import os
import tempfile
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from aktei.entrances.serving.files import OpenFile

Head = list[tuple[bytes, bytes]]
IN_MEMORY = 2**19
PIECE = 64 * 2**10
READ_AT_MOST = 2**20
QUICK = 1.0  # seconds


class Answer:
    """One answer. The thread calls `make`; the event loop waits for the head and takes the pieces."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._loop = asyncio.get_running_loop()
        self._lock = threading.Lock()
        self._news = asyncio.Event()
        self._memory = bytearray()
        self._file: int | None = None
        self._at, self._end = 0, 0  # what of the file is to be sent
        self._done = self._gone = self.failed = False
        self._read = memoryview(b"")
        self._read_at, self._size = 0.0, PIECE
        self.status = 0
        self.headers: Head = []

    # In the thread

    def make(self, pages: Callable[..., Iterable[bytes]], environ: dict[str, Any]) -> None:
        """Call the pages and keep what they answer."""
        try:
            answered = pages(environ, self._start)
            try:
                if not (isinstance(answered, OpenFile) and self._keep_open(answered)):
                    self._keep_all(answered)
            finally:
                if hasattr(answered, "close"):
                    answered.close()
        except Exception:
            self.failed = True
            raise
        finally:
            self._tell(done=True)
            if self._gone:
                self.close()

    def _start(self, status: str, headers: list[tuple[str, str]], fault: Any = None) -> Callable[[bytes], None]:
        self.status = int(status[:3])
        # Django's cookies begin with a space.
        self.headers = [(name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in headers]
        return self._add

    def _keep_open(self, file: OpenFile) -> bool:
        found = file.descriptor()
        if found is None:
            return False
        number, at, size = found
        if size - at <= PIECE:
            self._memory += os.pread(number, size - at, at)
        else:
            # Our own number for it: the page closes its file now, in this thread, as its database connection wants it.
            self._file, self._at, self._end = os.dup(number), at, size
        return True

    def _keep_all(self, pieces: Iterable[bytes]) -> None:
        for piece in pieces:
            if self._gone:
                return
            self._add(piece)

    def _add(self, piece: bytes) -> None:
        with self._lock:
            if self._file is None and len(self._memory) + len(piece) > IN_MEMORY:
                number, name = tempfile.mkstemp(dir=self._place)
                os.unlink(name)
                self._file = number
            if self._file is None:
                self._memory += piece
            else:
                self._end += _write_all(self._file, piece, self._end)
            grown = self._file is not None
        if grown:
            self._tell()

    def _tell(self, *, done: bool = False) -> None:
        self._done = self._done or done
        with suppress(RuntimeError):  # the loop has ended; nobody waits
            self._loop.call_soon_threadsafe(self._news.set)

    # In the event loop

    async def begun(self) -> None:
        """Wait until there is something to send, or all of it, or nobody to send it to."""
        await self._news.wait()

    def wake(self) -> None:
        """Look again: whoever makes it has ended."""
        self._news.set()

    def hang_up(self) -> None:
        """Whoever asked is gone: the thread stops at its next piece."""
        self._gone = True
        self._news.set()

    @property
    def length(self) -> int | None:
        """How long the body is, if that is known already."""
        return len(self._memory) + self._end - self._at if self._done and not self.failed else None

    @property
    def told(self) -> bytes:
        """The body of a small answer nothing of which has been sent."""
        return bytes(self._memory)

    def repeat(self, status: int, headers: Head, body: bytes) -> None:
        """Answer what was answered before, without a thread."""
        self.status, self.headers = status, headers
        self._memory += body
        self._tell(done=True)

    @property
    def in_memory(self) -> int:
        """Bytes kept for the reader beside the file."""
        return len(self._memory) + len(self._read)

    async def pieces(self) -> AsyncIterator[bytes]:
        """The body, in pieces, as far as it is there; then waiting for more."""
        while True:
            self._news.clear()
            done = self._done
            while not self._gone and (piece := await self._next()):
                yield piece
            if done or self._gone:
                return
            await self._news.wait()

    async def _next(self) -> bytes:
        if self._read:
            return self._slice()
        with self._lock:
            if self._memory:
                piece = bytes(self._memory[:PIECE])
                del self._memory[:PIECE]
                return piece
            if self._file is None or self._at >= self._end:
                return b""
            number, size = self._file, min(self._next_size(), self._end - self._at)
        read = await asyncio.to_thread(os.pread, number, size, self._at)
        self._at += len(read)
        self._read = memoryview(read)
        return self._slice()

    def _next_size(self) -> int:
        """More at a time for who takes it quickly, as each step aside costs milliseconds beside busy threads.

        For who does not, no more than a piece: thousands of them must not fill the memory.
        """
        now = self._loop.time()
        self._size = min(READ_AT_MOST, self._size * 2) if now - self._read_at < QUICK else PIECE
        self._read_at = now
        return self._size

    def _slice(self) -> bytes:
        piece, self._read = bytes(self._read[:PIECE]), self._read[PIECE:]
        return piece

    def close(self) -> None:
        """The reader has it all, or is gone. A thread that is still at it closes it in the end."""
        self._gone = True
        with self._lock:
            if self._file is not None and self._done:
                os.close(self._file)
                self._file = None


def _write_all(number: int, piece: bytes, at: int) -> int:
    view = memoryview(piece)
    while view:
        view = view[os.pwrite(number, view, at + len(piece) - len(view)) :]
    return len(piece)
