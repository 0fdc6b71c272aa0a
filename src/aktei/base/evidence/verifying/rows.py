# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every guarded row against the newest seal that an act left of it, table by table in portions of neighbouring keys.

A seal is a salted hash of the row as the act left it. The row is read as text and hashed here, not by the database.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from aktei.base.evidence.verifying.database import Log
from aktei.base.evidence.verifying.findings import Finding, Report
from aktei.base.evidence.verifying.guards import guarded
from aktei.base.evidence.verifying.lines import NAMED_ONE_BY_ONE

AT_ONCE = 20_000
"""Seals of one portion."""

ALTERED = "Der Datensatz wurde verändert, ohne dass es jemand als Handlung getan hätte."
MISSING = "Der Datensatz fehlt, und keine Handlung hat ihn gelöscht."
UNSEALED = "Keine Handlung hat diesen Datensatz geschrieben; er hat kein Siegel."
BACK = "Der Datensatz ist da, obwohl eine Handlung ihn gelöscht hat."
HIDDEN = "Über ihre Schlüssel sind {} Datensätze zu finden, in ihr liegen {}: Ein Index kennt nicht alle."
SPOILT = "Das Siegel des Datensatzes ist geleert; ob er unverändert ist, lässt sich nicht sagen."

_READABLE = """
SELECT a.atttypid = 'uuid'::regtype FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
WHERE a.attrelid = to_regclass(%s) AND a.attname = %s AND c.relkind = 'r' AND NOT a.attisdropped
"""
_NEXT = "SELECT key FROM journal_rowseal WHERE source = %s AND key >= %s ORDER BY key OFFSET %s LIMIT 1"
_ROWS = """
SELECT coalesce(t.key, s.key), t.said, s.digest, s.salt, s.gone, s.act::text
FROM (SELECT r.{key}::text AS key, (pg_catalog.to_jsonb(r) - %(derived)s::text[])::text AS said
      FROM {table} AS r WHERE {rows}) AS t
FULL JOIN (SELECT DISTINCT ON (key) key, digest, salt, gone, act FROM journal_rowseal
           WHERE source = %(table)s AND act IS NOT NULL AND {seals} ORDER BY key, id DESC) AS s USING (key)
"""  # a seal without an act is nobody's
_COUNT = 'SELECT count(*) FROM "{table}"'
_LAST = """
SELECT l.position, e.kind, e.at, e.person::text, e.client
FROM journal_journalentry AS e LEFT JOIN journal_leaf AS l ON l.entry_id = e.id
WHERE e.act = %s::uuid ORDER BY e.ordinal DESC LIMIT 1
"""


@dataclass(frozen=True)
class Sealed:
    """A table whose rows are sealed: the column of its key, and those that its seals leave out."""

    table: str
    key: str
    derived: frozenset[str]

    @classmethod
    def of_this_version(cls, table: str) -> "Sealed":
        """As this version has it."""
        return cls(table, *guarded()[table])


@dataclass(frozen=True)
class Portion:
    """Rows of a table from one key on (inclusive) to another (exclusive); either may be open."""

    of: Sealed
    low: str | None = None
    high: str | None = None

    @property
    def table(self) -> str:
        """The table's name."""
        return self.of.table


@dataclass
class Part:
    """What was looked at in a portion, and what does not fit."""

    rows: int = 0
    readings: int = 0
    findings: list[Finding] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)
    found: int = 0
    unmarked: list[tuple[str, int]] = field(default_factory=list)
    """Acts whose mark does not fit, each with the place of its last line."""
    table: str = ""
    """Whose rows were looked at, or `counted` one after the other as they lie there."""
    counted: int | None = None

    @property
    def names_more(self) -> bool:
        """Whether what does not fit is still named one by one."""
        return self.found < NAMED_ONE_BY_ONE

    def find(self, place: str, what: str) -> None:
        """Name something that does not fit; of very many only the number."""
        if self.names_more:
            self.findings.append(Finding(place, what))
        self.found += 1

    def with_number(self, place: str, of_what: str) -> "Part":
        """With the number of all that does not fit, where not all is named."""
        if not self.names_more and self.found > len(self.findings):
            self.findings.append(Finding(place, f"Von hier an stimmen insgesamt {self.found} {of_what} nicht."))
        return self


