# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long it takes to know what somebody may see, and who could see a record on a past day, over years of grants."""

import time
from collections.abc import Callable
from datetime import timedelta
from statistics import quantiles
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.transaction import acting, record
from aktei.base.deputies.actions import declare_absence
from aktei.base.deputies.rules import Choice
from aktei.base.people.events import UnitEstablished
from aktei.base.people.models import OFFICE
from aktei.base.rights.queries import reach, rights_on
from aktei.base.rights.record_access import access_reasons
from aktei.entrances.demo.world import World, build
from aktei.procedures.access.answers import answer, day_asked
from aktei.procedures.access.subjects import subject

REACH_MS, HISTORY_MS = 5.0, 200.0

_SEED = (
    # A county's staff: each in a team of one of a hundred units, with the names that come with it.
    """
    CREATE TEMPORARY TABLE staff ON COMMIT DROP AS
    SELECT gen_random_uuid() AS id, n, md5('unit' || n %% 100)::uuid AS unit FROM generate_series(1, %(persons)s) AS n
    """,
    """
    INSERT INTO rights_principal (id, person, name, valid_from, cause)
    SELECT gen_random_uuid(), id, name, now() - interval '10 years', 'membership:seed'
    FROM staff, LATERAL (VALUES ('person:' || id), ('role:member'), ('unit:' || unit),
                                ('role:member@' || unit)) AS names(name)
    """,
    # Dossiers below the busiest plan entry; twenty grants each over ten years, most of them ended.
    """
    CREATE TEMPORARY TABLE made ON COMMIT DROP AS
    SELECT gen_random_uuid() AS id, n FROM generate_series(1, %(dossiers)s) AS n
    """,
    """
    INSERT INTO rights_placement (id, node, parent, barrier, valid_from)
    SELECT gen_random_uuid(), id, %(entry)s, false, now() - interval '10 years' FROM made
    """,
    """
    INSERT INTO rights_grant (id, node, "right", principal, valid_from, valid_until, cause)
    SELECT gen_random_uuid(), made.id, 'edit', 'person:' || staff.id, begin,
           CASE WHEN k = 1 THEN NULL ELSE begin + interval '30 days' END, 'task:' || gen_random_uuid()
    FROM made CROSS JOIN generate_series(1, 20) AS k
    JOIN staff ON staff.n = 1 + (made.n * 20 + k) %% %(persons)s,
    LATERAL (SELECT now() - ((made.n * 31 + k * 173) %% 3600 + 31) * interval '1 day' AS begin) AS times
    """,
    # One person who is everywhere: in fifty units, with five hundred tasks and two thousand that are over.
    """
    INSERT INTO rights_principal (id, person, name, valid_from, cause)
    SELECT gen_random_uuid(), %(busy)s, name, now() - interval '10 years', 'membership:' || n
    FROM generate_series(1, %(memberships)s) AS n,
    LATERAL (VALUES ('unit:' || md5('unit' || n)::uuid), ('role:member@' || md5('unit' || n)::uuid),
                    ('role:head@' || md5('unit' || n)::uuid)) AS names(name)
    """,
    """
    INSERT INTO rights_grant (id, node, "right", principal, valid_from, valid_until, cause)
    SELECT gen_random_uuid(), made.id, 'edit', 'person:' || %(busy)s, now() - interval '1 year',
           CASE WHEN k > %(tasks)s THEN now() - interval '1 day' END, 'task:' || k
    FROM generate_series(1, %(tasks)s * 5) AS k JOIN made ON made.n = 1 + k %% %(dossiers)s
    """,
    # And the dossier that is asked about: two hundred grants, and a plan above it whose rights were changed often.
    """
    INSERT INTO rights_grant (id, node, "right", principal, valid_from, valid_until, cause)
    SELECT gen_random_uuid(), %(dossier)s, 'read', 'person:' || id, now() - (n || ' days')::interval,
           now() - (n || ' days')::interval + interval '20 days', 'Amtshilfe ' || n
    FROM staff WHERE n <= 200
    """,
    """
    INSERT INTO rights_grant (id, node, "right", principal, valid_from, valid_until, cause)
    SELECT gen_random_uuid(), %(root)s, 'read', 'unit:' || md5('unit' || n %% 100)::uuid,
           now() - (n || ' days')::interval, now() - (n || ' days')::interval + interval '5 days', 'Umbau ' || n
    FROM generate_series(6, 2000) AS n
    """,
)


