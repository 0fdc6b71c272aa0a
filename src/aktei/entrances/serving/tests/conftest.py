# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A web server of our own with pages that do as told, bounds of parts of a second, and clients that behave badly."""

import http.client
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aktei.entrances.serving.bounds import Bounds
from aktei.entrances.serving.bridge import Bridge
from aktei.entrances.serving.requests import Request
from aktei.entrances.serving.server import Server, listen

LARGE = 24 * 2**20
"""More than the kernel and the server keep for a reader that reads nothing."""
BOUNDS = Bounds(
    threads=1,
    stranger_threads=1,
    head_seconds=30,
    stranger_seconds=30,
    step_seconds=30,
    stranger_bytes=2**17,
    body_bytes=2**19,
    waiting=64,
    refusal_seconds=0,
)


def until(condition: Callable[[], object], what: str, patience: float = 20) -> None:
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.01)


class House:
    """The server, its pages, and what they saw."""

    def __init__(self, bounds: Bounds, place: Path) -> None:
        self.gate = threading.Event()
        self.seen: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.closed = 0
        self.bridge = Bridge(self.pages, self.who, bounds, place)
        self.listening = listen("127.0.0.1", 0)
        self.port = self.listening.getsockname()[1]
        self.server = Server(self.bridge)
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.listening]}, daemon=True)
        self.thread.start()
        until(lambda: self.server.started, "the server did not start")

    def who(self, request: Request) -> str:
        self.asked.append(request.proof)
        return request.proof.partition("-")[0] if request.proof.startswith("somebody") else ""

    def pages(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        path = environ["PATH_INFO"]
        body = environ["wsgi.input"].read()
        self.seen.append({**environ, "body": body})
        if path in ("/wait", "/health/wait"):
            self.gate.wait(30)
        if path == "/broken":
            raise ZeroDivisionError
        start("200 OK", [("Content-Type", "text/plain"), ("Set-Cookie", " as=Django writes it")])
        if path == "/large":
            return environ["wsgi.file_wrapper"](self.large())
        if path == "/part":
            part = self.large()
            part.seek(3)
            part.end = LARGE - 2
            return environ["wsgi.file_wrapper"](part)
        if path == "/stream":
            return self.stream(LARGE // 2**16)
        if path == "/breaks":
            return self.breaks()
        return [b"%d bytes for %s" % (len(body), path.encode())]

    def large(self) -> Any:
        file = tempfile.TemporaryFile()  # noqa: SIM115 (closed by the server, which is to be seen)
        file.truncate(LARGE)
        return file

    def stream(self, pieces: int) -> Iterator[bytes]:
        try:
            for _each in range(pieces):
                yield bytes(2**16)
        finally:
            self.closed += 1

    def breaks(self) -> Iterator[bytes]:
        yield from self.stream(64)
        self.gate.wait(30)
        raise ZeroDivisionError

    def opened(self, *sent: bytes, source: str = "127.0.0.1") -> socket.socket:
        """A connection on which so much has been sent, and no more."""
        one = socket.create_connection(("127.0.0.1", self.port), timeout=20, source_address=(source, 0))
        for each in sent:
            one.sendall(each)
        return one

    def fill(self, *sources: str, cookie: str = "", path: str = "/wait") -> list[socket.socket]:
        """Requests that stay at work until the gate opens, one from each of these addresses."""
        who = f"Cookie: sessionid={cookie}\r\n" if cookie else ""
        sent = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{who}Connection: close\r\n\r\n".encode()
        return [self.opened(sent, source=each) for each in sources]

    def ask(self, path: str = "/", *, method: str = "GET", source: str = "127.0.0.1", **named: Any) -> Any:
        """One well-behaved request: status, headers and body."""
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20, source_address=(source, 0))
        client.request(method, path, **named)
        answer = client.getresponse()
        answer.text = answer.read()  # type: ignore[attr-defined]  # kept with it
        client.close()
        return answer

    def end_softly(self) -> None:
        self.server.should_exit = True

    def end(self) -> None:
        self.gate.set()
        self.server.should_exit = True
        self.thread.join(20)
        assert not self.thread.is_alive()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Callable[..., House]]:
    """Start a server with some bounds changed."""
    houses: list[House] = []

    def start(**changed: Any) -> House:
        houses.append(House(replace(BOUNDS, **changed), tmp_path))
        return houses[-1]

    yield start
    for each in houses:
        each.end()


def ended(one: socket.socket) -> bytes:
    """What came until the other side ended it."""
    found = bytearray()
    try:
        while piece := one.recv(2**16):
            found += piece
    except ConnectionResetError:
        pass
    return bytes(found)


def sends_until_refused(one: socket.socket, piece: bytes, pause: float = 0.001) -> None:
    """Send this again and again; fails if the other side takes it for ever."""
    end = time.monotonic() + 10
    try:
        while time.monotonic() < end:
            one.sendall(piece)
            time.sleep(pause)
    except OSError:
        return
    raise AssertionError("it took all of it")
