# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every button of every page is pressed in a real browser, by somebody who sees it.

The pages are those of the matrix, so that a new page is walked by itself. What a press sends is answered in a
transaction that is taken back. So a press changes nothing, and the page stays for the next one.
"""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from django.utils import timezone
from lxml import html
from playwright.sync_api import Browser, Page

from aktei.entrances.web.kit.frame.tests.browser import browser as browser  # the fixture
from tests.stage import Stage
from tests.test_rights_matrix import stage as stage  # the fixture
from tests.walker import HOME, Walker, body_of, listen, pages, walkers

pytestmark = [pytest.mark.browser]

WRONG = {403, 404, 405, 500}
PATIENCE = 40
"""How often the browser is asked whether a press has sent anything."""

Key = tuple[str, str, str, str]
"""A button: method, route, and what it says besides."""


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


OPEN_ALL = """() => {
  const faults = [];
  const said = (element) => element.textContent.trim().replace(/\\s+/g, " ") || element.getAttribute("aria-label");
  for (const summary of document.querySelectorAll("details:not([open]) > summary")) {
    summary.click();
    if (!summary.parentElement.open) faults.push(`${said(summary)} does not open`);
  }
  for (const menu of document.querySelectorAll("details[data-menu]")) menu.open = false;
  // What asks about chosen rows opens when some are chosen.
  for (const all of document.querySelectorAll("[data-select-all]:not(:checked)")) all.click();
  for (const dialog of document.querySelectorAll("dialog")) {
    const opener = document.querySelector(`[data-open-dialog="${dialog.id}"]`);
    opener?.click();
    if (!dialog.open) { faults.push(`nothing opens the dialog ${dialog.id}`); continue; }
    if (!dialog.contains(document.activeElement)) faults.push(`the dialog ${dialog.id} does not take the focus`);
    const closer = dialog.querySelector("[data-close-dialog]");
    closer?.click();
    if (dialog.open) faults.push(`the dialog ${dialog.id} cannot be closed`);
  }
  for (const opener of document.querySelectorAll("[data-open-dialog]"))
    if (!document.getElementById(opener.dataset.openDialog)) faults.push(`${said(opener)} opens nothing`);
  return faults;
}"""
"""What stands behind a click (folded parts, dialogs) is reached by that click."""


def test_every_button_of_every_page_is_answered(stage: Stage, browser: Browser) -> None:
    picks, seen = _picks(stage), set[Key]()
    faults: list[str] = []
    people = walkers(stage)
    current = next(iter(people.values()))
    page = browser.new_page()
    listen(page, heard := [])
    page.route("**/*", lambda route, request: current.answer(route, request))
    for at, who in pages(stage):
        for login in who:
            current = people[login]
            if not _new(current, at, seen):
                continue
            found = [*_press_all(page, current, at, picks, seen), *heard, *current.faults]
            faults += [f"{login} at {at}: {fault}" for fault in found]
            heard.clear()
            current.faults.clear()
    page.close()
    assert len(seen) > 90, "hardly any button was found; is the walk broken?"
    assert faults == [], "\n".join(faults)


def _picks(stage: Stage) -> dict[str, str]:
    world = stage.world
    unit, person, entry = world.units["50.2"].id, world.persons["vertretung"].id, world.plan["50.31"].id
    return {
        **dict.fromkeys(("person", "person-konto", "person-jemals"), str(person)),
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
    body = body_of(walker, at)
    return bool(body) and bool({key for key in _keys_of(body, at) if key} - seen)


def _press_all(page: Page, walker: Walker, at: str, picks: dict[str, str], seen: set[Key]) -> Iterator[str]:
    walker.pressing = False
    page.goto(HOME + at)
    page.wait_for_load_state("load")
    yield from page.evaluate(OPEN_ALL)
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
