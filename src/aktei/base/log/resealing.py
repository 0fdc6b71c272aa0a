# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""After an update: rows of before row seals, and rows of tables whose columns changed, are sealed as they now are.

The columns that a table's seals were made over are told by the journal itself (`RowsSealed`). Nothing is healed in
passing: a row that does not fit the seal it has keeps it, and so stays a finding of whoever checks.
"""

import logging
import secrets
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden
from aktei.base.acts.marks import is_genuine
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.transaction import acting, record
from aktei.base.log.admissions import admission_mark
from aktei.base.log.events import LinesAdmitted, RowsSealed, UpdatedDespiteFindings
from aktei.base.log.models import Admission, Leaf, Unsealed
from aktei.base.log.refusals import ONLY_WHILE_MIGRATING

log = logging.getLogger(__name__)

PORTION = 5_000
"""Rows of one act."""
_MOST_NAMED = 100
_OFF = {"TimeZone": "UTC", "DateStyle": "ISO, MDY", "IntervalStyle": "iso_8601", "bytea_output": "hex"}
# AFTER INSERT, for each statement: one of the three that every guarded table has.
_TABLES = """
SELECT c.relname, encode(t.tgargs, 'escape'),
       array_agg(a.attname || ' ' || format_type(a.atttypid, NULL) ORDER BY a.attname)
FROM pg_trigger AS t JOIN pg_proc AS f ON f.oid = t.tgfoid JOIN pg_class AS c ON c.oid = t.tgrelid
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE f.proname = 'aktei_seal_rows' AND t.tgtype = 4 AND pg_table_is_visible(c.oid)
GROUP BY c.relname, t.tgargs ORDER BY c.relname
"""


@dataclass(frozen=True)
class GuardedTable:
    """A guarded table: its key, and the columns that seals cover, each with its type."""

    name: str
    key: str
    columns: tuple[str, ...]


@dataclass
class _Portion:
    """What became of some rows: sealed, not fitting the seal they have, and sealed though nothing could be compared."""

    last: str | None = None
    read: int = 0
    sealed: list[tuple[str, bytes, bytes]] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)
    unproven: int = 0


def outdated() -> dict[GuardedTable, tuple[str, ...] | None]:
    """Guarded tables whose seals were made over other columns than they have, with those; `None`: over none yet."""
    tables, told = list(_tables()), _told()
    return {each: told.get(each.name) for each in tables if told.get(each.name) != each.columns}


def bring_up_to_date(
    actor: Actor, *, office: UUID, say: Callable[[str], None] = log.info, compared: Collection[str] = ()
) -> None:
    """Seal what an update left unsealed, as part of the update. May be broken off at any moment and begun again.

    `compared`: tables whose rows all fitted their seals immediately before the update. Raises `Forbidden` for anybody
    but the office's own machinery.
    """
    _only_machinery(actor)
    todo = outdated()
    if not todo:
        return
    if not JournalEntry.objects.filter(kind__in=(RowsSealed.__name__, LinesAdmitted.__name__)).exists():
        with acting("admit waiting lines", actor=actor):
            _admit_waiting(actor, office)
    for table, before in todo.items():
        after, number = None, 0
        while True:
            with acting("seal a portion of rows", actor=actor):
                portion = _seal_portion(actor, table, before, after, office, proven=table.name in compared)
            number += portion.read
            if portion.unlike:
                log.error("%d rows of %s do not fit their seals: %s", len(portion.unlike), table.name, portion.unlike)
            if portion.read < PORTION:
                break
            after = portion.last
            say(f"{table.name}: {number}")
    with acting("tell the columns that are sealed", actor=actor):
        _tell(actor, office, {each.name: each.columns for each in todo})


def note_findings(actor: Actor, *, office: UUID, findings: Sequence[str], reason: str) -> None:
    """Leave a line about an update that goes on despite what was found before it; as part of the update, before it.

    Raises `Forbidden` for anybody but the office's own machinery.
    """
    _only_machinery(actor)
    with acting("note findings before an update", actor=actor):
        named = tuple(findings[:_MOST_NAMED])
        record(actor, UpdatedDespiteFindings(node=office, number=len(findings), findings=named, reason=reason))


def _only_machinery(actor: Actor) -> None:
    if not actor.is_system:
        raise Forbidden(ONLY_WHILE_MIGRATING())


def _seal_portion(
    actor: Actor,
    table: GuardedTable,
    before: tuple[str, ...] | None,
    after: str | None,
    office: UUID,
    *,
    proven: bool,
) -> _Portion:
    with connection.cursor() as cursor:
        _make_others_wait(cursor, table.name)
        portion = _look_at(table, before, after)
        if portion.sealed:
            into = "COPY journal_rowseal (act, source, key, digest, salt, gone) FROM STDIN"
            cursor.execute("SELECT current_setting('aktei.act_id')")
            act = cursor.fetchone()[0]
            with cursor.copy(into) as copy:
                for key, digest, salt in portion.sealed:
                    copy.write_row((act, table.name, key, digest, salt, False))
    if portion.sealed or portion.unlike:
        record(
            actor,
            RowsSealed(
                node=office,
                table=table.name,
                number=len(portion.sealed),
                unlike=len(portion.unlike),
                unlike_rows=tuple(portion.unlike[:_MOST_NAMED]),
                unproven=0 if proven else portion.unproven,
                tables={},
            ),
        )
    return portion


def _make_others_wait(cursor: Any, table: str) -> None:
    """Whoever writes the table waits a moment: a seal of what a row was before must not come after its own."""
    cursor.execute("SELECT has_table_privilege(%s, 'UPDATE, DELETE, TRUNCATE')", [f'"{table}"'])
    may_lock = cursor.fetchone()[0]
    # Before PostgreSQL 17 nobody may lock what they may not alter, and of some tables the office itself may not.
    if not may_lock:
        cursor.execute(f'GRANT TRUNCATE ON "{table}" TO CURRENT_USER')
    cursor.execute(f'LOCK TABLE "{table}" IN SHARE MODE')
    if not may_lock:
        cursor.execute(f'REVOKE TRUNCATE ON "{table}" FROM CURRENT_USER')


def _tell(actor: Actor, office: UUID, tables: dict[str, tuple[str, ...]]) -> None:
    said = {name: list(columns) for name, columns in tables.items()}
    record(actor, RowsSealed(node=office, table="", number=0, unlike=0, unlike_rows=(), unproven=0, tables=said))


def _admit_waiting(actor: Actor, office: UUID) -> None:
    """Lines of the version before that still wait for the sealer carry no mark of their own: they get one now."""
    waiting = Unsealed.objects.filter(entry__act=None).order_by("entry_id").values_list("entry_id", flat=True)
    number = 0
    for entry in JournalEntry.objects.filter(id__in=list(waiting)).order_by("id").iterator(chunk_size=1_000):
        Admission.objects.create(entry=entry, mac=admission_mark(entry))
        number += 1
    if number:
        record(actor, LinesAdmitted(node=office, number=number))


def _look_at(table: GuardedTable, before: tuple[str, ...] | None, after: str | None) -> _Portion:
    portion = _Portion()
    comparable = before is not None and set(before) <= set(table.columns)
    for key, said, was, digest, salt, gone in _rows(table, before if comparable else None, after):
        portion.read, portion.last = portion.read + 1, key
        fits = None if digest is None or gone else _fits(table, key, digest, salt)
        if fits is not None and fits(said):
            continue  # written since the table changed, or sealed before this was broken off
        if fits is None:
            known = before is None and digest is None
        elif comparable:
            known = fits(was)
        else:
            known = before is not None
            portion.unproven += known
        if known:
            fresh = secrets.token_bytes(16)
            portion.sealed.append((key, _digest(table, key, fresh, said), fresh))
        else:
            portion.unlike.append(key)
    return portion


def _fits(table: GuardedTable, key: str, digest: bytes, salt: bytes) -> Callable[[str], bool]:
    return lambda said: bool(salt) and _digest(table, key, bytes(salt), said) == bytes(digest)


def _digest(table: GuardedTable, key: str, salt: bytes, said: str) -> bytes:
    return sha256(salt + f"{table.name} {key} {said}".encode()).digest()


def _rows(table: GuardedTable, before: tuple[str, ...] | None, after: str | None) -> list[tuple[Any, ...]]:
    """Key, what the row says now and in the columns of before, and its newest seal; the next portion by key."""
    beyond = "" if after is None else f'WHERE t."{table.key}" > %(after)s'
    query = f"""
