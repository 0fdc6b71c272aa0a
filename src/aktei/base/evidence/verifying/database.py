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
from psycopg.rows import dict_row, tuple_row

from aktei.base.evidence.verifying.lines import WIDTH, Batch, Line, StoredTile, check

AT_ONCE = 64 * WIDTH
"""Lines of one batch."""
FEWEST_TO_SHARE = 8
"""Batches below which starting other processes takes longer than it saves."""

_LINES = """
SELECT l.position, l.commitment, e.id, e.at, e.person::text, e.for_person::text, e.client, e.kind, e.node::text,
       array_to_string(e.nodes, ','), e.payload::text, e.salt, e.act::text, e.ordinal, l.line, l.rows
FROM journal_leaf AS l LEFT JOIN journal_journalentry AS e ON e.id = l.entry_id
WHERE l.position >= %s AND l.position < %s ORDER BY l.position
"""
_UNPLACED = """
SELECT e.id FROM journal_journalentry AS e
LEFT JOIN journal_leaf AS l ON l.entry_id = e.id LEFT JOIN journal_unsealed AS u ON u.entry_id = e.id
WHERE l.entry_id IS NULL AND u.entry_id IS NULL ORDER BY e.id
"""

_WAITING = """
SELECT 0::bigint, ''::bytea, e.id, e.at, e.person::text, e.for_person::text, e.client, e.kind, e.node::text,
       array_to_string(e.nodes, ','), e.payload::text, e.salt, e.act::text, e.ordinal, NULL::bytea, NULL::bytea
FROM journal_unsealed AS u JOIN journal_journalentry AS e ON e.id = u.entry_id ORDER BY e.id
"""
_RECORDS = {
    "dossier": """
SELECT d.id::text, d.reference, d.subject_line, coalesce(d.parent_id, d.entry_id)::text AS place,
       d.lead_unit_id::text AS lead_unit, d.merged_into_id::text AS merged_into, d.protected,
       EXISTS (SELECT FROM records_closure AS c WHERE c.node = d.id AND c.reopened_at IS NULL) AS closed
FROM records_dossier AS d ORDER BY d.id
""",
    "case": """
SELECT k.id::text, k.number, k.subject_line, k.dossier_id::text AS dossier,
       EXISTS (SELECT FROM records_closure AS c WHERE c.node = k.id AND c.reopened_at IS NULL) AS closed
FROM records_case AS k ORDER BY k.id
""",
    "document": """
SELECT d.id::text, d.subject_line, d.sender, d.channel, d.received_at, d.unit_id::text AS unit,
       d.dossier_id::text AS dossier, d.case_id::text AS case, d.attached_to_id::text AS attached_to,
       d.current_id::text AS current, d.withdrawn_at IS NOT NULL AS withdrawn
FROM records_document AS d ORDER BY d.id
""",
}
_ORIGINALS = """
SELECT v.id::text, v.document_id::text, v.number,
       array_remove(array_agg(c.sha256 ORDER BY c.position), NULL)
FROM records_version AS v LEFT JOIN records_component AS c ON c.version_id = v.id AND c.role = 'original'
GROUP BY v.id ORDER BY v.id
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

    def keys(self) -> list[tuple[int, str]]:
        """The keys of the log as the database itself says, each with the size from which on it signs."""
        return [
            (row[0], row[1]) for row in self._rows("SELECT since, verifier FROM journal_signingkey ORDER BY since, id")
        ]

    def first_key(self) -> str | None:
        """The key with which the log began, as the database itself says."""
        return next((verifier for _since, verifier in self.keys()), None)

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

    def unsealed(self) -> Iterator[dict[str, Any]]:
        """What the lines say that wait for the sealer, in the order of their writing."""
        for row in self._rows(_WAITING):
            if content := _line(row).content:
                yield content

    def mislabelled(self) -> Iterator[str]:
        """Heads that are kept under another size than they speak of, and signatures under another witness's name."""
        for size, said in self._rows(
            "SELECT size, split_part(note, E'\\n', 2) FROM journal_checkpoint"
            " WHERE split_part(note, E'\\n', 2) <> size::text ORDER BY size"
        ):
            yield f"Der Prüfpunkt {said} ist unter einer anderen Größe abgelegt ({size})."
        for size, witness in self._rows(
            "SELECT size, witness FROM journal_cosignature WHERE split_part(line, ' ', 2) <> witness ORDER BY size"
        ):
            yield f"Die Bestätigung des Zeugen {witness} für Prüfpunkt {size} nennt einen anderen Zeugen."

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

    def versions(self) -> Iterator[tuple[str, str]]:
        """Every version that has pages, and its document."""
        yield from self._rows(
            "SELECT v.id::text, v.document_id::text FROM records_version AS v"
            " WHERE EXISTS (SELECT FROM records_page AS p WHERE p.version_id = v.id) ORDER BY v.id"
        )

    def records(self, of: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every dossier, case or document: its id, and its fields as they stand now."""
        with psycopg.Cursor(self.connection, row_factory=dict_row) as cursor:
            cursor.execute(_RECORDS[of].encode(), binary=True)
            while rows := cursor.fetchmany(2_000):
                for row in rows:
                    yield row.pop("id"), row

    def originals(self) -> Iterator[tuple[str, str, int, list[str]]]:
        """Every version: its id, its document, its number, and the hashes of its original files in order."""
        yield from self._rows(_ORIGINALS)

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
    position, said, number, at, person, for_person, client, kind, node, nodes, payload, salt, act, ordinal, *proven = (
        row
    )
    if number is None:
        return Line(position, said, None, None, missing=True)
    inner, rows = proven
    if not salt:
        return Line(position, said, None, None, node=node, inner=inner, rows=rows)
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
    if act is not None:
        content |= {"act": act, "ordinal": ordinal}
    return Line(position, said, content, salt, inner=inner, rows=rows)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
