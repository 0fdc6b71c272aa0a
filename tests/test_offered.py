# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody is offered what they may not do: links lead somewhere, and no button answers that it is not for them."""

from collections import Counter, deque
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

from tests.matrix.row import EVERYBODY
from tests.test_rights_matrix import stage as stage  # the fixture

MOST = 250
"""Pages per person. More of the same kind would be asked only again."""
SAME = 2
"""Pages asked, and buttons pressed, of one kind of address per person."""
ELSEWHERE = ("/static/", "/hilfe/", "/evidence/")
NOT_PRESSED = ("/abmelden/", "/rahmen/", "/vertretung/fuer/")
"""What ends or changes the very session that presses."""
NOT_FOR_THEM = {403, 404, 405, 500}


def route(path: str) -> str:
    try:
        return str(resolve(path).route)
    except Resolver404:
        return ""


def filled(form) -> dict[str, list[str]]:
    """What a browser would send, with something typed and chosen wherever there was nothing."""
    data: dict[str, list[str]] = {}
    for each in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        name, kind = each.get("name"), each.get("type", "text")
        if each.tag == "select":
            options = [option.get("value", "") for option in each.xpath(".//option[not(@disabled)]")]
            chosen = each.xpath(".//option[@selected]/@value") or [option for option in options if option][:1]
            data.setdefault(name, []).extend(chosen)
        elif kind in ("checkbox", "radio"):
            if name not in data:
                data[name] = [each.get("value", "on")]
        elif kind != "file":
            typed = each.text if each.tag == "textarea" else each.get("value")
            data.setdefault(name, []).append(typed or {"date": "2026-12-01", "number": "1"}.get(kind, "Test"))
    return data


def buttons(page, at: str):
    """Address and data of everything on a page that posts."""
    for form in page.xpath("//form"):
        method = (form.get("method") or "get").lower()
        pressed = form.xpath(".//button[not(@type='button') and not(@form)]")
        pressed += page.xpath("//button[@form=$name]", name=form.get("id") or "-")
        for button in pressed:
            how = (button.get("formmethod") or method).lower()
            if how == "post":
                target = button.get("formaction") or form.get("action") or at
                data = filled(form)
                if button.get("name"):
                    data[button.get("name")] = [button.get("value", "")]
                yield urljoin(at, target), data


def press(client: Client, target: str, data: dict[str, list[str]]) -> int:
    """What a button answers; nothing that it does remains."""
    with transaction.atomic():
        status = client.post(target, data).status_code
        transaction.set_rollback(True)
    return status


def faults_of(client: Client) -> tuple[int, list[str]]:
    """How many pages links lead to from the desk, and what on them was offered in vain."""
    waiting, seen = deque([("/", "")]), set()
    asked, pressed, faults = Counter(), Counter(), set()
    while waiting and len(seen) < MOST:
        at, led = waiting.popleft()
        kind = route(urlsplit(at).path)
        if at in seen or asked[kind] >= SAME or at.startswith(ELSEWHERE):
            continue
        seen.add(at)
        asked[kind] += 1
        answer = client.get(at)
        if answer.status_code in NOT_FOR_THEM:
            faults.add(f"{route(urlsplit(led).path)} offers {kind}: {answer.status_code}")
        if answer.streaming or not answer.get("Content-Type", "").startswith("text/html") or not answer.content:
            continue
        page = html.fromstring(answer.content.decode())
        for href in page.xpath("//a/@href"):
            target = urljoin(at, href).partition("#")[0]
            if target.startswith("/") and not target.startswith("//"):
                waiting.append((target, at))
        for target, data in buttons(page, at):
            to = urlsplit(target).path
            if to.startswith(NOT_PRESSED) or pressed[kind, route(to)] >= SAME:
                continue
            pressed[kind, route(to)] += 1
            status = press(client, target, data)
            if status in NOT_FOR_THEM:
                faults.add(f"{kind} offers the button {route(to)}: {status}")
    return len(seen), sorted(faults)


def test_every_link_opens_and_no_button_is_shown_in_vain(stage):
    assert stage.nobody
    told: list[str] = []
    for login in sorted(EVERYBODY):
        client = Client(raise_request_exception=False)
        with transaction.atomic():
            client.force_login(stage.world.persons[login], backend="django.contrib.auth.backends.ModelBackend")
            pages, faults = faults_of(client)
            transaction.set_rollback(True)
        assert pages > 5, login
        told += [f"{login}: {fault}" for fault in faults]
    assert not told, "\n".join(told)
