# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody who walks through the pages of the matrix in a real browser.

Chromium asks no server: each request is answered here, in a transaction that may be taken back.
"""

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.db import connections, transaction
from django.test import Client
from playwright.sync_api import Page, Request, Route

from tests.matrix.row import STRANGER
from tests.stage import Stage
from tests.test_rights_matrix import ROWS

HOME = "http://testserver"
LOGINS = ("schriftgut", "sachbearbeitung", "verwaltung", "datenschutz", "leitung", "post", "bauaufsicht")
TELL_REFUSALS = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`refused by policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));"""
NO_COMPLAINT = (
    "the server responded with a status of",  # judged by itself, with its address
    "The Cross-Origin-Opener-Policy header has been ignored",  # there is no encryption here
)


@dataclass
class Walker:
    """Who walks; `sent` is what the last press sent, and how it was answered; `faults` what went wrong besides."""

    client: Client
    connection: Any
    looks: bool = False
    pressing: bool = False
    sent: list[tuple[str, str, int, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)
    """What was asked for just now and is asked for by the browser next."""

    def answer(self, route: Route, request: Request) -> None:
        """In place of a server."""
        connections["default"] = self.connection  # Playwright calls from a context of its own
        split = urlsplit(request.url)
        if split.path.startswith("/static/"):
            self._static(route, split.path)
            return
        if request.resource_type == "image" and not self.looks:
            route.fulfill(status=204)
            return
        pressed = self.pressing and "x-poll" not in request.headers
        at = split.path + (f"?{split.query}" if split.query else "")
        response = self.kept.pop(at, None) or self._ask(request, at, undo=pressed)
        if pressed:
            self.sent.append((request.method, request.url, response.status_code, response.get("Location", "")))
            route.fulfill(status=204)
            return
        if response.status_code >= 400:
            self.faults.append(f"{request.method} {split.path} is answered with {response.status_code}")
        body = b"".join(response.streaming_content) if response.streaming else response.content
        route.fulfill(status=response.status_code, headers=dict(response.items()), body=body)

    def _static(self, route: Route, path: str) -> None:
        # Where looks do not matter only what runs is fetched.
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        if not self.looks and not path.endswith(".js"):
            route.fulfill(content_type=kind, body=b"")
            return
        body = _static_file(path)
        if body is None:
            self.faults.append(f"{path} does not exist")
            route.fulfill(status=404)
            return
        route.fulfill(content_type="text/javascript" if path.endswith(".js") else kind, body=body)

    def _ask(self, request: Request, path: str, *, undo: bool) -> Any:
        kept = {name: value for name, value in request.headers.items() if name.startswith(("hx-", "x-", "accept"))}
        kept |= {name: request.headers[name] for name in ("origin", "referer") if name in request.headers}
        cookies = SimpleCookie({name: morsel.value for name, morsel in self.client.cookies.items()})
        with transaction.atomic():
            response = self.client.generic(
                request.method,
                path,
                request.post_data_buffer or b"",
                content_type=request.headers.get("content-type", ""),
                headers=kept,
            )
            transaction.set_rollback(undo)
        if undo:
            self.client.cookies = cookies
        return response


@cache
def _static_file(path: str) -> bytes | None:
    found = finders.find(path.split("/", 3)[-1]) or finders.find(path.split("/", 2)[-1])
    return Path(str(found)).read_bytes() if found else None


def walkers(stage: Stage, *, looks: bool = False) -> dict[str, Walker]:
    """One for each who sees something of their own."""
    return {login: Walker(_client(stage, login), connections["default"], looks) for login in LOGINS}


def listen(page: Page, faults: list[str]) -> None:
    """Note what scripts and the browser itself complain about; what is cut off by leaving a page is no complaint."""
    page.add_init_script(TELL_REFUSALS)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda line: (
            faults.append(line.text)
            if line.type == "error" and not any(each in line.text for each in NO_COMPLAINT)
            else None
        ),
    )
    page.on(
        "requestfailed",
        lambda request: (
            faults.append(f"{request.url}: {request.failure}") if "ERR_ABORTED" not in str(request.failure) else None
        ),
    )


def pages(stage: Stage) -> Iterator[tuple[str, list[str]]]:
    """Each page of the matrix and who may open it, inside a transaction that is taken back."""
    for row in ROWS:
        if row.method != "GET" or STRANGER in row.may:
            continue
        with transaction.atomic():
            at = row.at(stage)
            if not at.startswith(("/api/", "/evidence/")):
                yield at, [each for each in LOGINS if each in row.may]
            transaction.set_rollback(True)


def body_of(walker: Walker, at: str, *, keep: bool = False) -> str:
    """The page, or nothing where the address answers with something else. `keep`: it answers the browser, too."""
    response = walker.client.get(at)
    is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
    if not is_page or response.streaming or b"<html" not in response.content:
        return ""
    if keep:
        walker.kept = {at: response}
    return str(response.content.decode())


def _client(stage: Stage, login: str) -> Client:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(stage.world.persons[login], backend="django.contrib.auth.backends.ModelBackend")
    return client
