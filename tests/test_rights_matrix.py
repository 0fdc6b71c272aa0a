# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the house, asked by everybody: who comes in, who does not, and what a refused act leaves.

An address without a row here fails the test, so that no door is ever added unseen.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any
from zlib import crc32

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve

from aktei.base.acts.actor import Actor
from aktei.base.acts.models import JournalEntry
from aktei.base.people.actions import create_token
from aktei.procedures.search.upkeep import rebuild
from tests.matrix import doors, markers
from tests.matrix.row import EVERYBODY, STRANGER, Row
from tests.stage import SYSTEM, Stage

ROWS: list[Row] = [
    row
    for topic in pkgutil.iter_modules(doors.__path__)
    for row in importlib.import_module(f"{doors.__name__}.{topic.name}").ROWS
]


OUTSIDERS = frozenset({"bauaufsicht", "post"})
"""Who has to do with other matters than the addresses are about; all others find some of them, or what leads there."""
MAY_KNOW = {
    "bauaufsicht": r"^/zugriff/notzugriffe/|/zurueckholen/$",  # their own; post that was forwarded to them
    "post": r"^/verwaltung/personen/",  # the organisation chart
}
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
SEEN: set[str] = set()
"""The words of records that anybody was shown."""


def _routes(resolver: Any, prefix: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route
        else:
            yield from _routes(each, route)


class People:
    """Clients of everybody, by session for pages and by token for the interface; logged in once for all rows."""

    def __init__(self, world: Any) -> None:
        self.world = world
        who = [(login, is_api) for login in (STRANGER, *EVERYBODY) for is_api in (False, True)]
        self.clients = {each: self._make(each[0], is_api=each[1]) for each in who}
        self._cookies = {each: {name: one.value for name, one in self.clients[each].cookies.items()} for each in who}

    def begin_anew(self) -> None:
        """Forget what a row did to sessions, as the database does with it."""
        for each, client in self.clients.items():
            client.cookies = SimpleCookie(self._cookies[each])

    def ask(self, login: str, row: Row, at: str, data: dict[str, Any]) -> Any:
        """What this person is answered there."""
        client = self.clients[login, at.startswith("/api/")]
        if row.method == "GET":
            return client.get(at)
        if "json" in data:
            return client.post(at, data["json"], content_type="application/json")
        return client.post(at, data)

    def lines(self, login: str, after: int) -> list[str]:
        """What the journal holds of their acts since."""
        rows = JournalEntry.objects.filter(id__gt=after, person=self.world.persons[login].id)
        return list(rows.exclude(kind__in=("LoggedIn", "AccessTokenCreated")).values_list("kind", flat=True))

    def _make(self, login: str, *, is_api: bool) -> Client:
        if login == STRANGER:
            return Client(raise_request_exception=False)
        person = self.world.persons[login]
        if is_api:
            _row, token = create_token(SYSTEM, person=person.id, label="Test")
            return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token}"})
        client = Client(raise_request_exception=False)
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client


@pytest.fixture
def stage(world, settings, tmp_path):
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    made = Stage(world).complete()
    markers.mark_everything()
    rebuild(lambda done, total: None)
    return made


def test_every_address_has_a_row_and_every_row_an_address(stage):
    asked = set()
    for row in ROWS:
        with transaction.atomic():  # what an address is about may be made once only
            asked.add(str(resolve(row.at(stage).partition("?")[0]).route).replace("/^", "/"))
            transaction.set_rollback(True)
    assert asked == {route.replace("/^", "/") for route in _routes(get_resolver())}


def test_every_page_opens_for_those_who_may_and_shows_nobody_what_they_may_not_know(stage):
    people, faults = People(stage.world), []
    SEEN.clear()
    for row in ROWS:
        if row.method == "GET":
            with transaction.atomic():
                faults += _faults_of_page(stage, people, row)
                transaction.set_rollback(True)
            people.begin_anew()
    assert faults == []
    # A guard that never sees a word would hold whatever pages showed.
    assert {each[:-32] for each in SEEN} == {"akte", "vorgang", "betreff", "absender", "partei"}


