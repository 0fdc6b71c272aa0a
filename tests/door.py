# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The browser's way to a walker: a proxy, so that the browser keeps what may be kept, forty files a page.

A browser that is intercepted instead keeps nothing. The house answers only while the door is open: between two visits
the database is the test's own.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from django.db import connections

from tests.walker import Walker

_NOT_PASSED_ON = ("accept-language", "accept-encoding")
"""Everybody reads German here, and nothing is packed."""


@dataclass(frozen=True)
class _Asked:
    """What a walker wants to know of a request, as Playwright names it."""

    method: str
    url: str
    headers: dict[str, str]
    post_data_buffer: bytes

    @property
    def resource_type(self) -> str:
        return "image" if self.headers.get("accept", "").startswith("image/") else "other"


@dataclass
class _Answered:
    """What a walker answered, as Playwright names it."""

    status: int = 500
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def fulfill(
        self, *, status: int = 200, headers: dict[str, str] | None = None, content_type: str = "", body: bytes = b""
    ) -> None:
        self.status, self.headers, self.body = status, dict(headers or {}), body
        if content_type:
            self.headers["Content-Type"] = content_type


class Door(ThreadingHTTPServer):
    """Who stands behind it changes from visit to visit."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Visitor)
        self._walker: Walker | None = None
        self._visit = 0
        self._turn = threading.Lock()
        self._turn.acquire()
        self._waiting, self._changed = 0, threading.Condition()

    @property
    def proxy(self) -> Any:
        """For `browser.new_page(proxy=…)`."""
        return {"server": f"http://127.0.0.1:{self.server_address[1]}"}

    @contextmanager
    def open_for(self, walker: Walker) -> Iterator[None]:
        """Let them in; what is asked before or after that gets no answer."""
        self._walker, self._visit = walker, self._visit + 1
        self._turn.release()
        try:
            yield
        finally:
            with self._changed:
                self._changed.wait_for(lambda: not self._waiting)
            self._turn.acquire()
            self._visit += 1

    def answer(self, asked: _Asked) -> _Answered:
        """One at a time, by the connection of the test."""
        visit, answered = self._visit, _Answered()
        self._count(1)
        try:
            with self._turn:
                if visit != self._visit or not self._walker:
                    return _Answered(204)
                self._walker.answer(answered, asked)
        finally:
            self._count(-1)
        # Pages are those of several people.
        is_file = urlsplit(asked.url).path.startswith("/static/")
        answered.headers["Cache-Control"] = "max-age=3600" if is_file else "no-store"
        return answered

    def _count(self, more: int) -> None:
        with self._changed:
            self._waiting += more
            self._changed.notify_all()


class _Visitor(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Door

    def do_GET(self) -> None:
        self._pass_on()

    def do_POST(self) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items() if name.lower() not in _NOT_PASSED_ON}
        body = self.rfile.read(int(headers.get("content-length", 0)))
        answered = self.server.answer(_Asked(self.command, self.path, headers, body))
        self.send_response(answered.status)
        for name, value in answered.headers.items():
            if name.lower() != "content-length":
                self.send_header(name, value)
        if answered.status not in (204, 304):
            self.send_header("Content-Length", str(len(answered.body)))
        self.end_headers()
        self.wfile.write(answered.body)

    def log_message(self, *_words: Any) -> None:
        """What matters is in the walker's faults."""


@contextmanager
def door() -> Iterator[Door]:
    """A door whose house asks by the connection of the test."""
    connections["default"].inc_thread_sharing()
    with Door() as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        try:
            yield made
        finally:
            made.shutdown()
            connections["default"].dec_thread_sharing()
