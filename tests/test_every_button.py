# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every button of every page is pressed in a real browser, by somebody who sees it.

The pages are those of the matrix, so that a new page is walked by itself. Chromium asks no server: each request is
answered here, in a transaction that is taken back. So a press changes nothing, and the page stays for the next one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.db import connections, transaction
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone
from lxml import html
from playwright.sync_api import Browser, Page, Request, Route

from aktei.entrances.web.frame.tests.browser import browser as browser  # the fixture
from tests.matrix.row import STRANGER
from tests.stage import Stage
from tests.test_rights_matrix import ROWS
from tests.test_rights_matrix import stage as stage  # the fixture

pytestmark = [pytest.mark.browser]

HOME = "http://testserver"
WRONG = {403, 404, 405, 500}
PATIENCE = 40
"""How often the browser is asked whether a press has sent anything."""
WALKERS = ("schriftgut", "sachbearbeitung", "verwaltung", "datenschutz", "leitung", "post", "bauaufsicht")

Key = tuple[str, str, str, str]
"""A button: method, route, and what it says besides."""


@dataclass
class Walker:
    """Somebody who walks through the pages; `sent` is what the last press sent, and how it was answered."""

    client: Client
    connection: Any
    pressing: bool = False
    sent: list[tuple[str, str, int, str]] = field(default_factory=list)

    def answer(self, route: Route, request: Request) -> None:
        """In place of a server."""
        connections["default"] = self.connection  # Playwright calls from a context of its own
        split = urlsplit(request.url)
        if split.path.startswith("/static/"):
            # Looks do not matter here; only what runs is fetched.
            script = split.path.endswith(".js")
            kind = "text/javascript" if script else "text/css"
            route.fulfill(content_type=kind, body=_script(split.path) if script else b"")
            return
        if request.resource_type == "image":
            route.fulfill(status=204)
            return
        pressed = self.pressing and "x-poll" not in request.headers
        response = self._ask(request, split.path + (f"?{split.query}" if split.query else ""), undo=pressed)
        if pressed:
            self.sent.append((request.method, request.url, response.status_code, response.get("Location", "")))
            route.fulfill(status=204)
            return
        body = b"".join(response.streaming_content) if response.streaming else response.content
        route.fulfill(status=response.status_code, headers=dict(response.items()), body=body)

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
def _script(path: str) -> bytes:
    found = finders.find(path.split("/", 3)[-1]) or finders.find(path.split("/", 2)[-1])
    return Path(str(found)).read_bytes()


FILL = """([form, picks, today]) => {
  form.noValidate = true;
  form.removeAttribute("target");
  for (const each of form.elements) {
    if (each.matches("[data-select-item]")) { if (!each.checked) each.click(); continue; }
    if (each.type === "file") {
      const files = new DataTransfer();
      files.items.add(new File(["%PDF-1.7"], "brief.pdf", { type: "application/pdf" }));
      each.files = files.files;
    } else if (each.matches("[role=combobox]")) {
      const kind = (each.getAttribute("hx-get") ?? "").split("/").at(-2);
      const value = each.parentElement.querySelector("[data-pick-value]");
      if (value && !value.value && picks[kind]) value.value = picks[kind];
    } else if (each.matches("select")) {
      if (!each.value && each.required) each.value = [...each.options].at(-1).value;
    } else if (each.type === "date") each.value ||= today;
    else if (each.name === "reference") each.value ||= picks.reference;
    else if (each.matches("textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=submit])")) {
      each.value ||= "Test";
    }
  }
}"""

BUTTONS = """() => [...document.forms].flatMap((form, at) =>
  [...document.querySelectorAll("button:not([type=button], [type=reset]), input[type=submit]")]
    .filter((button) => button.form === form && !button.hasAttribute("hidden"))
    .map((button) => [at, [...form.ownerDocument.querySelectorAll("button, input[type=submit]")].indexOf(button)]))"""

PRESS = """([form, button]) => {
  const pressed = [...document.querySelectorAll("button, input[type=submit]")][button];
  pressed.closest("details")?.setAttribute("open", "");
  pressed.click();
  return !pressed.disabled;
}"""


