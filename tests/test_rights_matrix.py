# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the house, asked by everybody: who comes in, who does not, and what a refused act leaves.

An address without a row here fails the test, so that no door is ever added unseen.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve

from aktei.base.journal.models import JournalEntry
from aktei.base.people.actions import create_token
from aktei.procedures.search.upkeep import rebuild
from tests.stage import SYSTEM, Stage

STRANGER = "stranger"
EVERYBODY = frozenset(
    [
        "fremd",
        "post",
        "sachbearbeitung",
        "vertretung",
        "leitung",
        "schriftgut",
        "datenschutz",
        "verwaltung",
        "bauaufsicht",
    ]
)
POST = frozenset({"post", "sachbearbeitung", "vertretung", "leitung"})
"""Who reads the incoming post of the team."""
RECORDS = frozenset({"sachbearbeitung", "vertretung", "leitung", "schriftgut"})
"""Who reads the dossiers of the team."""
FINDERS = RECORDS | {"datenschutz"}
"""Who may at least know that such a dossier exists."""
DENIED = frozenset({403, 404})
FINE = frozenset({200, 201, 202, 204, 302, 303})


@dataclass(frozen=True)
class Row:
    """One call: where, by whom with success; everybody else is `denied`, strangers go to the log-in or get 401."""

    at: Callable[[Stage], str]
    may: frozenset[str] = EVERYBODY
    data: Callable[[Stage], dict[str, Any]] | None = None
    method: str = "GET"
    open_to_all: bool = False
    fine: frozenset[int] = FINE
    denied: frozenset[int] = DENIED
    acts: bool = field(default=True)


def get(at: Callable[[Stage], str] | str, may: frozenset[str] = EVERYBODY, **more: Any) -> Row:
    """A page."""
    return Row(at if callable(at) else lambda stage: at, may, **more)


def post(
    at: Callable[[Stage], str] | str,
    may: frozenset[str] | None = EVERYBODY,
    data: Callable[[Stage], dict[str, Any]] | None = None,
    **more: Any,
) -> Row:
    """A button: of those who may, the first presses it."""
    return Row(at if callable(at) else lambda stage: at, may, data or (lambda stage: {}), "POST", **more)


def unfiled(path: str) -> Callable[[Stage], str]:
    """An address about post that is ready to be filed."""
    return lambda stage: f"/posteingang/{stage.ready.id}/{path}"


def unclear(path: str) -> Callable[[Stage], str]:
    """An address about post in quarantine."""
    return lambda stage: f"/posteingang/{stage.quarantined.id}/{path}"


def dossier(path: str) -> Callable[[Stage], str]:
    """An address about a dossier."""
    return lambda stage: f"/akten/{stage.dossier.id}/{path}"


def case(path: str) -> Callable[[Stage], str]:
    """An address about a case."""
    return lambda stage: f"/vorgaenge/{stage.case.id}/{path}"


def document(path: str) -> Callable[[Stage], str]:
    """An address about a filed document."""
    return lambda stage: f"/dokumente/{stage.filed.document_id}/{path}"


