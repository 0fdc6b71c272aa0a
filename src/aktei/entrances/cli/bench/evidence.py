# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The evidence log: sealing, verifying, and what a journal line costs the act that writes it.

The physical limits beside them: the same rows through `COPY` alone, and SHA-256 alone over the same bytes. "The same
act without the journal" is the very same function, with its line (and the trigger that queues it for the sealer), the
seals of the rows it writes and its end left out; everything else, including its jobs and its commit, stays. Both kinds
take turns on the same tables, some acts each: switching the triggers makes the first statements slow.
"""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import partial
from hashlib import sha256
from itertools import count
from statistics import median
from typing import Any
from unittest import mock
from uuid import uuid4

import django
from django.conf import settings
from django.db import connection

from aktei.base.acts import transaction
from aktei.base.acts.actor import Actor
from aktei.base.acts.marks import content_of
from aktei.base.acts.models import JournalEntry
from aktei.base.evidence.commitments import canonical
from aktei.base.evidence.verifying import verify
from aktei.base.evidence.verifying.database import batches_in_processes, opened, shared
from aktei.base.evidence.verifying.office import check_office
from aktei.entrances.cli.bench import histories
from aktei.entrances.cli.bench.lines import PastEvent, write_lines
from aktei.entrances.cli.bench.memory import own_family, watched
from aktei.entrances.cli.bench.seeding import seed
from aktei.entrances.cli.postgres import database_url
from aktei.entrances.demo.world import build
from aktei.entrances.worker.sealing import seal_all
from aktei.procedures.mailroom.actions import file_consignment

_OFFICE = Actor.system("bench")
_BLOCK, _WARM = 20, 4
"""Acts of one kind in a row, and those of them that only warm up."""
_COPIED_AT_ONCE = 100_000


def run(*, lines: int = 200_000, acts: int = 400, documents: int = 30_000) -> dict[str, Any]:
    """Seal so many lines; verify them, and so many documents; file some documents with and without their line."""
    world = build()
    seal_all()
    histories.write(documents)
    write_lines(_filed(number) for number in range(1, lines + 1))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    began = time.perf_counter()
    sealed = seal_all()
    sealing = sealed / (time.perf_counter() - began)
    processes = len(os.sched_getaffinity(0))
    verified = {str(each): _in_a_process_of_its_own(_verify, each) for each in sorted({1, processes})}
    copying, hashing = _copy_alone(), _hash_alone()  # last: what they read would be counted as memory of the others
    seed(documents=acts * 12, dossiers=200)
    acted = _acts(world, acts)
    return {
        "documents": documents,
        "sealed": sealed,
        "sealing": sealing,
        "copying": copying,
        "hashing": hashing,
        "verifying": verified,
        "act_with": acted[0],
        "act_without": acted[1],
        "ratio": acted[0] / acted[1],
    }


def _filed(number: int) -> PastEvent:
    """A line as filing writes it."""
    dossier = uuid4()
    said = {
        "dossier": str(dossier),
        "reference": f"50.30-2026/{number:05}",
        "case": None,
        "subject_line": f"Antrag auf Wohngeld, Größer und Söhne, Nummer {number}",
        "reason": "",
    }
    return PastEvent(node=uuid4(), within=(dossier,), was="DocumentFiled", said=said)


def table(result: dict[str, Any]) -> str:
    """The measurements as Markdown."""
    best = max(result["verifying"].values(), key=lambda each: each["rows"])
    rows = [
        ("sealing, lines/s", result["sealing"], "≥ 5,000", f"COPY of the same leaves alone: {result['copying']:,.0f}"),
        ("verifying, rows/s", best["rows"], "≥ 50,000", "every guarded row, seal, act, chain and page text"),
        ("verifying, lines/s", best["lines"], "", f"SHA-256 of such lines alone: {result['hashing']:,.0f}"),
    ]
    said = [f"{result['documents']:,} documents: {best['of_rows']:,} rows and {best['of_lines']:,} lines", ""]
    said += ["| | measured | goal | beside it |", "|---|--:|--:|---|"]
    said += [f"| {name} | {value:,.0f} | {goal} | {beside} |" for name, value, goal, beside in rows]
    said += [
        f"| … with {number} process(es) | {each['rows']:,.0f} rows, {each['lines']:,.0f} lines | | "
        f"{each['memory'] / 2**20:,.0f} MB |"
        for number, each in result["verifying"].items()
    ]
    said.append(
        f"| filing with its line : without | {result['ratio']:.2f} | ≤ 1.30 | "
        f"{result['act_with'] * 1000:.1f} ms : {result['act_without'] * 1000:.1f} ms (median) |"
    )
    return "\n".join(said)


def _acts(world: Any, number: int) -> tuple[float, float]:
    """Median seconds of filing, with its journal line and without."""
    dossier = world.dossiers["Wohngeld Yıldız, Ute"].id
    with connection.cursor() as cursor:
        wanted = """
            SELECT c.id FROM records_consignment AS c JOIN records_document AS d ON d.consignment_id = c.id
            WHERE c.offered_at IS NOT NULL AND d.dossier_id IS NULL AND d.withdrawn_at IS NULL ORDER BY c.id LIMIT %s
        """
        cursor.execute(wanted, [2 * number + 20])
        ready = [row[0] for row in cursor.fetchall()]
    taken: dict[bool, list[float]] = {True: [], False: []}
    for turn, begin in enumerate(range(0, len(ready), _BLOCK)):
        with_line = turn % 2 == 0
        with _without_evidence() if not with_line else nullcontext():
            for place, each in enumerate(ready[begin : begin + _BLOCK]):
                began = time.perf_counter()
                file_consignment(_OFFICE, consignment=each, dossier=dossier)
                if place >= _WARM:
                    taken[with_line].append(time.perf_counter() - began)
    return median(taken[True]), median(taken[False])


@contextmanager
def _without_evidence() -> Iterator[None]:
    numbers = count(1)

    def none(entry: JournalEntry, **_how: object) -> None:
        entry.id = next(numbers)

    def close(act: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {transaction._CLOSED}")

    _switch_seals("DISABLE")
    try:
        with mock.patch.object(JournalEntry, "save", none), mock.patch.object(transaction, "_close", close):
            yield
    finally:
        _switch_seals("ENABLE")


def _switch_seals(how: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_seal\\_%'")
        for table, name in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} {how} TRIGGER {name}")


def _in_a_process_of_its_own(task: Callable[[int], dict[str, float]], number: int) -> dict[str, float]:
    """As `aktei evidence verify` is one: what measured and wrote before is not in its memory, nor inherited by it."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, fresh, initializer=django.setup) as pool:
        return pool.submit(task, number).result()