def test_every_button_of_every_page_is_answered(stage: Stage, browser: Browser) -> None:
    picks, seen = _picks(stage), set[Key]()
    faults: list[str] = []
    walkers = {login: Walker(_client(stage, login), connections["default"]) for login in WALKERS}
    page = browser.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.route("**/*", lambda route, request: current.answer(route, request))
    for row in ROWS:
        if row.method != "GET" or STRANGER in row.may:
            continue
        with transaction.atomic():
            at = row.at(stage)
            for login in (each for each in WALKERS if each in row.may and not at.startswith(("/api/", "/evidence/"))):
                current = walkers[login]
                if _new(current, at, seen):
                    faults += [f"{login} at {at}: {fault}" for fault in _press_all(page, current, at, picks, seen)]
            transaction.set_rollback(True)
    page.close()
    assert len(seen) > 90, "hardly any button was found; is the walk broken?"
    assert faults == []


def _client(stage: Stage, login: str) -> Client:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(stage.world.persons[login], backend="django.contrib.auth.backends.ModelBackend")
    return client


def _picks(stage: Stage) -> dict[str, str]:
    world = stage.world
    unit, person, entry = world.units["50.2"].id, world.persons["vertretung"].id, world.plan["50.31"].id
    return {
        **dict.fromkeys(("person", "person-jemals"), str(person)),
        **dict.fromkeys(("wer", "berechtigt"), f"unit:{unit}"),
        **dict.fromkeys(("eintrag", "eintrag-ablage", "eintrag-pflege"), str(entry)),
        "einheit": str(unit),
        "akte": str(stage.dossier.id),
        "reference": stage.dossier.reference,
    }


def _key(method: str, address: str, said: str, text: str) -> Key:
    path = urlsplit(address).path
    try:
        route = str(resolve(path).route)
    except Resolver404:
        route = path
    words = re.sub(r"[0-9a-f-]{32,}|\d+", "…", said or "")
    return method.lower() or "get", route, words, "" if said else re.sub(r"[\d.]+|„.*?“", "…", text.strip())[:20]


def _keys_of(body: str, at: str) -> list[Key]:
    """The buttons of a page, in the order in which the browser counts them."""
    document = html.fromstring(body)
    for template in document.xpath("//template"):
        template.drop_tree()
    forms = document.xpath("//form")
    by_id = {form.get("id"): form for form in forms if form.get("id")}
    found = []
    for button in document.xpath("//button | //input[@type='submit']"):
        form = by_id.get(button.get("form")) if button.get("form") else next(button.iterancestors("form"), None)
        if form is None or button.get("type", "submit") != "submit" or button.get("hidden") is not None:
            found.append(None)
            continue
        action = urljoin(at, button.get("formaction") or form.get("action") or at)
        method = button.get("formmethod") or form.get("method") or "get"
        said = f"{button.get('name')}={button.get('value')}" if button.get("name") else ""
        found.append(_key(method, action, said, button.text_content()))
    return found


def _new(walker: Walker, at: str, seen: set[Key]) -> bool:
    """Whether this page has a button that nobody has pressed yet."""
    response = walker.client.get(at)
    is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
    if not is_page or response.streaming or b"<html" not in response.content:
        return False
    return bool({key for key in _keys_of(response.content.decode(), at) if key} - seen)


def _press_all(page: Page, walker: Walker, at: str, picks: dict[str, str], seen: set[Key]) -> Iterator[str]:
    walker.pressing = False
    page.goto(HOME + at)
    page.wait_for_load_state("load")
    keys = _keys_of(page.content(), at)
    forms = page.query_selector_all("form")
    for form, button in page.evaluate(BUTTONS):
        key = keys[button]
        if key is None or key in seen:
            continue
        page.evaluate(FILL, [forms[form], picks, str(timezone.localdate())])
        walker.sent, walker.pressing = [], True
        if not page.evaluate(PRESS, [form, button]):
            walker.pressing = False
            continue  # nothing to choose here for this person; somebody else may have something
        seen.add(key)
        for _turn in range(PATIENCE):
            if walker.sent:
                break
            page.evaluate("new Promise(requestAnimationFrame)")
        walker.pressing = False
        yield from _judged(key, walker.sent)


def _judged(key: Key, sent: list[tuple[str, str, int, str]]) -> Iterator[str]:
    if not sent:
        yield f"{key} sends nothing"
    for method, address, status, location in sent:
        if status in WRONG or (location.startswith("/anmelden/") and key[1] != "abmelden/"):
            yield f"{key} is answered with {status} {location}"
        if method == "GET" and "csrfmiddlewaretoken" in address:
            yield f"{key} writes the token into the address"
