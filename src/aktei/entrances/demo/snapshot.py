# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Landkreis Musterland, built once through its acts and then written again as it stood, for tests.

Building takes hundreds of statements, and a thousand tests begin with it.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from aktei.entrances.demo.world import World, build

# Not of the county.
_BY_THEMSELVES = ("procrastinate_workers", "django_")
_NUMBERED = (
    "journal_journalentry",
    "journal_rowseal",
    "journal_committed",
    "procrastinate_jobs",
    "procrastinate_events",
)
_COUNT_ON = """
SELECT setval(name, greatest((SELECT max(id) FROM {table}), nextval(name)))
FROM pg_get_serial_sequence('{table}', 'id') AS name
"""
_STALE = timedelta(hours=12)


@dataclass(frozen=True)
class Snapshot:
    """The rows of every table after building, and the handles on them."""

    taken_at: datetime
    rows: dict[str, bytes]
    world: bytes

    @property
    def is_of_this_clock(self) -> bool:
        """Whether a test has left the clock alone: under one of its own, the county is built by that clock."""
        return timedelta(0) <= timezone.now() - self.taken_at < _STALE

    @property
    def is_of_today(self) -> bool:
        """Whether it can stand in; what an office did today was done yesterday once midnight has passed."""
        return self.is_of_this_clock and timezone.localdate(self.taken_at) == timezone.localdate()

    def write(self) -> World:
        """Write the rows again, past the acts that made them."""
        with transaction.atomic(), connection.cursor() as cursor:
            # As they stood, with the seals and queues that triggers once wrote beside them.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table, data in self.rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(data)
                if table in _NUMBERED:  # a flush may have begun counting anew
                    cursor.execute(_COUNT_ON.format(table=table))
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        world: World = pickle.loads(self.world)  # noqa: S301 (our own bytes, from this process)
        return world


def take(make: Callable[[], World] = build) -> tuple[World, Snapshot]:
    """Build the county in an empty database and keep what is then there."""
    begin, before = timezone.now(), _counts()
    world = make()
    filled = [table for table, number in _counts().items() if number and not before.get(table)]
    return world, Snapshot(max(begin, timezone.now()), {table: _rows(table) for table in filled}, pickle.dumps(world))


def _counts() -> dict[str, int]:
    tables = [name for name in connection.introspection.table_names() if not name.startswith(_BY_THEMSELVES)]
    with connection.cursor() as cursor:
        each = (f"SELECT '{table}', count(*) FROM \"{table}\"" for table in tables)  # noqa: S608 (names of our own)
        cursor.execute(" UNION ALL ".join(each))
        return dict(cursor.fetchall())


def _rows(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(bytes(part) for part in copy)


_taken: list[Any] = []


def county() -> World:
    """The county: written again as it stood, or built if nothing was kept yet or the clock says something else."""
    kept: Snapshot | None = _taken[0] if _taken else None
    if _is_begun() or (kept and not kept.is_of_this_clock):
        return build()
    if kept and kept.is_of_today:
        return kept.write()
    world, snapshot = take()
    _taken[:] = [snapshot]
    return world


def _is_begun() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM journal_journalentry)")
        return bool(cursor.fetchone()[0])
