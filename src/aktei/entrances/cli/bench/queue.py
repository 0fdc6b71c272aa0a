# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the queue costs while a million documents wait to be read."""

import asyncio
import resource
import time
from collections.abc import Callable, Iterator
from statistics import quantiles
from typing import Any
from uuid import uuid4

import psycopg
from django.db import connection, transaction
from django.utils import timezone
from procrastinate import sql
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from aktei.base.acts.actor import Actor
from aktei.base.blobs import store
from aktei.base.outbox import lanes, queries
from aktei.base.outbox.fetching import Fetching
from aktei.base.outbox.jobs import Order, defer
from aktei.base.outbox.lanes import Lane
from aktei.entrances.demo.world import build
from aktei.procedures.mailroom import jobs as mailroom
from aktei.procedures.mailroom.actions import receive_consignment
from aktei.procedures.rendition import jobs as rendition
from aktei.records.documents.actions import StoredFile

FETCH_MS, TIMES_BARE = 5.0, 4
_QUEUES = lanes.queues_of(rendition.QUEUE)


def run(
    *,
    waiting: int = 1_000_000,
    documents: int = 50_000,
    enqueued: int = 50_000,
    fetches: int = 500,
    foreign: int = 3,
) -> dict[str, Any]:
    """Fill a queue and time what goes on in it, beside the same rows in a bare table.

    Args:
        waiting: jobs of legacy documents that wait to be read.
        documents: so many of them with all that belongs to them, for the sweeps.
        enqueued: jobs that are put into the full queue, as one act does.
        fetches: jobs that are taken out of it, from each side.
        foreign: how often the library's own way of fetching is timed; with a million jobs it is slow.

    """
    _fill(waiting, documents)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result: dict[str, Any] = {
        "waiting": waiting,
        "documents": documents,
        "enqueue": _enqueue(enqueued),
        "fetch": asyncio.run(_fetch(fetches, foreign)),
        "sweeps": _sweeps(),
        "figures ms": _ms(_timed(queries.queues, 5)),
        "is somebody waiting ms": _ms(
            _timed(lambda: queries.is_awaited(rendition.QUEUE, Lane.LEGACY, long=True), fetches)
        ),
        "memory grew by MB": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
    }
    slowest = max(result["fetch"][name]["p95"] for name in _OURS)
    bound = max(FETCH_MS, TIMES_BARE * result["fetch"]["bare SKIP LOCKED"]["p95"])
    checks = {
        f"a job is found within {bound:.0f} ms (p95), in whatever lane": slowest <= bound,
        "a long document learns as fast that somebody waits": result["is somebody waiting ms"]["p95"] <= bound,
        "memory does not grow with what waits": result["memory grew by MB"] < 100,
    }
    return {"result": result, "checks": checks}


def table(result: dict[str, Any]) -> str:
    """As Markdown."""
    found = result["result"]
    lines = [
        f"{found['waiting']} jobs wait, {found['documents']} of them with their documents.",
        "",
        "| what | figure |",
        "|---|--:|",
    ]
    for name in ("enqueue", "fetch", "sweeps"):
        for what, figure in found[name].items():
            told = f"p50 {figure['p50']:.1f} ms, p95 {figure['p95']:.1f} ms" if isinstance(figure, dict) else figure
            lines.append(f"| {name}: {what} | {told} |")
    for name in ("figures ms", "is somebody waiting ms"):
        lines.append(f"| {name} | p50 {found[name]['p50']:.1f}, p95 {found[name]['p95']:.1f} |")
    lines.append(f"| memory of the process grew by | {found['memory grew by MB']:.0f} MB |")
    lines += ["", *(f"- {'met' if met else 'NOT MET'}: {check}" for check, met in result["checks"].items())]
    return "\n".join(lines)


_COPIES = (
    "CREATE TEMPORARY TABLE made AS SELECT n, gen_random_uuid() AS document, gen_random_uuid() AS version,"
    " gen_random_uuid() AS consignment,"
    " now() - interval '1 day' + n * interval '1 millisecond' AS at FROM generate_series(1, %(waiting)s) AS n",
    """INSERT INTO records_consignment SELECT (jsonb_populate_record(one, jsonb_build_object(
           'id', made.consignment, 'position', n + 1))).*
       FROM records_consignment AS one, made WHERE one.id = %(consignment)s AND n <= %(documents)s""",
    """INSERT INTO records_document SELECT (jsonb_populate_record(one, jsonb_build_object(
           'id', made.document, 'current_id', version, 'consignment_id', made.consignment,
           'chain', ARRAY[made.document] || one.chain[2:]))).*
       FROM records_document AS one, made WHERE one.id = %(document)s AND n <= %(documents)s""",
    """INSERT INTO records_version SELECT (jsonb_populate_record(one, jsonb_build_object(
           'id', version, 'document_id', made.document, 'created_at', at))).*
       FROM records_version AS one, made WHERE one.document_id = %(document)s AND n <= %(documents)s""",
    """INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, args)
       SELECT %(queue)s, %(task)s, 0, %(task)s || ':' || document,
              jsonb_build_object('node', document, 'version', version, 'lane', 'legacy') FROM made""",
    """INSERT INTO procrastinate_events (job_id, type)
       SELECT id, 'deferred' FROM procrastinate_jobs WHERE queue_name = %(queue)s""",
    "DROP TABLE made",
)
_FILLED = ("records_document", "records_version", "records_consignment", "procrastinate_jobs")


