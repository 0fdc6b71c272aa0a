# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the log from PostgreSQL with the judge's own questions, in several processes.

Nothing here knows the tables' models: the columns are named as they stand in the database.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from itertools import chain, count, islice
from json import loads
from typing import Any, TypeVar

import psycopg
from psycopg.rows import tuple_row

from aktei.base.evidence.verifying.lines import WIDTH, Batch, LogLine, StoredTile, check, content_as_text
from aktei.base.evidence.verifying.marks import fits_line, keys_of

AT_ONCE = 32 * WIDTH
"""Lines of one batch."""
FEWEST_TO_SHARE = 4
"""Questions below which starting other processes takes longer than it saves."""
AHEAD = 4
"""Questions that wait for each process: enough that none is idle, few enough that their answers never pile up."""

SAID = """
e.id, e.at, e.person::text, e.for_person::text, e.client, e.kind, e.node::text,
array_to_string(e.nodes, ','), e.payload::text, e.act::text, e.ordinal
"""
"""The columns of an entry that say what was sealed."""
# The casts cost nothing, and keep out what could make one text of another content, whatever became of the columns.
_LINES = """
SELECT l.position, l.commitment, l.line, l.rows, e.salt, e.mac, e.id::bigint,
       pg_catalog.to_char(e.at::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'),
       e.person::uuid::text, e.for_person::uuid::text, e.client, e.kind, e.node::uuid::text,
       pg_catalog.array_to_string(e.nodes::uuid[], '","'), e.payload::text, e.act::uuid::text, e.ordinal::int
FROM journal_leaf AS l LEFT JOIN journal_journalentry AS e ON e.id = l.entry_id
WHERE l.position >= %s AND l.position < %s ORDER BY l.position
"""
_UNSEALED = f"""
SELECT {SAID} FROM journal_unsealed AS u JOIN journal_journalentry AS e ON e.id = u.entry_id
WHERE e.kind = 'LinesErased' ORDER BY e.id
"""  # noqa: S608 (our own words)
_HEADS = r"""
SELECT note FROM journal_checkpoint, split_part(note, E'\n', 2) AS said
ORDER BY CASE WHEN said ~ '^[0-9]{1,18}$' THEN said::bigint ELSE size END, size
"""
_UNPLACED = """
SELECT e.id FROM journal_journalentry AS e
LEFT JOIN journal_leaf AS l ON l.entry_id = e.id LEFT JOIN journal_unsealed AS u ON u.entry_id = e.id
WHERE l.entry_id IS NULL AND u.entry_id IS NULL ORDER BY e.id
"""

ALIKE = {
    "TimeZone": "UTC",
    "DateStyle": "ISO, MDY",
    "IntervalStyle": "iso_8601",
    "bytea_output": "hex",
    "extra_float_digits": "1",
    "work_mem": "64MB",
    "cursor_tuple_fraction": "1",  # all of what is asked for is read
    "jit": "off",
}
"""How values are written as text must not depend on the server's settings."""

_ONE_MOMENT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_numbers = count(1)
_own: "Log | None" = None  # of a child process


