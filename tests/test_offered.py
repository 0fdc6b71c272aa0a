# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody is offered what they may not do: every link on every page opens, every button belongs to whom it is shown."""

import html
import re
from collections import deque
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from aktei.procedures.search.upkeep import rebuild
from tests.stage import Stage
from tests.test_rights_matrix import ROWS

EVERYBODY = [
    "post",
    "sachbearbeitung",
    "vertretung",
    "leitung",
    "schriftgut",
    "datenschutz",
    "verwaltung",
    "bauaufsicht",
    "fremd",
]
LINK = re.compile(r"<a\b[^>]*?\bhref=\"([^\"]+)\"")
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
BUTTON = re.compile(r"<button\b([^>]*)>")
MOST = 250
"""Pages per person. More of the same kind would be asked only again."""
SAME = 3
"""Pages asked of one kind of address per person."""


@pytest.fixture
def stage(world, settings, tmp_path):
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    made = Stage(world).complete()
    rebuild(lambda done, total: None)
    return made


def attribute(tag: str, name: str) -> str:
    found = re.search(rf"\b{name}=\"([^\"]*)\"", tag)
    return html.unescape(found.group(1)) if found else ""


def posted(page: str, at: str) -> set[str]:
    """Where the forms and buttons of a page post to."""
    found = set()
    for tag, inside in FORM.findall(page):
        method = attribute(tag, "method").lower()
        if method == "post":
            found.add(urljoin(at, attribute(tag, "action") or at))
        for button in BUTTON.findall(inside):
            action = attribute(button, "formaction")
            if action and (attribute(button, "formmethod").lower() or method) == "post":
                found.add(urljoin(at, action))
    return {urlsplit(each).path for each in found}


def route(path: str) -> str:
    try:
        return str(resolve(path).route)
    except Resolver404:
        return ""


def walk(client: Client, start: list[str]):
    """Every page reached by links, with its status and text, and the page that led there."""
    waiting = deque((each, "") for each in start)
    seen, kinds = set(), {}
    while waiting and len(seen) < MOST:
        at, led = waiting.popleft()
        path = urlsplit(at).path
        kind = route(path)
        if at in seen or kinds.get(kind, 0) >= SAME or path.startswith(("/static/", "/hilfe/", "/evidence/")):
            continue
        seen.add(at)
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = client.get(at)
        is_page = answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html")
        text = answer.content.decode() if is_page and not answer.streaming else ""
        yield at, led, answer.status_code, text
        for href in LINK.findall(text):
            target = urljoin(at, html.unescape(href)).partition("#")[0]
            if target.startswith("/") and not target.startswith("//"):
                waiting.append((target, at))


@pytest.mark.parametrize("login", EVERYBODY)
def test_every_link_opens_and_every_button_is_for_whom_it_is_shown(login, stage):
    assert stage.nobody
    client = Client(raise_request_exception=False)
    client.force_login(stage.world.persons[login], backend="django.contrib.auth.backends.ModelBackend")
    may_post = {}
    for row in ROWS:
        if row.method == "POST":
            with transaction.atomic():  # what an address is about may be made once only
                at = urlsplit(row.at(stage)).path
                transaction.set_rollback(True)
            may_post[route(at)] = may_post.get(route(at), frozenset()) | row.may
    faults, pages = [], 0
    for at, led, status, text in walk(client, ["/"]):
        pages += 1
        if status in (403, 404, 405, 500):
            faults.append(f"{led} offers {at}: {status}")
        for action in posted(text, at):
            if login not in may_post.get(route(action), frozenset({login})):
                faults.append(f"{at} offers the button {action}")
    assert pages > 5
    assert sorted(set(faults)) == []
