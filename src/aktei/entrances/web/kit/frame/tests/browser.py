# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fixtures that drive a real Chromium; import them in a conftest: `from …frame.tests.browser import *`.

`page` is a desktop page that fails the test on any script error or refused resource; `open_page(width, …)` gives
others. `axe(page)` returns the findings of axe-core as readable lines; `axe(page, COLOURS)` looks at colours only.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection
from playwright.sync_api import Browser, Page, expect, sync_playwright

# Playwright keeps an event loop in this thread; the tests' own database calls are synchronous all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

__all__ = ["answering", "axe", "browser", "django_db_setup", "open_page", "page"]

# Servers, workers and two browsers may share two cores: what comes at all may take its time.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)

CHECKOUT = Path(__file__).parents[7]
AXE = CHECKOUT / "node_modules/axe-core/axe.min.js"
COLOURS = {"runOnly": ["color-contrast"]}
"""For `axe`: the rules that see another theme."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The server's own connection needs committed rows, and these tests empty every table afterwards.

    The journal forbids that to everybody; only here may it be emptied.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO CURRENT_USER")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for one module of tests: while it runs, this thread has an event loop, which others must not meet."""
    chromium = os.environ.get("AKTEI_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.skip("no Chromium found; install it or name it in AKTEI_CHROMIUM")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        running.close()


class _Answering:
    """How many requests the server is working on just now."""

    def __init__(self) -> None:
        self.number, self.changed = 0, threading.Condition()

    def begun(self, **_said: Any) -> None:
        self._count(1)

    def ended(self, **_said: Any) -> None:
        self._count(-1)

    def _count(self, more: int) -> None:
        with self.changed:
            self.number += more
            self.changed.notify_all()

    def wait_until_none(self) -> None:
        with self.changed:
            self.changed.wait_for(lambda: self.number <= 0, timeout=PATIENCE / 1000)


@pytest.fixture
def answering() -> Iterator[_Answering]:
    """A page that is closed leaves its last question to the server, and the tables are emptied only after that."""
    counting = _Answering()
    request_started.connect(counting.begun)
    request_finished.connect(counting.ended)
    yield counting
    request_started.disconnect(counting.begun)
    request_finished.disconnect(counting.ended)


@pytest.fixture
def open_page(browser: Browser, answering: _Answering) -> Iterator[Callable[..., Page]]:
    """Make pages of any size and theme; all of them must stay free of errors."""
    contexts, faults = [], []

    def make(width: int = 1440, height: int = 900, theme: str = "light", **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, locale="de-DE", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if refused(line) else None)
        return page

    yield make
    for context in contexts:
        context.close()
    answering.wait_until_none()
    assert not faults


def refused(line: Any) -> bool:
    """Whether the browser complains about the page itself, not about an error status or a reading cut off."""
    harmless = ("the server responded with a status of", "htmx:sendAbort", "htmx:afterRequest")
    return line.type == "error" and not any(each in line.text for each in harmless)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page()


def at_rest(page: Page) -> None:
    """Wait until style sheets, fonts and movements are through: half-faded text has too little contrast."""
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_function(
        """() => document.getAnimations().every((each) =>
          each.playState !== "running" || each.effect.getComputedTiming().endTime === Infinity)"""
    )


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    if not AXE.is_file():
        pytest.skip("axe-core is missing; run script/assets --dev")

    script = AXE.read_text()

    def findings(page: Page, rules: dict[str, Any] | None = None) -> list[str]:
        at_rest(page)
        # evaluate() runs outside the page's content security policy, unlike a script element.
        page.evaluate(script)
        # What axe passes is much, and all of it would be carried over and read.
        violations = page.evaluate(
            "rules => axe.run(document, {...rules, resultTypes: ['violations']}).then(({violations}) => violations)",
            rules or {},
        )
        return [
            f"{finding['id']}: {node['html'][:160]} ({node['failureSummary']})"
            for finding in violations
            for node in finding["nodes"]
        ]

    return findings
