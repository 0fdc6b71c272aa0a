# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the log from PostgreSQL with the judge's own questions, in several processes.

Nothing here knows the tables' models: the columns are named as they stand in the database.
"""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from json import loads
from typing import Any

import psycopg
from psycopg.rows import tuple_row

from aktei.base.evidence.verifying.lines import WIDTH, Batch, Line, StoredTile, check

AT_ONCE = 64 * WIDTH
"""Lines of one batch."""
FEWEST_TO_SHARE = 8
"""Batches below which starting other processes takes longer than it saves."""

_LINES = """
SELECT l.position, l.commitment, e.id, e.at, e.person::text, e.for_person::text, e.client, e.kind, e.node::text,
       array_to_string(e.nodes, ','), e.payload::text, e.salt
FROM journal_leaf AS l LEFT JOIN journal_journalentry AS e ON e.id = l.entry_id
WHERE l.position >= %s AND l.position < %s ORDER BY l.position
"""
_UNPLACED = """
SELECT e.id FROM journal_journalentry AS e
LEFT JOIN journal_leaf AS l ON l.entry_id = e.id LEFT JOIN journal_unsealed AS u ON u.entry_id = e.id
WHERE l.entry_id IS NULL AND u.entry_id IS NULL ORDER BY e.id
"""

_ONE_MOMENT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_connection: "psycopg.Connection[Any] | None" = None  # of a child process


@dataclass
class Log:
    """The log in a database, over one connection; it is only read."""

    connection: "psycopg.Connection[Any]"
    read_file: Callable[[str], Iterable[bytes] | None] = lambda digest: None

    def heads(self) -> Iterator[str]:
        """Every signed head, from the smallest to the largest."""
        for (note,) in self._rows("SELECT note FROM journal_checkpoint ORDER BY size"):
            yield note

    def first_key(self) -> str | None:
        """The key with which the log began, as the database itself says."""
        found = list(self._rows("SELECT verifier FROM journal_signingkey ORDER BY since, id LIMIT 1"))
        return found[0][0] if found else None

    def timestamps(self) -> Iterator[tuple[int, bytes]]:
        """Every timestamp with the size of the head it was made for."""
        for size, response in self._rows("SELECT size, response FROM journal_timestamp ORDER BY size"):
            yield size, bytes(response)

    def cosignatures(self) -> Iterator[tuple[int, str]]:
        """Every witness's line with the size of the head it is for."""
        yield from self._rows("SELECT size, line FROM journal_cosignature ORDER BY size, witness")

    def higher_tiles(self) -> Iterator[StoredTile]:
        """Tiles above the leaves."""
        for row in self._rows("SELECT level, index, hashes FROM journal_tile WHERE level > 0 ORDER BY level, index"):
            yield StoredTile(row[0], row[1], bytes(row[2]))

    def unplaced(self) -> Iterator[int]:
        """Entries that neither have a place in the log nor wait for one: nobody wrote them the lawful way."""
        for (entry,) in self._rows(_UNPLACED):
            yield entry

    def waiting(self) -> int:
        """How many lines wait for the sealer."""
        return int(next(self._rows("SELECT count(*) FROM journal_unsealed"))[0])

    def ranges(self) -> list[tuple[int, int]]:
        """The places of the log, cut into batches; the last one is open."""
        last = next(self._rows("SELECT coalesce(max(position), -1) FROM journal_leaf"))[0]
        starts = list(range(0, max(last, 0) + 1, AT_ONCE))
        return [(start, start + AT_ONCE) for start in starts[:-1]] + [(starts[-1], 1 << 62)]

    def batch(self, begin: int, end: int) -> Batch:
        """Check the lines in these places."""
        stored = self._rows(
            "SELECT index, hashes FROM journal_tile WHERE level = 0 AND index >= %s AND index < %s",
            begin // WIDTH,
            min(end // WIDTH, 1 << 54),
        )
        tiles = {index: bytes(hashes) for index, hashes in stored}
        return check(map(_line, self._rows(_LINES, begin, end)), begin, tiles)

    def batches(self) -> Iterator[Batch]:
        """Check all lines in this process."""
        for begin, end in self.ranges():
            yield self.batch(begin, end)

    def pages(self, version: str) -> Iterator[tuple[int, str, bytes]]:
        """Number, text and packed words of a version's pages, in order."""
        for number, text, words in self._rows(
            "SELECT number, text, words FROM records_page WHERE version_id = %s::uuid ORDER BY number", version
        ):
            yield number, text, bytes(words)

    def archival(self, version: str) -> str | None:
        """The hash under which the records name the version's archival file."""
        found = self._rows(
            "SELECT sha256 FROM records_component WHERE version_id = %s::uuid AND role = 'archival'", version
        )
        return next((row[0] for row in found), None)

    def versions(self) -> Iterator[str]:
        """Every version that has pages."""
        for (version,) in self._rows("SELECT DISTINCT version_id::text FROM records_page ORDER BY 1"):
            yield version

    def chunks(self, digest: str) -> Iterable[bytes] | None:
        """The bytes of a file."""
        return self.read_file(digest)

    def _rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        with psycopg.Cursor(self.connection, row_factory=tuple_row) as cursor:
            cursor.execute(query.encode(), values or None, binary=True)
            while rows := cursor.fetchmany(2_000):
                yield from rows


@contextmanager
def opened(address: str, read_file: Callable[[str], Iterable[bytes] | None]) -> Iterator[Log]:
    """The log at this address as it is at this moment, however the office goes on meanwhile."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(_ONE_MOMENT)
        yield Log(connection, read_file)


def batches_in_processes(log: Log, address: str, processes: int) -> Iterator[Batch]:
    """Check all lines of the opened log, each batch in one of several processes; in order."""
    ranges = log.ranges()
    if processes < 2 or len(ranges) < FEWEST_TO_SHARE:
        yield from log.batches()
        return
    row = log.connection.execute("SELECT pg_export_snapshot()").fetchone()
    # Forked, not started anew: importing everything again takes seconds. A child opens a connection of its own, and
    # never touches the inherited one.
    context = multiprocessing.get_context("fork")
    with context.Pool(processes, _connect, [address, row[0] if row else ""]) as pool:
        yield from pool.imap(_batch, ranges)


def _connect(address: str, snapshot: str) -> None:
    global _connection
    _connection = psycopg.connect(address, autocommit=True)
    _connection.execute(_ONE_MOMENT)
    _connection.execute(f"SET TRANSACTION SNAPSHOT '{snapshot}'".encode())


def _batch(places: tuple[int, int]) -> Batch:
    assert _connection is not None
    return Log(_connection).batch(*places)


def _line(row: tuple[Any, ...]) -> Line:
    position, said, number, at, person, for_person, client, kind, node, nodes, payload, salt = row
    if number is None:
        return Line(position, said, None, None, missing=True)
    if not salt:
        return Line(position, said, None, None)
    content = {
        "id": number,
        "at": _moment(at),
        "person": person,
        "for_person": for_person,
        "client": client,
        "kind": kind,
        "node": node,
        "nodes": nodes.split(",") if nodes else [],
        "payload": loads(payload),
    }
    return Line(position, said, content, salt)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