@dataclass
class Log:
    """The log in a database, over one connection; it is only read."""

    connection: "psycopg.Connection[Any]"
    read_file: Callable[[str], Iterable[bytes] | None] = lambda digest: None
    secret: Sequence[bytes] = ()
    """The keys of the marks of lines and acts, as far as they are at hand."""

    def heads(self) -> "Heads":
        """Every signed head, from the smallest to the largest, as often as one asks."""
        return Heads(self)

    def keys(self) -> list[tuple[int, str]]:
        """The keys of the log as the database itself says, each with the size from which on it signs."""
        return [
            (row[0], row[1]) for row in self.ask("SELECT since, verifier FROM journal_signingkey ORDER BY since, id")
        ]

    def first_key(self) -> str | None:
        """The key with which the log began, as the database itself says."""
        return next((verifier for _since, verifier in self.keys()), None)

    def timestamps(self) -> Iterator[tuple[int, bytes]]:
        """Every timestamp with the size of the head it was made for."""
        for size, response in self.stream("SELECT size, response FROM journal_timestamp ORDER BY size"):
            yield size, bytes(response)

    def cosignatures(self) -> Iterator[tuple[int, str]]:
        """Every witness's line with the size of the head it is for."""
        yield from self.stream("SELECT size, line FROM journal_cosignature ORDER BY size, witness")

    def higher_tiles(self) -> Iterator[StoredTile]:
        """Tiles above the leaves."""
        for row in self.ask("SELECT level, index, hashes FROM journal_tile WHERE level > 0 ORDER BY level, index"):
            yield StoredTile(row[0], row[1], bytes(row[2]))

    def unplaced(self) -> Iterator[int]:
        """Entries that neither have a place in the log nor wait for one: nobody wrote them the lawful way."""
        for (entry,) in self.stream(_UNPLACED):
            yield entry

    def waiting(self) -> int:
        """How many lines wait for the sealer."""
        return int(next(self.ask("SELECT count(*) FROM journal_unsealed"))[0])

    def unsealed(self) -> Iterator[dict[str, Any]]:
        """What the lines about erasures say that still wait for the sealer."""
        return map(content_of, self.stream(_UNSEALED))

    def mislabelled(self) -> Iterator[str]:
        """Heads that are kept under another size than they speak of, and signatures under another witness's name."""
        for size, said in self.stream(
            "SELECT size, split_part(note, E'\\n', 2) FROM journal_checkpoint"
            " WHERE split_part(note, E'\\n', 2) <> size::text ORDER BY size"
        ):
            yield f"Der Prüfpunkt {said} ist unter einer anderen Größe abgelegt ({size})."
        for size, witness in self.stream(
            "SELECT size, witness FROM journal_cosignature WHERE split_part(line, ' ', 2) <> witness ORDER BY size"
        ):
            yield f"Die Bestätigung des Zeugen {witness} für Prüfpunkt {size} nennt einen anderen Zeugen."

    def ranges(self) -> list[tuple[int, int]]:
        """The places of the log, cut into batches; the last one is open."""
        last = next(self.ask("SELECT coalesce(max(position), -1) FROM journal_leaf"))[0]
        starts = list(range(0, max(last, 0) + 1, AT_ONCE))
        return [(start, start + AT_ONCE) for start in starts[:-1]] + [(starts[-1], 1 << 62)]

    def batch(self, begin: int, end: int) -> Batch:
        """Check the lines in these places."""
        stored = self.ask(
            "SELECT index, hashes FROM journal_tile WHERE level = 0 AND index >= %s AND index < %s",
            begin // WIDTH,
            min(end // WIDTH, 1 << 54),
        )
        tiles = {index: bytes(hashes) for index, hashes in stored}
        return check((_line(row, self.secret) for row in self.ask(_LINES, begin, end)), begin, tiles)

    def batches(self) -> Iterator[Batch]:
        """Check all lines in this process."""
        for begin, end in self.ranges():
            yield self.batch(begin, end)

    def chunks(self, digest: str) -> Iterable[bytes] | None:
        """The bytes of a file."""
        return self.read_file(digest)

    def ask(self, query: str, *values: object, **named: object) -> Iterator[tuple[Any, ...]]:
        """The rows that answer this question."""
        with psycopg.Cursor(self.connection, row_factory=tuple_row) as cursor:
            cursor.execute(query.encode(), named or values or None, binary=True)
            while rows := cursor.fetchmany(2_000):
                yield from rows

    def stream(self, query: str, *values: object, at_once: int = 2_000, **named: object) -> Iterator[tuple[Any, ...]]:
        """The same where there may be millions: they never lie in memory together. Large ones come few `at_once`."""
        with psycopg.ServerCursor(self.connection, f"judge_{next(_numbers)}", row_factory=tuple_row) as cursor:
            cursor.execute(query.encode(), named or values or None, binary=True)
            while rows := cursor.fetchmany(at_once):  # going through the cursor itself costs a call for each row
                yield from rows

    def read_alike(self) -> "Log":
        """Until the end of the transaction, write values as text the one way in which they were sealed."""
        for name, value in ALIKE.items():
            self.connection.execute("SELECT set_config(%s, %s, true)", (name, value))
        return self


@dataclass(frozen=True)
class Heads:
    """The heads of a log, in the order of the sizes that they speak of."""

    log: Log

    def __iter__(self) -> Iterator[str]:
        for (note,) in self.log.stream(_HEADS):
            yield note


@contextmanager
def opened(
    address: str, read_file: Callable[[str], Iterable[bytes] | None], secrets: Sequence[str] = ()
) -> Iterator[Log]:
    """The log at this address as it is at this moment, however the office goes on meanwhile.

    `secrets`: those of the office's own program, which make the keys of its marks.
    """
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(_ONE_MOMENT)
        yield Log(connection, read_file, keys_of(secrets)).read_alike()


Question = TypeVar("Question")
Answer = TypeVar("Answer")


def shared(
    log: Log, address: str, processes: int, task: Callable[[Log, Question], Answer], questions: Iterable[Question]
) -> Iterator[Answer]:
    """Do a task for each of many questions, in several processes that see the same moment; answers in order.

    However many there are, only some questions and answers are in memory. Raises whatever a task raises, and
    `BrokenProcessPool` if a process was killed.
    """
    few = list(islice(questions := iter(questions), FEWEST_TO_SHARE))
    if processes < 2 or len(few) < FEWEST_TO_SHARE:
        yield from (task(log, each) for each in chain(few, questions))
        return
    row = log.connection.execute("SELECT pg_export_snapshot()").fetchone()
    # Forked, not started anew: importing everything again takes seconds. A child opens a connection of its own, and
    # never touches the inherited one.
    pool = ProcessPoolExecutor(
        processes, multiprocessing.get_context("fork"), _connect, (address, row[0] if row else "", log.secret)
    )
    try:
        waiting: deque[Future[Answer]] = deque()
        for each in chain(few, questions):
            waiting.append(pool.submit(_with_own, task, each))
            if len(waiting) == processes * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def batches_in_processes(log: Log, address: str, processes: int) -> Iterator[Batch]:
    """Check all lines of the opened log, each batch in one of several processes; in order."""
    return shared(log, address, processes, _batch, log.ranges())


def _connect(address: str, snapshot: str, secret: Sequence[bytes]) -> None:
    global _own
    connection = psycopg.connect(address, autocommit=True)
    connection.execute(_ONE_MOMENT)
    connection.execute(f"SET TRANSACTION SNAPSHOT '{snapshot}'".encode())
    _own = Log(connection, secret=secret).read_alike()


def _with_own(task: Callable[[Log, Question], Answer], question: Question) -> Answer:
    assert _own is not None
    return task(_own, question)


def _batch(log: Log, places: tuple[int, int]) -> Batch:
    return log.batch(*places)


def content_of(row: Sequence[Any]) -> dict[str, Any]:
    """What an entry says, in the form in which it is sealed, from the columns `SAID`."""
    number, at, person, for_person, client, kind, node, nodes, payload, act, ordinal = row
    return {
        "id": number,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "person": person,
        "for_person": for_person,
        "client": client,
        "kind": kind,
        "node": node,
        "nodes": nodes.split(",") if nodes else [],
        "payload": loads(payload),
        **({} if act is None else {"act": act, "ordinal": ordinal}),
    }


def _line(row: tuple[Any, ...], secret: Sequence[bytes]) -> LogLine:
    position, said, inner, rows, salt, mac, *entry = row
    number, at, person, for_person, client, kind, node, nodes, payload, act, ordinal = entry
    if number is None or not salt:
        return LogLine(position, said, inner, rows, missing=number is None)
    text = content_as_text(number, at, person, for_person, client, kind, node, nodes, payload, act, ordinal)
    marked = fits_line(secret, mac, text, number, salt) if secret and act is not None else None
    return LogLine(position, said, inner, rows, kind, at, text, salt, marked)
