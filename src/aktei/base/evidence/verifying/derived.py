# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What no seal covers because it follows from something else is worked out anew from there.

Chains follow from the placements (sealed rows); text and words of pages are what the line about their reading says;
files are what their hash says.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby, islice
from json import loads
from typing import Any

from aktei.base.evidence.verifying.database import Log
from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.guards import expected, guarded
from aktei.base.evidence.verifying.rows import Part, Portion, between

KNOWN = frozenset({"chain", "text", "words"})
"""The columns that are worked out here."""
_OVERSIGHT = "00000000-0000-7000-8000-000000000003"
_OF = {"access_emergency": "node"}
"""Tables whose chain is that of another node, and the column that names it."""
_AT_ONCE = 200

_CHAINS = """
WITH above AS ({tables})
SELECT t.id::text FROM {table} AS t
LEFT JOIN rights_placement AS p ON p.node = t.id AND p.valid_until IS NULL
LEFT JOIN above AS a ON a.id = p.parent
WHERE t.chain IS DISTINCT FROM CASE
    WHEN p.node IS NULL THEN NULL
    WHEN p.barrier THEN ARRAY[t.id, '{oversight}'::uuid]
    WHEN p.parent IS NULL THEN ARRAY[t.id]
    ELSE t.id || coalesce(a.chain, ARRAY[p.parent]) END
ORDER BY t.id
"""
_BORROWED = """
WITH above AS ({tables})
SELECT t.id::text FROM {table} AS t LEFT JOIN above AS a ON a.id = t.{of}
WHERE t.chain IS DISTINCT FROM a.chain ORDER BY t.id
"""
_READINGS = """
SELECT v.id::text, l.position, e.payload, e.salt
FROM records_version AS v
LEFT JOIN LATERAL (
    SELECT e.id, e.payload::text, e.salt FROM journal_journalentry AS e
    WHERE e.node = v.document_id AND e.kind = 'DocumentRendered'
      AND (e.payload ->> 'version' = v.id::text OR e.salt = '') AND e.id <> ALL(%(explained)s::bigint[])
    ORDER BY e.salt = '', e.id DESC LIMIT 1
) AS e ON true
LEFT JOIN journal_leaf AS l ON l.entry_id = e.id
WHERE {versions}
  AND (v.rendered_at IS NOT NULL OR EXISTS (SELECT FROM records_page AS p WHERE p.version_id = v.id))
  AND NOT EXISTS (SELECT FROM records_deletion AS d WHERE d.document_id = v.document_id)
ORDER BY v.id
"""
_PAGES = """
SELECT version_id::text, number, text, words FROM records_page
WHERE version_id = ANY(%s::uuid[]) ORDER BY version_id, number
"""
_ARCHIVAL = """
SELECT version_id::text, sha256 FROM records_component
WHERE version_id = ANY(%s::uuid[]) AND role = 'archival' ORDER BY version_id, position
"""
_NAMED = "SELECT {column} AS sha256 FROM {table} WHERE {column} <> ''"


def placed() -> list[str]:
    """The tables whose rows hang somewhere."""
    return [table for table, (_key, derived) in guarded().items() if "chain" in derived]


def check_chains(log: Log, table: str) -> Part:
    """Name every record of this table that hangs elsewhere than its placement says."""
    part, own = Part(), [each for each in placed() if each not in _OF]
    tables = " UNION ALL ".join(f"SELECT id, chain FROM {each}" for each in own)  # noqa: S608 (our own names)
    asked = _BORROWED if table in _OF else _CHAINS
    for (node,) in log.stream(asked.format(tables=tables, table=table, of=_OF.get(table), oversight=_OVERSIGHT)):
        part.find(f"Datensatz {table} {node}", "Seine Kette (chain) ist nicht die, die aus seinem Platz folgt.")
    return part.with_number(f"Tabelle {table}", "Ketten")


def check_readings(log: Log, versions: Portion, explained: Sequence[int] = ()) -> Part:
    """Compare text and words of the pages of these versions with the line about their reading, if it is genuine."""
    part = Part()
    found = log.stream(
        _READINGS.format(versions=between("v.id", "::text::uuid", versions)),
        low=versions.low,
        high=versions.high,
        explained=list(explained),
    )
    while some := list(islice(found, _AT_ONCE)):
        ids = [version for version, *_more in some]
        pages = groupby(log.stream(_PAGES, ids, at_once=_AT_ONCE), key=lambda row: row[0])
        hashes = {version: _reading(rows) for version, rows in pages}
        archival = dict(log.ask(_ARCHIVAL, ids))
        for version, position, payload, salt in some:
            _check_reading(part, version, position, payload, salt, hashes.get(version, (0, "")), archival.get(version))
    return part.with_number("Versionen", "Versionen")


def _reading(rows: Iterable[tuple[Any, ...]]) -> tuple[int, str]:
    whole, number_of_pages = sha256(), 0
    for _version, number, text, words in rows:
        number_of_pages += 1
        for part in (str(number).encode(), text.encode(), words):
            whole.update(sha256(part).digest())
    return number_of_pages, whole.hexdigest()


def _check_reading(
    part: Part,
    version: str,
    position: int | None,
    payload: str | None,
    salt: bytes | None,
    found: tuple[int, str],
    archival: str | None,
) -> None:
    place, (pages, reading) = f"Version {version}", found
    if payload is None:
        part.find(place, "Ihre Seiten sind durch keine Zeile belegt.")
        return
    if not salt:
        return  # what the line said was lawfully erased
    said = loads(payload)
    part.readings += 1
    where = "" if position is None else f" (Zeile {position})"
    if pages != said["pages"]:
        part.find(place, f"Besiegelt sind {said['pages']} Seiten{where}, vorhanden {pages}.")
    elif said.get("reading") and reading != said["reading"]:
        part.find(place, f"Der Text der Seiten ist nicht der besiegelte{where}.")
    if archival != said["archival"]:
        part.find(place, f"Als Archivfassung ist eine andere Datei eingetragen als die besiegelte{where}.")


def check_files(report: Report, log: Log) -> None:
    """Re-read and re-hash every file that a record names."""
    asked = " UNION ".join(_naming_files())
    for (digest,) in log.stream(f"{asked} ORDER BY sha256") if asked else ():
        report.files += 1
        chunks = log.chunks(digest)
        if chunks is None:
            report.find(f"Datei {digest}", "Die Datei fehlt.")
            continue
        found = sha256()
        for chunk in chunks:
            found.update(chunk)
        if found.hexdigest() != digest:
            report.find(f"Datei {digest}", "Die Bytes der Datei sind nicht die besiegelten.")


def _naming_files() -> Iterator[str]:
    """What is asked of each official table that names files: every such column ends in `sha256`."""
    for table, _dot, column in (each.partition(".") for each in expected()["columns"]):
        if table in guarded() and column.endswith("sha256"):
            yield _NAMED.format(table=table, column=column)


def unknown() -> Iterator[tuple[str, str]]:
    """Columns that no seal covers and nothing here works out."""
    for table, (_key, derived) in guarded().items():
        yield from ((table, column) for column in sorted(derived - KNOWN))