FRAME = [
    get("/rahmen/zaehler/"),
    get("/rahmen/laufend/"),
    post("/rahmen/darstellung/", data=lambda s: {"theme": "dark"}, acts=False, open_to_all=True),
    post("/rahmen/sprache/", data=lambda s: {"language": "en"}, acts=False, open_to_all=True),
    get("/rahmen/bausteine/", open_to_all=True, fine=frozenset({404})),
    get("/"),
]
PEOPLE = [
    get("/anmelden/", open_to_all=True),
    get("/anmelden/code/", open_to_all=True),
    get("/anmelden/zweiter-faktor/", open_to_all=True),
    get("/anmelden/oidc/", open_to_all=True, fine=frozenset({404, 302})),
    get("/anmelden/oidc/rueckkehr/", open_to_all=True, fine=frozenset({404, 302})),
    get("/konto/"),
    get("/konto/passwort/"),
    get("/konto/zweiter-faktor/"),
    post("/konto/zweiter-faktor/entfernen/", data=lambda s: {"password": ""}),
    post("/abmelden/"),
]
MAILROOM = [
    get("/posteingang/"),
    get("/posteingang/klaerung/"),
    get("/posteingang/stand/"),
    get(lambda s: f"/posteingang/neu/?seit={s.received.id}"),
    get("/posteingang/ziele/?akte=Wohngeld"),
    get("/posteingang/hochladen/"),
    post(
        "/posteingang/hochladen/",
        POST,
        lambda s: {
            "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7"),
            "unit": str(s.world.units["50.1"].id),
            "channel": "paper",
        },
        denied=DENIED | {422},
    ),
    get(lambda s: f"/posteingang/mehrere/?item={s.ready.id}"),
    get(unfiled(""), POST),
    get(unfiled("vorschau/"), POST),
    get(unfiled("weiterleiten/"), POST),
    post(unfiled("ablegen/"), POST - {"post"}, lambda s: {"ziel": f"case-{s.case.id}"}, denied=DENIED | {422}),
    post(lambda s: f"/posteingang/{s.filed.id}/zuruecknehmen/", RECORDS),
    post(
        "/posteingang/mehrere/ablegen/",
        POST - {"post"},
        lambda s: {"item": [str(s.ready.id)], "ziel": f"case-{s.case.id}"},
        denied=DENIED | {302, 422},
    ),
    post(
        "/posteingang/mehrere/weiterleiten/",
        POST,
        lambda s: {"item": [str(s.ready.id)], "unit": str(s.world.units["63.1"].id)},
        denied=DENIED | {302, 422},
    ),
    post(unfiled("weiterleiten/"), POST, lambda s: {"unit": str(s.world.units["63.1"].id)}),
    post(unclear("kennwort/"), POST, lambda s: {"password": "geheim"}),
    post(unclear("erneut/"), POST),
    post(unclear("annehmen/"), POST),
    post(unclear("zurueckgeben/"), POST, lambda s: {"reason": "Irrläufer"}),
]
SEARCH = [
    get("/suche/?q=Seite"),
    get("/suche/sprung/?q=Wohngeld"),
    get(lambda s: f"/suche/ausschnitt/{s.filed.document_id}/1.webp?q=Seite", RECORDS),
]
RECORDS_PAGES = [
    get("/aktenplan/"),
    get(lambda s: f"/aktenplan/{s.world.plan['50.30'].id}/", FINDERS),
    get("/akten/"),
    get("/akten/neu/"),
    *(get(place(""), RECORDS) for place in (dossier, case, document)),
    *(get(place("lesen/"), RECORDS) for place in (dossier, case, document)),
    *(get(place("lesen/seiten.json"), RECORDS) for place in (dossier, case, document)),
    *(get(place("lesen/treffer.json?q=Seite"), RECORDS) for place in (dossier, case, document)),
    *(get(place("drucken/"), RECORDS) for place in (dossier, case, document)),
    *(get(place("verlauf/"), FINDERS) for place in (dossier, case, document)),
    *(get(place("zugriff/"), FINDERS) for place in (dossier, case, document)),
    get(dossier("inhalt/"), RECORDS),
    get(dossier("beteiligte/"), RECORDS),
    get(case("inhalt/"), RECORDS),
    get(document("angaben/"), RECORDS),
    get(document("seiten/1.webp"), RECORDS),
    get(document("seiten/1/worte.json"), RECORDS),
    get(document("dateien/original/"), RECORDS),
    get(document("dateien/archival/1/"), RECORDS),
    post(
        "/akten/neu/",
        RECORDS,
        lambda s: {
            "entry": str(s.world.plan["50.30"].id),
            "subject_line": "Neu",
            "lead_unit": str(s.world.units["50.1"].id),
            "kind": "subject",
            "confidentiality": "normal",
        },
        denied=DENIED | {200, 422},
    ),
    post("/akten/schliessen/", RECORDS, lambda s: {"item": [str(s.dossier.id)]}, denied=DENIED | {302}),
    post(dossier("schliessen/"), RECORDS, lambda s: {"reason": "erledigt"}),
    post(lambda s: f"/akten/{s.closed.id}/wiederoeffnen/", frozenset({"schriftgut"}), lambda s: {"reason": "Nachtrag"}),
    post(dossier("vorgaenge/"), RECORDS, lambda s: {"subject_line": "Neu"}),
    *(
        post(
            place("zuruecknehmen/"),
            RECORDS,
            lambda s: {"item": [str(s.filed.document_id)]},
            denied=DENIED | {302},
        )
        for place in (dossier, case)
    ),
    post(document("umbenennen/"), RECORDS, lambda s: {"subject_line": "Neu"}),
    post(document("zuruecknehmen/"), RECORDS),
    post(
        lambda s: f"/dokumente/{s.ready.document_id}/weiterleiten/",
        POST,
        lambda s: {"unit": str(s.world.units["63.1"].id)},
    ),
]


def api(path: str) -> str:
    """An address of the interface."""
    return f"/api/v1/{path}"