def run(
    *, grants: int = 20_000, persons: int = 1_000, memberships: int = 50, tasks: int = 500, repeats: int = 50
) -> dict[str, Any]:
    """Seed an empty database with that many grants and time the questions. Milliseconds, 95th percentile.

    „database alone“ is the same number of round trips that ask for nothing.
    """
    world = build()
    dossier = world.dossiers["Wohngeld Yıldız, Ute"]
    sizes = {
        "persons": persons,
        "dossiers": grants // 20,
        "memberships": memberships,
        "tasks": tasks,
        "busy": world.persons["sachbearbeitung"].id,
        "entry": world.plan["50.30"].id,
        "root": dossier.chain[-1],
        "dossier": dossier.id,
    }
    _seed(sizes)
    deputy = Choice(world.persons["vertretung"].id)
    declare_absence(world.actor("sachbearbeitung"), person=world.persons["sachbearbeitung"].id, deputies=[deputy])
    rows = [_measure(*each, repeats=repeats) for each in _questions(world, dossier.id, list(dossier.chain))]
    return {"grants": _count(), "persons": persons, "memberships": memberships, "tasks": tasks, "questions": rows}


def table(result: dict[str, Any]) -> str:
    """The measurements as Markdown."""
    lines = [
        f"{result['grants']} grants, {result['persons']} persons; one of them with {result['memberships']} memberships "
        f"and {result['tasks']} task grants",
        "",
        "| question | limit ms | found | queries | p50 ms | p95 ms | database alone ms |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {row['question']} | {row['limit'] or ''} | {row['found']} | {row['queries']} | {row['p50']:.2f} "
        f"| {row['p95']:.2f} | {row['floor']:.2f} |"
        for row in result["questions"]
    ]
    return "\n".join(lines)


def _questions(world: World, dossier: UUID, chain: list[UUID]) -> list[tuple[str, float | None, Callable[[], Any]]]:
    busy, deputy = world.actor("sachbearbeitung"), world.actor("vertretung")
    manager = world.actor("schriftgut")
    day = timezone.localdate() - timedelta(days=100)
    period = day_asked(day)
    about = subject(Actor.system("bench"), "dossier", dossier)
    client = Client(headers={"host": "localhost"})
    client.force_login(world.persons["schriftgut"], backend="django.contrib.auth.backends.ModelBackend")
    page = f"/akten/{dossier}/zugriff/?am={day}"
    # The dossier was made just now; what it is asked about began to hang below the plan long ago.
    _age(dossier, chain)
    return [
        ("reach of somebody who is everywhere", REACH_MS, lambda: reach(busy)),
        ("reach of who stands in for them", None, lambda: reach(deputy)),
        ("every right on one record", REACH_MS, lambda: rights_on(busy, chain)),
        ("who could see it on day X", HISTORY_MS, lambda: access_reasons(dossier, period.since, period.until)),
        ("the same, in words", HISTORY_MS, lambda: answer(manager, about, period).lines),
        ("the same, as a page", HISTORY_MS, lambda: client.get(page).content),
    ]


def _seed(sizes: dict[str, Any]) -> None:
    with acting("seed"), connection.cursor() as cursor:
        for statement in _SEED:
            cursor.execute(statement, sizes)
        record(Actor.system("seed"), UnitEstablished(node=OFFICE, name="seed"))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _age(dossier: UUID, chain: list[UUID]) -> None:
    with acting("seed"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE rights_placement SET valid_from = now() - interval '10 years' WHERE node = ANY(%s)", [chain]
        )
        cursor.execute(
            "UPDATE rights_grant SET valid_from = now() - interval '9 years' "
            "WHERE node = ANY(%s) AND valid_until IS NULL",
            [chain],
        )
        record(Actor.system("seed"), UnitEstablished(node=OFFICE, name="seed"))


def _count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM rights_grant")
        return int(cursor.fetchone()[0])


def _measure(question: str, limit: float | None, ask: Callable[[], Any], *, repeats: int) -> dict[str, Any]:
    queries: list[None] = []

    def counted(execute: Any, *arguments: Any) -> Any:
        queries.append(None)
        return execute(*arguments)

    with connection.execute_wrapper(counted):
        found = ask()
    times = []
    for _each in range(repeats):
        begin = time.perf_counter()
        ask()
        times.append((time.perf_counter() - begin) * 1000)
    cuts = quantiles(times, n=20)
    return {
        "question": question,
        "limit": limit,
        "found": len(found),
        "queries": len(queries),
        "p50": cuts[9],
        "p95": cuts[18],
        "floor": _round_trips(len(queries)),
    }


def _round_trips(number: int) -> float:
    begin = time.perf_counter()
    with connection.cursor() as cursor:
        for _each in range(number):
            cursor.execute("SELECT 1")
    return (time.perf_counter() - begin) * 1000
