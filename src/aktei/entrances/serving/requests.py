# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A request as it came over the wire, and as the pages want it (WSGI)."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, BinaryIO
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http.cookie import parse_cookie

from aktei.entrances.serving.addresses import behind_proxies, parsed
from aktei.entrances.serving.files import OpenFile
from aktei.entrances.web.people import browsers

PROBES = ("/health", "/metrics")
"""Asked by whoever watches over the office; answered even when nobody else is."""


@dataclass
class Request:
    """Request line and headers, complete."""

    scope: dict[str, Any]
    proxies: tuple[str, ...] = ()

    @property
    def method(self) -> str:
        """What is to be done with the page."""
        return str(self.scope["method"])

    @property
    def path(self) -> str:
        """Without the query, as the browser wrote it but decoded."""
        return str(self.scope["path"])

    @cached_property
    def address(self) -> str:
        """Where it comes from; behind a proxy that is not named as one of ours, the proxy."""
        client = self.scope.get("client")
        peer = str(client[0]) if client else ""
        return behind_proxies(str(parsed(peer) or peer), self._all(b"x-forwarded-for", ","), self.proxies)

    def header(self, name: bytes) -> str:
        """The first header of that name (lower case), or nothing."""
        return next((value.decode("latin-1") for key, value in self.scope["headers"] if key == name), "")

    def _all(self, name: bytes, between: str) -> str:
        return between.join(value.decode("latin-1") for key, value in self.scope["headers"] if key == name)

    @property
    def is_for_programs(self) -> bool:
        """Whether a program reads the answer: of the interface, or a script of the pages that asks for JSON."""
        return self.path.startswith("/api/") or "json" in self.header(b"accept")

    @property
    def is_ambiguous(self) -> bool:
        """Whether a program before us may have taken its end to be elsewhere."""
        return bool(self.header(b"transfer-encoding") and self.header(b"content-length"))

    @property
    def asks_for_a_page(self) -> bool:
        """Whether it names something of ours, and not another host as if we were a proxy."""
        return bool(self.scope["raw_path"].startswith(b"/"))

    @property
    def waits_for_a_word(self) -> bool:
        """Whether the body comes only when we ask for it; then what follows a refusal cannot be told from it."""
        return bool(self.header(b"expect"))

    @property
    def is_probe(self) -> bool:
        """Whether it only asks if the house is well."""
        return self.path in PROBES or self.path.startswith("/health/")

    @cached_property
    def proof(self) -> str:
        """The secret by which somebody may be known: a token, or a session's key; or nothing."""
        return self.bearer or self.session

    @property
    def session(self) -> str:
        """The key of the session it belongs to, read as the pages will read it, or nothing."""
        return self._cookies.get(settings.SESSION_COOKIE_NAME, "")

    @property
    def browser(self) -> str:
        """The mark of a browser in which somebody has logged in, or what claims to be one, or nothing."""
        return self._cookies.get(browsers.COOKIE, "")

    @cached_property
    def _cookies(self) -> dict[str, str]:
        return parse_cookie(self._all(b"cookie", "; "))

    @cached_property
    def declared_bytes(self) -> int | None:
        """How much body the headers announce; None if it comes in pieces and its end is not known."""
        if self.header(b"transfer-encoding"):
            return None
        told = self.header(b"content-length")
        return int(told) if told.isascii() and told.isdigit() else 0

    @property
    def bearer(self) -> str:
        """The bearer token it carries, or nothing."""
        kind, _, token = self.header(b"authorization").partition(" ")
        return token.strip() if kind.lower() == "bearer" else ""

    def environ(self, body: BinaryIO, length: int) -> dict[str, Any]:
        """What the pages are called with (PEP 3333)."""
        server = self.scope.get("server") or ("localhost", 80)
        return {
            "REQUEST_METHOD": self.scope["method"],
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(self.scope["raw_path"].partition(b"?")[0]).decode("latin-1"),
            "QUERY_STRING": self.scope["query_string"].decode("latin-1"),
            "SERVER_NAME": str(server[0]),
            "SERVER_PORT": str(server[1]),
            "SERVER_PROTOCOL": f"HTTP/{self.scope['http_version']}",
            "REMOTE_ADDR": self.address,
            "CONTENT_LENGTH": str(length),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": body,
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            "wsgi.file_wrapper": OpenFile,
            **dict(self._headers()),
        }

    def _headers(self) -> Iterator[tuple[str, str]]:
        found: dict[str, list[str]] = {}
        for name, value in self.scope["headers"]:
            # With an underscore it would be taken for another header: X_Forwarded_Proto for X-Forwarded-Proto.
            if b"_" not in name and name != b"content-length":
                found.setdefault(name.decode("latin-1"), []).append(value.decode("latin-1"))
        for name, values in found.items():
            key = name.upper().replace("-", "_")
            joined = ("; " if key == "COOKIE" else ",").join(values)
            yield (key if key == "CONTENT_TYPE" else f"HTTP_{key}", joined)