def _fill(waiting: int, documents: int) -> None:
    """Copies of one letter, written past the guards: this database is nobody's office."""
    world = build()
    blob = store.put(b"%PDF-1.4 nothing")
    file = StoredFile(sha256=blob.sha256, size=blob.size, media_type="application/pdf", filename="brief.pdf")
    office, unit = Actor.system("bench"), world.units["50.1"].id
    letter = receive_consignment(office, unit=unit, channel="paper", received_at=timezone.now(), files=[file])
    named = {
        "waiting": waiting,
        "documents": documents,
        "document": letter.document_id,
        "consignment": letter.id,
        "queue": lanes.queue_of(rendition.QUEUE, Lane.LEGACY),
        "task": rendition.render_version.name,
    }
    with connection.cursor() as cursor:
        for name in _FILLED:
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        with transaction.atomic():  # a document and its version name each other
            for statement in _COPIES:
                cursor.execute(statement, named)
        for name in _FILLED:
            cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")
            cursor.execute(f"VACUUM ANALYZE {name}")


def _enqueue(number: int) -> dict[str, Any]:
    orders = [Order(rendition.render_version, str(uuid4()), {"entry": 1}, Lane.TODAY) for _ in range(number)]
    began = time.perf_counter()
    defer(orders)
    ours = number / (time.perf_counter() - began)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (id bigserial PRIMARY KEY, queue text, lock text, args jsonb, status text)")
        cursor.execute("CREATE INDEX bare_next ON bare (queue, id) WHERE status = 'todo'")
        locks = [each.lock for each in orders]
        began = time.perf_counter()
        cursor.execute(
            "INSERT INTO bare (queue, lock, args, status)"
            " SELECT 'today', lock, '{}'::jsonb, 'todo' FROM unnest(%s::text[]) AS lock",
            [locks],
        )
        bare = number / (time.perf_counter() - began)
    return {"jobs a second": round(ours), "bare rows a second": round(bare)}


_OURS = ("legacy, of a million", "today, beside a million", "search, nothing waits", "all lanes in turn")


async def _fetch(number: int, foreign: int) -> dict[str, Any]:
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=1)
    await connector.open_async()
    try:
        worker = (await connector.execute_query_one_async(query=sql.queries["register_worker"]))["worker_id"]
        fetching = Fetching(connector, lanes.in_turn)

        async def ours(queues: list[str], times: int = number) -> dict[str, float]:
            took = []
            for _ in range(times):
                began = time.perf_counter()
                await fetching.fetch_job(queues, worker)
                took.append(time.perf_counter() - began)
            return _ms(took)

        async def theirs(queues: list[str]) -> dict[str, float]:
            took = []
            for _ in range(foreign):
                began = time.perf_counter()
                await connector.execute_query_one_async(query=sql.queries["fetch_job"], queues=queues, worker_id=worker)
                took.append(time.perf_counter() - began)
            return _ms(took)

        asked = ([_QUEUES[3]], [_QUEUES[1]], ["search"], list(_QUEUES))
        found = {name: await ours(queues) for name, queues in zip(_OURS, asked, strict=True)}
        found["the library's, legacy"] = await theirs([_QUEUES[3]])
        found["the library's, search"] = await theirs(["search"])
        found["bare SKIP LOCKED"] = _ms(list(_bare(number)))
        return found
    finally:
        await connector.close_async()


def _bare(number: int) -> Iterator[float]:
    with psycopg.connect(**connector_params(), autocommit=True) as raw:
        for _ in range(number):
            began = time.perf_counter()
            raw.execute(
                "UPDATE bare SET status = 'doing' WHERE id = (SELECT id FROM bare WHERE queue = 'today'"
                " AND status = 'todo' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)"
            )
            yield time.perf_counter() - began


def _sweeps() -> dict[str, Any]:
    return {
        "rendition, one portion": _ms(_timed(rendition.sweep.func, 5)),
        "mailroom, the last two hours": _ms(_timed(mailroom.sweep.func, 5)),
        "mailroom, all (once a night)": _ms(_timed(mailroom.sweep_all.func, 2)),
    }


def _timed(call: Callable[[], Any], times: int) -> list[float]:
    took = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        took.append(time.perf_counter() - began)
    return took


def _ms(seconds: list[float]) -> dict[str, float]:
    cut = quantiles(seconds, n=20, method="inclusive")
    return {"p50": cut[9] * 1000, "p95": cut[18] * 1000}
