# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long the pages take that people open all day, with a county's documents in the database."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode

import httpx
from django.conf import settings
from django.db import connection, reset_queries
from django.test import Client

from aktei.base.acts.actor import Actor
from aktei.base.granting.actions import grant
from aktei.base.people.actions import begin_membership, register_person
from aktei.base.people.models import OFFICE, Role
from aktei.entrances.cli.bench.picking import ASKED, crowd
from aktei.entrances.cli.bench.picking import LIMIT_MS as PICKING_MS
from aktei.entrances.cli.bench.seeding import seed
from aktei.entrances.cli.bench.serving import serving
from aktei.entrances.demo.world import build
from aktei.entrances.memory import settle
from aktei.entrances.web.dossiers.dossier_columns import COLUMNS
from aktei.procedures.search import upkeep
from aktei.records.file_plan.models import FILE_PLAN

LIMIT_MS = 100.0
TOGETHER_MS = 200.0
WHO = ("sachbearbeitung", "leitung", "post", "schriftgut", "everything")
_OFFICE = Actor.system("bench")
_ALL_COLUMNS = urlencode([("spalten", column.name) for column in COLUMNS])


def run(
    *,
    documents: int = 100_000,
    dossiers: int = 10_000,
    users: int = 0,
    persons: int = 10_000,
    units: int = 2_000,
    entries: int = 5_000,
    more_dossiers: int = 100_000,
    repeats: int = 30,
    clients: int = 16,
    port: int = 8160,
) -> dict[str, Any]:
    """Seed an empty database and time each page at the server, as several people. Milliseconds, 95th percentile.

    The limit beside it is the same database answering `SELECT 1` as often as the page asked something. Then so many
    clients ask a web server through HTTP at once, each opening one page a second, as fast as anybody clicks.

    Args:
        documents: documents to make.
        dossiers: dossiers they lie in.
        users: persons to add, each with a role in a team; half of them with a grant of their own.
        persons: persons among whom one is picked at last; 0 leaves that part out.
        units: units among which one is picked.
        entries: file plan entries among which one is picked.
        more_dossiers: dossiers among which one is picked.
        repeats: how often each page is opened by each person.
        clients: who asks at once; 0 leaves that part out.
        port: of the web server.

    """
    world = build()
    world.persons["everything"] = _all_seeing(world)
    _staff(world, users)
    seed(documents=documents, dossiers=dossiers)
    upkeep.rebuild(lambda done, total: None, resume=False)  # without its index, the search page is a refusal
    dossier = world.dossiers["Wohngeld Yıldız, Ute"].id
    pages = {
        "Posteingang": "/posteingang/",
        "Akten": "/akten/",
        "Akten, alle Spalten": f"/akten/?{_ALL_COLUMNS}",
        "Aufgaben": "/aufgaben/",
        "Akte": f"/akten/{dossier}/",
        "Suche": "/suche/?q=Wohngeld",
        "Schreibtisch": "/",
    }
    for path in pages.values():  # loads what the first request loads
        _client(world.persons[WHO[0]]).get(path)
    settle()
    rows = [
        _measure(name, path, login, world.persons[login], repeats)
        for login in WHO
        for name, path in pages.items()
        if _opens(world.persons[login], path)  # a refusal is no page
    ]
    result = {"documents": documents, "dossiers": dossiers, "users": users, "limit_ms": LIMIT_MS, "pages": rows}
    if clients:
        result["together"] = _together(world, list(pages.values()), clients, port)
    if persons:
        crowd(persons=persons, units=units, entries=entries, dossiers=more_dossiers)
        sizes = {"persons": persons, "units": units, "entries": entries, "dossiers": more_dossiers}
        who = [(login, world.persons[login]) for login in ("sachbearbeitung", "everything")]
        asked = [(name, path, login, person) for login, person in who for name, path in ASKED.items()]
        result["picker"] = {**sizes, "rows": [_measure(*each, repeats) for each in asked]}
    return result


def _all_seeing(world: Any) -> Any:
    """Somebody who may do everything: nothing is left out for them."""
    person = register_person(_OFFICE, login="everything", family_name="Alles", given_name="Alma")
    for node in (OFFICE, FILE_PLAN):
        for right in ("edit", "close", "manage"):
            grant(_OFFICE, node=node, chain=[node], right=right, principal=f"person:{person.id}", cause="bench")
    return person