def portions(log: Log, of: Sealed) -> Iterator[Portion]:
    """The portions of a table; none if it cannot be read, which its guards tell."""
    table = of.table
    ordered = next(log.ask(_READABLE, table, of.key), None)
    if ordered is None:
        return
    low: str | None = None
    while ordered[0]:  # other keys are ordered otherwise than their text
        found = next(log.ask(_NEXT, table, low or "", AT_ONCE), None)
        if found is None or found[0] == low:
            break
        yield Portion(of, low, found[0])
        low = found[0]
    yield Portion(of, low, None)


def check_portion(log: Log, portion: Portion) -> Part:
    """Compare the rows of a portion with their newest seals."""
    part, table = Part(table=portion.table), portion.table
    key, derived = portion.of.key, portion.of.derived
    asked = _ROWS.format(
        key=f'"{key}"',
        table=f'"{table}"',
        rows=between(f'r."{key}"', "::text::uuid", portion),
        seals=between("key", "::text", portion),
    )
    wanted: dict[str, Any] = {"derived": sorted(derived), "table": table, "low": portion.low, "high": portion.high}
    prefix = f"{table} "

    def wrong(name: str, what: str, act: str | None) -> None:
        part.find(f"Datensatz {table} {name}", f"{what}{last_line(log, act)}" if part.names_more else what)

    for name, said, digest, salt, gone, act in log.stream(asked, **wanted):
        part.rows += said is not None
        if digest is None:
            wrong(name, UNSEALED, None)
        elif said is None:
            if not gone:
                wrong(name, MISSING, act)
        elif gone:
            wrong(name, BACK, act)
        elif not salt:
            wrong(name, SPOILT, act)
        elif sha256(salt + f"{prefix}{name} {said}".encode()).digest() != digest:
            wrong(name, ALTERED, act)
    return part.with_number(f"Tabelle {table}", "Datensätze")


def count_rows(log: Log, table: str) -> Part:
    """How many rows lie in a table, counted without its indexes: one that was kept from knowing a row would hide it."""
    for plan in ("indexscan", "indexonlyscan", "bitmapscan"):
        log.connection.execute(f"SET LOCAL enable_{plan} = off".encode())
    (number,) = next(log.ask(_COUNT.format(table=table)))
    for plan in ("indexscan", "indexonlyscan", "bitmapscan"):
        log.connection.execute(f"SET LOCAL enable_{plan} = on".encode())
    return Part(table=table, counted=number)


class Counts:
    """How many rows of each table were found by their keys, and how many lie there."""

    def __init__(self) -> None:
        self._looked_at, self._counted = Counter[str](), Counter[str]()

    def add(self, part: Part) -> None:
        """What was looked at or counted in a portion."""
        self._looked_at[part.table] += part.rows
        self._counted[part.table] += part.counted or 0

    def compare(self, report: Report, tables: Iterable[str]) -> None:
        """Name each table of which an index does not know all rows."""
        for table in tables:
            if self._looked_at[table] != self._counted[table]:
                report.find(f"Tabelle {table}", HIDDEN.format(self._looked_at[table], self._counted[table]))


def last_line(log: Log, act: str | None) -> str:
    """What the last true line of an act says: where it stands, what it was, when and by whom."""
    found = next(log.ask(_LAST, act), None) if act else None
    if found is None:
        return "" if act is None else f" Von der Handlung {act}, die ihn zuletzt schrieb, gibt es keine Zeile."
    position, kind, at, person, client = found
    where = "eine Zeile, die noch wartet" if position is None else f"Zeile {position}"
    who = f"Person {person}" if person else f"die Anwendung ({client})"
    return f" Zuletzt spricht davon {where}: {kind}, {_moment(at)}, {who}."


def between(what: str, kind: str, portion: Portion) -> str:
    """The condition that this column lies in a portion."""
    low = f"{what} >= %(low)s{kind}" if portion.low is not None else "true"
    return f"{low} AND {what} < %(high)s{kind}" if portion.high is not None else low


def _moment(at: datetime) -> str:
    return at.strftime("%d.%m.%Y %H:%M:%S")
