# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Before an update: every row of the tables that it touches against its seal, while the row is still as it was sealed.

The database is that of an earlier version, so what this version has says nothing of it. Which tables are sealed, and
over which columns, is told by the journal's own lines; whoever took a guard away changed nothing of that.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any

from aktei.base.evidence.verifying.acts import check_acts, ranges
from aktei.base.evidence.verifying.database import SAID, Log, content_of, shared
from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.lines import canonical
from aktei.base.evidence.verifying.marks import fits_line
from aktei.base.evidence.verifying.rows import Counts, Part, Sealed, check_portion, count_rows, portions
from aktei.base.evidence.verifying.settled import settled

COLUMNS = (
    "Spalten, über die ihre Siegel gehen, fehlen ({}); ihre Datensätze sind nicht mit ihren Siegeln zu vergleichen."
)
OTHER = "Unter ihrem Namen steht etwas anderes als eine Tabelle."
KEY = "Ihr Schlüssel fehlt; ihre Datensätze sind nicht mit ihren Siegeln zu vergleichen."

UNTOLD = "Es gibt Siegel ihrer Datensätze, aber keine unveränderte Zeile des Protokolls sagt, worüber sie gehen."

_BEGUN = "SELECT to_regclass('journal_rowseal') IS NOT NULL"
_TOLD = f"""
SELECT coalesce(l.line, l.commitment), e.salt, e.mac, {SAID}
FROM journal_journalentry AS e LEFT JOIN journal_leaf AS l ON l.entry_id = e.id
WHERE e.kind = 'RowsSealed' AND e.payload -> 'tables' <> '{{}}' ORDER BY e.id DESC
"""  # noqa: S608 (our own words)
# From one table to the next along the index: there are few tables and many seals.
_SOURCES = """
WITH RECURSIVE s AS (
    (SELECT source FROM journal_rowseal ORDER BY source LIMIT 1)
    UNION ALL
    SELECT (SELECT r.source FROM journal_rowseal AS r WHERE r.source > s.source ORDER BY r.source LIMIT 1)
    FROM s WHERE s.source IS NOT NULL
) SELECT source FROM s WHERE source IS NOT NULL
"""
_COLUMNS = """
SELECT a.attname, coalesce(a.attnum = ANY(i.indkey::int2[]), false), c.relkind = 'r' FROM pg_class AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_index AS i ON i.indrelid = c.oid AND i.indisprimary AND i.indnkeyatts = 1
WHERE c.oid = to_regclass(%s) ORDER BY a.attname
"""

Question = tuple[Callable[[Log, Any], Part], Any]
Columns = Mapping[str, frozenset[str]]


def sealed_columns(log: Log) -> Columns:
    """The columns over which each table's seals were made last; none where that is not told, though there are seals."""
    if not next(log.ask(_BEGUN))[0]:
        return {}  # an office of before row seals
    found: dict[str, frozenset[str]] = {}
    for leaf, salt, mac, *said in log.ask(_TOLD):
        content = content_of(said)
        text = canonical(content)
        sealed = leaf is not None and sha256(bytes((len(salt),)) + salt + text.encode()).digest() == leaf
        if sealed or fits_line(log.secret, mac, text, content["id"], salt):
            for table, columns in content["payload"]["tables"].items():
                found.setdefault(table, frozenset(each.partition(" ")[0] for each in columns))
    return {**{source: frozenset() for (source,) in log.ask(_SOURCES)}, **found}


def check_before_update(
    report: Report, log: Log, told: Columns, touched: Collection[str], *, address: str = "", processes: int = 1
) -> set[str]:
    """Name every row of the touched tables that is not what an act left, and every act whose seals are not its own.

    Returns the tables that were compared.
    """
    log.read_alike()
    tables = [each for table in sorted(set(told) & set(touched)) for each in _sealed(report, log, table, told[table])]
    if not tables:
        return set()
    counts = Counts()
    for part in shared(log, address, processes, _answer, _questions(log, tables, sorted(settled(log)))):
        counts.add(part)
        report.records += part.rows
        report.find_all(part.findings)
    counts.compare(report, [each.table for each in tables])
    return {each.table for each in tables}


def _sealed(report: Report, log: Log, table: str, told: frozenset[str]) -> Iterator[Sealed]:
    """The table as it was sealed; nothing if it went with an earlier update, or cannot be compared, which is named."""
    found = list(log.ask(_COLUMNS, table))
    if not found:
        return
    columns = {name for name, _of_key, _is_table in found}
    key = next((name for name, of_key, _is_table in found if of_key), None)
    if not found[0][2]:
        report.find(f"Tabelle {table}", OTHER)
    elif not told:
        report.find(f"Tabelle {table}", UNTOLD)
    elif missing := told - columns:
        report.find(f"Tabelle {table}", COLUMNS.format(", ".join(sorted(missing))))
    elif key is None:
        report.find(f"Tabelle {table}", KEY)
    else:
        yield Sealed(table, key, frozenset(columns - told))


def _questions(log: Log, tables: Sequence[Sealed], explained: Sequence[int]) -> Iterator[Question]:
    for table in tables:
        yield from ((check_portion, each) for each in portions(log, table))
        yield count_rows, table.table
    # A seal put in beside an altered row fits the row, and not the act.
    acts = partial(check_acts, explained=explained)
    yield from ((acts, each) for each in ranges(log))


def _answer(log: Log, question: Question) -> Part:
    task, about = question
    return task(log, about)
