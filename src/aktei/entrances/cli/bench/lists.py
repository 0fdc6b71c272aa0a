# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long the pages take that people open all day, with a county's documents in the database."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import quantiles
from typing import Any

from django.conf import settings
from django.db import connection, reset_queries
from django.test import Client

from aktei.entrances.cli.bench.seeding import seed
from aktei.entrances.demo.world import build
from aktei.entrances.memory import settle

LIMIT_MS = 100.0
WHO = ("sachbearbeitung", "leitung", "post", "schriftgut")


def run(*, documents: int = 100_000, dossiers: int = 10_000, repeats: int = 30) -> dict[str, Any]:
    """Seed an empty database and time each page at the server, as several people. Milliseconds, 95th percentile.

    The limit beside it is the same database answering `SELECT 1` as often as the page asked something.
    """
    world = build()
    seed(documents=documents, dossiers=dossiers)
    dossier = world.dossiers["Wohngeld Yıldız, Ute"].id
    pages = {
        "Posteingang": "/posteingang/",
        "Akten": "/akten/",
        "Akte": f"/akten/{dossier}/",
        "Suche": "/suche/?q=Wohngeld",
        "Schreibtisch": "/",
    }
    for path in pages.values():  # loads what the first request loads
        _client(world.persons[WHO[0]]).get(path)
    settle()
    rows = [_measure(name, path, login, world.persons[login], repeats) for login in WHO for name, path in pages.items()]
    return {"documents": documents, "dossiers": dossiers, "limit_ms": LIMIT_MS, "pages": rows}


def table(result: dict[str, Any]) -> str:
    """The measurements as Markdown."""
    lines = [
        f"{result['documents']} documents, {result['dossiers']} dossiers; limit {result['limit_ms']:.0f} ms",
        "",
        "| page | as | status | queries | p50 ms | p95 ms | database alone ms |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {row['page']} | {row['as']} | {row['status']} | {row['queries']} | {row['p50']:.1f} | {row['p95']:.1f}"
        f" | {row['floor']:.1f} |"
        for row in result["pages"]
    ]
    return "\n".join(lines)


def _measure(name: str, path: str, login: str, person: Any, repeats: int) -> dict[str, Any]:
    client = _client(person)
    with _counting() as queries:
        status = client.get(path).status_code
    times = []
    for _each in range(repeats):
        begin = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - begin) * 1000)
    cuts = quantiles(times, n=20)
    return {
        "page": name,
        "as": login,
        "status": status,
        "queries": len(queries),
        "p50": cuts[9],
        "p95": cuts[18],
        "floor": _round_trips(len(queries)),
    }


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