def _staff(world: Any, users: int) -> None:
    teams = [unit for unit in world.units.values() if "." in unit.short_name]
    dossiers = list(world.dossiers.values())
    for number in range(users):
        person = register_person(_OFFICE, login=f"p{number}", given_name="Kim", family_name=f"Person {number}")
        begin_membership(_OFFICE, person=person.id, unit=teams[number % len(teams)].id, role=Role.MEMBER)
        if number % 2:
            one = dossiers[number % len(dossiers)]
            principal = f"person:{person.id}"
            grant(_OFFICE, node=one.id, chain=one.chain, right="read", principal=principal, cause="bench")


def _together(world: Any, paths: list[str], clients: int, port: int) -> dict[str, Any]:
    """So many people at work at the same time: a page a second each, for a minute. Two web processes."""

    def work(number: int) -> list[float]:
        person = world.persons["sachbearbeitung"]
        session = _client(person).cookies[settings.SESSION_COOKIE_NAME].value
        times = []
        with httpx.Client(base_url=address, cookies={settings.SESSION_COOKIE_NAME: session}, timeout=30) as client:
            time.sleep(number / clients)
            for each in range(60):
                begin = time.perf_counter()
                client.get(paths[(number + each) % len(paths)]).raise_for_status()
                took = time.perf_counter() - begin
                times.append(took * 1000)
                time.sleep(max(0.0, 1 - took))
        return times

    with serving(port, processes=2) as address, ThreadPoolExecutor(clients) as pool:
        times = [one for some in pool.map(work, range(clients)) for one in some[5:]]
    cuts = quantiles(times, n=20)
    return {"clients": clients, "p50": cuts[9], "p95": cuts[18]}


def table(result: dict[str, Any]) -> str:
    """The measurements as Markdown."""
    lines = [
        f"{result['documents']} documents, {result['dossiers']} dossiers, {result['users']} more persons; "
        f"limit {result['limit_ms']:.0f} ms",
        "",
        "| page | as | queries | p50 ms | p95 ms | database alone ms |",
        "|---|---|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {row['page']} | {row['as']} | {row['queries']} | {row['p50']:.1f} | {row['p95']:.1f} | {row['floor']:.1f} |"
        for row in result["pages"]
    ]
    if picker := result.get("picker"):
        lines += [
            "",
            f"Picking among {picker['persons']} persons, {picker['units']} units, {picker['entries']} plan entries and "
            f"{picker['dossiers']} dossiers (limit {PICKING_MS:.0f} ms):",
            "",
            "| typed for | as | queries | p50 ms | p95 ms | database alone ms |",
            "|---|---|--:|--:|--:|--:|",
        ]
        lines += [
            f"| {row['page']} | {row['as']} | {row['queries']} | {row['p50']:.1f} | {row['p95']:.1f}"
            f" | {row['floor']:.1f} |"
            for row in picker["rows"]
        ]
    if together := result.get("together"):
        lines += [
            "",
            f"{together['clients']} people at once through HTTP, each opening a page a second (limit {TOGETHER_MS:.0f} "
            f"ms): p50 {together['p50']:.1f} ms, p95 {together['p95']:.1f} ms.",
        ]
    return "\n".join(lines)


def _measure(name: str, path: str, login: str, person: Any, repeats: int) -> dict[str, Any]:
    client = _client(person)
    with _counting() as queries:
        client.get(path)
    times = []
    for _each in range(repeats):
        begin = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - begin) * 1000)
    cuts = quantiles(times, n=20)
    return {
        "page": name,
        "as": login,
        "queries": len(queries),
        "p50": cuts[9],
        "p95": cuts[18],
        "floor": _round_trips(len(queries)),
    }


def _opens(person: Any, path: str) -> bool:
    return bool(_client(person).get(path).status_code == 200)


def _client(person: Any) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@contextmanager
def _counting() -> Iterator[list[Any]]:
    queries: list[Any] = []
    before, settings.DEBUG = settings.DEBUG, True
    connection.force_debug_cursor = True
    reset_queries()
    try:
        yield queries
        queries.extend(connection.queries)
    finally:
        connection.force_debug_cursor = False
        settings.DEBUG = before


def _round_trips(number: int) -> float:
    begin = time.perf_counter()
    with connection.cursor() as cursor:
        for _each in range(number):
            cursor.execute("SELECT 1")
    return (time.perf_counter() - begin) * 1000