SELECT p.key, p.said, p.was, s.digest, s.salt, s.gone
FROM (SELECT t."{table.key}"::text AS key, ({_json(table.columns)})::text AS said, ({_json(before)})::text AS was
      FROM "{table.name}" AS t {beyond} ORDER BY t."{table.key}" LIMIT {PORTION}) AS p
LEFT JOIN LATERAL (SELECT digest, salt, gone FROM journal_rowseal
                   WHERE source = %(table)s AND key = p.key ORDER BY id DESC LIMIT 1) AS s ON true
"""  # noqa: S608 (names from the catalogue)
    with connection.cursor() as cursor:
        for name, value in _OFF.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
        cursor.execute(query, {"table": table.name, "after": after})
        return list(cursor.fetchall())


def _json(columns: tuple[str, ...] | None) -> str:
    if columns is None:
        return "NULL"
    named = ", ".join(f't."{each.partition(" ")[0]}"' for each in columns)
    return f"SELECT to_jsonb(r) FROM (SELECT {named}) AS r"  # noqa: S608 (names from the catalogue)


def _tables() -> Iterator[GuardedTable]:
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        for name, args, columns in cursor.fetchall():
            key, *derived = args.removesuffix("\\000").split("\\000")
            yield GuardedTable(name, key, tuple(each for each in columns if each.partition(" ")[0] not in derived))


def _told() -> dict[str, tuple[str, ...]]:
    """The columns over which each table's seals were made last, as the journal's own lines tell."""
    found: dict[str, tuple[str, ...]] = {}
    lines = JournalEntry.objects.filter(kind=RowsSealed.__name__).exclude(payload__tables={}).order_by("-id")
    for line in lines.iterator(chunk_size=100):
        if is_genuine(line) or Leaf.objects.filter(entry=line).exists():
            for name, columns in line.payload["tables"].items():
                found.setdefault(name, tuple(columns))
    return found