def test_every_button_works_for_those_who_may_and_leaves_nothing_for_anybody_else(stage):
    people, faults = People(stage.world), []
    for row in ROWS:
        if row.method == "POST":
            with transaction.atomic():
                faults += _faults_of_button(stage, people, row)
                transaction.set_rollback(True)
            people.begin_anew()
    assert faults == []


def _faults_of_page(stage: Stage, people: People, row: Row) -> Iterator[str]:
    at = row.at(stage)
    yield from _tells_apart(people, row, at, {})
    for login in (STRANGER, *sorted(EVERYBODY)):
        response = people.ask(login, row, at, {})
        if response.status_code not in _expected(row, login, at):
            yield f"{at}: {login} got {response.status_code}"
        yield from _shows_too_much(stage, login, at, response)


def _faults_of_button(stage: Stage, people: People, row: Row) -> Iterator[str]:
    at = row.at(stage)
    who = sorted(row.may - {"fremd"})[-1]
    yield from _tells_apart(people, row, at, row.data(stage) if row.data else {})
    for login in (STRANGER, *sorted(EVERYBODY - row.may), who):
        before = JournalEntry.objects.latest("id").id
        response = people.ask(login, row, at, row.data(stage) if row.data else {})
        yield from _shows_too_much(stage, login, at, response)
        if response.status_code not in _expected(row, login, at):
            yield f"{at}: {login} got {response.status_code}"
        lines = people.lines(login, before) if login != STRANGER else []
        if bool(lines) != (row.acts and login == who):
            yield f"{at}: {login} left {lines}"


def _shows_too_much(stage: Stage, login: str, at: str, response: Any) -> Iterator[str]:
    """Words that stand in one record alone, in an answer to somebody who may not know or read that record."""
    if login != STRANGER and (shown := markers.in_answer(response)):
        SEEN.update(shown)
        known = markers.known_to(Actor(stage.world.persons[login].id))
        yield from (f"{at}: {login} is shown {each}" for each in sorted(shown - known))


def _tells_apart(people: People, row: Row, at: str, data: dict[str, Any]) -> Iterator[str]:
    """Whether somebody is answered otherwise about what there is than about what there is not.

    Asked by somebody without any right, and in turn by one of the others who may not: what one of them is told is not
    there must look like it, and one who has nothing to do with it must be told so.
    """
    if at.startswith("/evidence/"):
        return
    nowhere, nothing = markers.elsewhere(at), data
    if nowhere == at:
        nothing = markers.elsewhere(data, markers.public())
    if (nowhere, nothing) == (at, data):
        return
    for login in _some_of(EVERYBODY - row.may, crc32(row.method.encode() + _ID.sub("", at).encode())):
        real = people.ask(login, row, at, data)
        if real.status_code != 404 and _may_know_of_it(people, login, at):
            continue
        unreal = people.ask(login, row, nowhere, nothing)
        if (one := markers.plain(real)) != (other := markers.plain(unreal)):
            said = markers.difference(one, other)
            yield f"{at}: {login} tells what there is {one[:2]} from what there is not {other[:2]}: {said}"


def _some_of(denied: frozenset[str], number: int) -> list[str]:
    """Who has no right at all, and one of the others: another one for every address, the same one every time."""
    others = sorted(denied - {"fremd"})
    return [*sorted(denied & {"fremd"}), *others[number % len(others or [""]) :][:1]]


def _may_know_of_it(people: People, login: str, at: str) -> bool:
    if login == "fremd":
        return False
    return (
        login not in OUTSIDERS
        or bool(re.search(MAY_KNOW[login], at))
        or markers.knows(Actor(people.world.persons[login].id), at)
    )


def _expected(row: Row, login: str, at: str) -> frozenset[int]:
    if login == STRANGER and not row.open_to_all:
        return frozenset({401 if at.startswith("/api/") else 302})
    return row.fine if login in row.may or login == STRANGER else row.denied
