# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The web server of one process: uvicorn with our connections and threads."""

import asyncio
import logging
import resource
import socket
from contextlib import suppress
from pathlib import Path

from uvicorn import Config
from uvicorn import Server as Uvicorn

from aktei.entrances.serving.bounds import Bounds
from aktei.entrances.serving.bridge import Bridge, Pages
from aktei.entrances.serving.connections import Connection
from aktei.entrances.serving.lanes import Known

BACKLOG = 4096
FILES_BESIDES = 512
"""Open files that are no connections: the database, the index, what is being read and sent."""
GRACE = 10  # seconds in which requests that are being answered are finished


class Server(Uvicorn):
    """Answers until it is told to end; then finishes what is being answered."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(
            Config(
                bridge,
                http=Connection,
                ws="none",
                lifespan="off",
                loop="asyncio",
                interface="asgi3",
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                backlog=BACKLOG,
                h11_max_incomplete_event_size=bridge.bounds.head_bytes,
                timeout_graceful_shutdown=GRACE,
            )
        )
        self._bridge = bridge
        self._watch: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and watch over the connections."""
        await super().startup(sockets)
        self._watch = asyncio.create_task(self._bridge.connections.watch())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """See `Connection.shutdown`; afterwards nothing is left running."""
        await super().shutdown(sockets)
        if self._watch is not None:
            self._watch.cancel()
        self._bridge.lanes.end()


def serve(pages: Pages, known: Known, bounds: Bounds, *, listening: socket.socket, place: Path) -> None:
    """Answer at this socket until SIGTERM or SIGINT."""
    # What strangers send is answered, not logged: a line for each would let them fill the disk.
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    place.mkdir(parents=True, exist_ok=True)
    Server(Bridge(pages, known, bounds, place)).run(sockets=[listening])


def listen(host: str, port: int, *, shared: bool = False) -> socket.socket:
    """Open the port; `shared` with other processes that do the same."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listening.bind((host, port))
    listening.listen(BACKLOG)
    return listening


def connections_possible(wanted: int) -> int:
    """As many connections as wanted, or as the system lets us keep files open; raises our own limit first."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = 2 * wanted + FILES_BESIDES  # a connection, and a file for what comes in or goes out
    allowed = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
            soft = allowed
    free = needed if soft == resource.RLIM_INFINITY else soft
    return max(16, min(wanted, (free - FILES_BESIDES) // 2))