API = [
    get(api(""), open_to_all=True),
    get(api("openapi.json"), open_to_all=True),
    get(api("docs"), open_to_all=True),
    get(api("gibt/es/nicht"), open_to_all=True, fine=frozenset({404})),
    get(api("consignments")),
    get(lambda s: api(f"consignments/{s.ready.id}"), POST),
    get(api("dossiers")),
    get(lambda s: api(f"dossiers/{s.dossier.id}"), RECORDS),
    get(lambda s: api(f"dossiers/{s.dossier.id}/access"), FINDERS),
    get(api("cases")),
    get(api("documents")),
    get(lambda s: api(f"documents/{s.filed.document_id}"), RECORDS),
    get(lambda s: api(f"documents/{s.filed.document_id}/versions/1/components/original"), RECORDS),
    get(lambda s: api(f"documents/{s.filed.document_id}/versions/1/components/archival"), RECORDS),
    get(lambda s: api(f"documents/{s.filed.document_id}/versions/1/components/text"), RECORDS),
    get(api("search?q=Seite")),
    get(lambda s: api(f"journal?node={s.dossier.id}"), FINDERS),
    post(
        api("consignments"),
        POST,
        lambda s: {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7"), "unit": "50.1"},
    ),
    post(
        lambda s: api(f"consignments/{s.ready.id}/filing"),
        POST - {"post"},
        lambda s: {"json": {"case": str(s.case.id)}},
    ),
    post(
        api("dossiers"),
        RECORDS,
        lambda s: {"json": {"entry": "50.30", "subject_line": "Neu", "lead_unit": "50.1"}},
    ),
    post(lambda s: api(f"dossiers/{s.dossier.id}/closure"), RECORDS, lambda s: {"json": {}}),
    post(
        api("cases"),
        RECORDS,
        lambda s: {"json": {"dossier": s.dossier.reference, "subject_line": "Neu"}},
    ),
]
EVIDENCE = [
    get("/evidence/checkpoint", open_to_all=True, fine=FINE | {404}),
    get("/evidence/key", open_to_all=True, fine=FINE | {404}),
    get("/evidence/tile/entries/000", open_to_all=True, fine=FINE | {404}),
    get("/evidence/tile/0/000", open_to_all=True, fine=FINE | {404}),
]
ROWS = [*FRAME, *PEOPLE, *MAILROOM, *RECORDS_PAGES, *SEARCH, *API, *EVIDENCE]


def _routes(resolver: Any, prefix: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route
        else:
            yield from _routes(each, route)


class People:
    """Clients of everybody, by session for pages and by token for the interface."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.clients: dict[tuple[str, bool], Client] = {}

    def ask(self, login: str, row: Row, at: str, data: dict[str, Any]) -> Any:
        """What this person is answered there."""
        client = self._client(login, is_api=at.startswith("/api/"))
        if row.method == "GET":
            return client.get(at)
        if "json" in data:
            return client.post(at, data["json"], content_type="application/json")
        return client.post(at, data)

    def lines(self, login: str, after: int) -> list[str]:
        """What the journal holds of their acts since."""
        rows = JournalEntry.objects.filter(id__gt=after, person=self.world.persons[login].id)
        return list(rows.exclude(kind__in=("LoggedIn", "AccessTokenCreated")).values_list("kind", flat=True))

    def _client(self, login: str, *, is_api: bool) -> Client:
        if (login, is_api) not in self.clients:
            self.clients[login, is_api] = self._make(login, is_api=is_api)
        return self.clients[login, is_api]

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
    rebuild(lambda done, total: None)
    return made


def test_every_address_has_a_row_and_every_row_an_address(stage):
    asked = {str(resolve(row.at(stage).partition("?")[0]).route).replace("/^", "/") for row in ROWS}
    assert asked == {route.replace("/^", "/") for route in _routes(get_resolver())}


def test_every_page_opens_for_those_who_may_and_for_nobody_else(stage):
    people, faults = People(stage.world), []
    for row in ROWS:
        if row.method == "GET":
            with transaction.atomic():
                faults += _faults_of_page(stage, people, row)
                transaction.set_rollback(True)
            people.clients.clear()
    assert faults == []


def test_every_button_works_for_those_who_may_and_leaves_nothing_for_anybody_else(stage):
    people, faults = People(stage.world), []
    for row in ROWS:
        if row.method == "POST":
            with transaction.atomic():
                faults += _faults_of_button(stage, people, row)
                transaction.set_rollback(True)
            people.clients.clear()
    assert faults == []


def _faults_of_page(stage: Stage, people: People, row: Row) -> Iterator[str]:
    at = row.at(stage)
    for login in (STRANGER, *sorted(EVERYBODY)):
        status = people.ask(login, row, at, {}).status_code
        if status not in _expected(row, login, at):
            yield f"{at}: {login} got {status}"


def _faults_of_button(stage: Stage, people: People, row: Row) -> Iterator[str]:
    at = row.at(stage)
    who = sorted(row.may - {"fremd"})[-1]
    for login in (STRANGER, *sorted(EVERYBODY - row.may), who):
        before = JournalEntry.objects.latest("id").id
        response = people.ask(login, row, at, row.data(stage) if row.data else {})
        if response.status_code not in _expected(row, login, at):
            yield f"{at}: {login} got {response.status_code}"
        lines = people.lines(login, before) if login != STRANGER else []
        if bool(lines) != (row.acts and login == who):
            yield f"{at}: {login} left {lines}"


def _expected(row: Row, login: str, at: str) -> frozenset[int]:
    if login == STRANGER and not row.open_to_all:
        return frozenset({401 if at.startswith("/api/") else 302})
    return row.fine if login in row.may or login == STRANGER else row.denied