def _verify(processes: int) -> dict[str, float]:
    """Lines and rows in a second, and the memory of all processes that verify."""
    address, sums = database_url(), list[int]()
    with watched(own_family, sums), opened(address, lambda digest: None, [settings.SECRET_KEY]) as log:
        began = time.perf_counter()
        report = verify(
            key=log.first_key() or "",
            heads=log.heads(),
            batches=batches_in_processes(log, address, processes),
            tiles=log.higher_tiles(),
            share=partial(shared, log, address, processes),
        )
        of_lines = time.perf_counter() - began
        check_office(report, log, address=address, processes=processes, files=False)
        of_rows = time.perf_counter() - began - of_lines
    assert report.sound, report.findings[:5]
    return {
        "lines": report.lines / of_lines,
        "rows": report.records / of_rows,
        "of_lines": report.lines,
        "of_rows": report.records,
        "memory": max(sums),
    }


def _copy_alone() -> float:
    rows, seconds = 0, 0.0
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE alone (LIKE journal_leaf INCLUDING INDEXES)")
        while True:
            asked = "SELECT position, entry_id, commitment FROM journal_leaf WHERE position >= %s AND position < %s"
            cursor.execute(asked, [rows, rows + _COPIED_AT_ONCE])
            if not (some := cursor.fetchall()):
                return rows / seconds
            began = time.perf_counter()
            with cursor.copy("COPY alone (position, entry_id, commitment) FROM STDIN") as copy:
                for row in some:
                    copy.write_row(row)
            seconds += time.perf_counter() - began
            rows += len(some)


def _hash_alone() -> float:
    said = [canonical(content_of(each)) for each in JournalEntry.objects.order_by("-id")[:20_000]]
    began = time.perf_counter()
    for each in said:
        sha256(b"\x00" + sha256(each).digest()).digest()
    return len(said) / (time.perf_counter() - began)
