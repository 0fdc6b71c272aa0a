# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lies beside the log: earlier heads, timestamps, witnesses' lines and keys. A head commits to what came before.

A head carries a running hash in an extension line: over the hash of the head before, and the digest of each row that it
is the first to commit to. Heads of before that line was introduced carry none.
"""

from collections.abc import Iterable
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from aktei.base.evidence.verifying.database import Log
from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.heads import Head, readable

NAME = "aktei beside "

_CALLED = {
    "journal_checkpoint": "Prüfpunkt",
    "journal_timestamp": "Zeitstempel",
    "journal_cosignature": "Bestätigung Nr.",
    "journal_signingkey": "Schlüssel Nr.",
}
_KEYS = {
    "journal_checkpoint": "size",
    "journal_timestamp": "size",
    "journal_cosignature": "id",
    "journal_signingkey": "id",
}
_COMMITTED = "SELECT head, source, key, digest FROM journal_committed WHERE head IS NOT NULL ORDER BY head, id"
_ROWS = """
SELECT coalesce(t.key, s.key), t.said, s.digest, s.head
FROM (SELECT r.{key}::text AS key, to_jsonb(r)::text AS said FROM {table} AS r) AS t
FULL JOIN (SELECT key, digest, head FROM journal_committed WHERE source = '{table}') AS s USING (key)
"""


class Committed(NamedTuple):
    """A row beside the log, and the size of the head that is the first to commit to it."""

    head: int
    source: str
    key: str
    digest: bytes


def check_beside(report: Report, log: Log) -> None:
    """Name every earlier head, timestamp, witness's line and key that is missing, altered or put in later."""
    _check_hashes(report, readable(log.heads()), map(Committed._make, log.stream(_COMMITTED)))
    for table, key in _KEYS.items():
        for name, said, digest, head in log.stream(_ROWS.format(table=table, key=key)):
            place = f"{_CALLED[table]} {name}"
            by = f"Prüfpunkt {head} hält das fest" if head else "der nächste Prüfpunkt soll es festhalten"
            if digest is None:
                report.find(place, "Das wurde am Protokoll vorbei hinzugefügt.")
            elif said is None:
                report.find(place, f"Das fehlt; {by}.")
            elif sha256(f"{table} {name} {said}".encode()).digest() != digest:
                report.find(place, f"Das wurde verändert; {by}.")


def _check_hashes(report: Report, heads: Iterable[Head], rows: Iterable[Committed]) -> None:
    said_last, begun = bytes(32), False
    by_head = groupby(rows, key=lambda each: each.head)
    group = next(by_head, None)
    for head in heads:
        computed = said_last
        while group is not None and group[0] <= head.size:
            for row in group[1]:
                computed = _fold(computed, row)
            group = next(by_head, None)
        said = head.beside(NAME)
        if said is None and begun:
            report.find(f"Prüfpunkt {head.size}", "Er sagt nicht, was neben dem Protokoll lag.")
        elif said is not None and said != computed:
            report.find(
                f"Prüfpunkt {head.size}",
                "Frühere Prüfpunkte, Zeitstempel, Bestätigungen oder Schlüssel sind nicht mehr die, die er festhält.",
            )
        begun = begun or said is not None
        said_last = said or computed
    if group is not None:
        report.find(f"Prüfpunkt {group[0]}", "Er fehlt; es gibt noch, was er als Erster festgehalten hat.")


def _fold(said: bytes, row: Committed) -> bytes:
    names = b"".join(len(each).to_bytes(4, "big") + each for each in (row.source.encode(), row.key.encode()))
    return sha256(said + names + row.digest).digest()
