# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every act against its lines and its seals: the last line of an act commits to all seals of rows it left."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

from aktei.base.evidence.verifying.database import Log
from aktei.base.evidence.verifying.marks import fits_act
from aktei.base.evidence.verifying.rows import AT_ONCE, Part, last_line

_NEXT = """
SELECT id::text FROM (SELECT act AS id FROM journal_rowseal WHERE act >= %s::uuid ORDER BY act OFFSET %s LIMIT 1) AS s
"""
_SEALS = """
SELECT s.act::text, s.id, s.source, s.key, s.gone, s.digest FROM journal_rowseal AS s
WHERE s.act >= %(low)s::uuid AND (%(high)s::uuid IS NULL OR s.act < %(high)s::uuid) ORDER BY s.act, s.id
"""
_ACTS = """
SELECT coalesce(a.id, n.act)::text, n.last, a.mac, a.lines, a.seals, a.rows, n.lines, n.placed, n.rows, n.with_rows
FROM (SELECT * FROM journal_act WHERE id >= %(low)s::uuid AND (%(high)s::uuid IS NULL OR id < %(high)s::uuid)) AS a
FULL JOIN (
    SELECT e.act, count(*) AS lines, count(l.position) AS placed, max(l.position) AS last, count(l.rows) AS with_rows,
           (array_agg(l.rows ORDER BY e.ordinal DESC))[1] AS rows
    FROM journal_journalentry AS e LEFT JOIN journal_leaf AS l ON l.entry_id = e.id
    WHERE e.act >= %(low)s::uuid AND (%(high)s::uuid IS NULL OR e.act < %(high)s::uuid)
      AND e.id <> ALL(%(explained)s::bigint[]) GROUP BY e.act
) AS n ON n.act = a.id
ORDER BY coalesce(a.id, n.act)
"""
_FIRST = "00000000-0000-0000-0000-000000000000"

Range = tuple[str, str | None]
_NO_MORE = ("~", 0, b"")
"""Behind all acts."""
_NOTHING = b""


def ranges(log: Log) -> Iterator[Range]:
    """Acts in portions, by the number of their seals."""
    low = _FIRST
    while (found := next(log.ask(_NEXT, low, AT_ONCE), None)) is not None:
        # One act alone may have more seals than a portion; the next portion begins behind it.
        high = found[0] if found[0] != low else _after(low)
        yield low, high
        low = high
    yield low, None


def check_acts(log: Log, within: Range, explained: Sequence[int] = ()) -> Part:
    """Compare the acts of a portion with their lines and seals; lines explained as not genuine are none of theirs."""
    part = Part()
    wanted: dict[str, Any] = dict(zip(("low", "high"), within, strict=True))

    def judge(act: str, row: Sequence[Any] | None, seals: int, rows: bytes) -> bool:
        wrong = list(_wrong(row, seals, rows))
        for what in wrong:
            part.find(f"Handlung {act}", f"{what}{last_line(log, act)}" if part.names_more and row else what)
        return not wrong

    # Both come in the order of the acts.
    summed = _summed_up(log.stream(_SEALS, **wanted))
    of_seals, seals, rows = next(summed, _NO_MORE)
    for act, last, mac, *row in log.stream(_ACTS, **wanted, explained=list(explained)):
        while of_seals < act:
            judge(of_seals, None, seals, rows)
            of_seals, seals, rows = next(summed, _NO_MORE)
        if of_seals == act:
            good = judge(act, row, seals, rows)
            of_seals, seals, rows = next(summed, _NO_MORE)
        else:
            good = judge(act, row, 0, _NOTHING)
        if good and log.secret and last is not None and not fits_act(log.secret, mac, act, *row[:3]):
            part.unmarked.append((act, last))
    while of_seals != _NO_MORE[0]:
        judge(of_seals, None, seals, rows)
        of_seals, seals, rows = next(summed, _NO_MORE)
    return part.with_number(f"Handlungen ab {within[0]}", "Handlungen")


def _summed_up(seals: Iterable[tuple[Any, ...]]) -> Iterator[tuple[str, int, bytes]]:
    """How many seals each act left, and the hash over them in their order."""
    current, number, whole = "", 0, sha256()
    named = lru_cache(_with_length)  # there are few tables
    for act, seal, source, key, gone, digest in seals:
        if act != current:
            if number:
                yield current, number, whole.digest()
            current, number, whole = act, 0, sha256()
        number += 1
        plain = key.encode()
        names = named(source) + len(plain).to_bytes(4, "big") + plain
        whole.update(sha256(seal.to_bytes(8, "big") + names + (b"\x01" if gone else b"\x00") + digest).digest())
    if number:
        yield current, number, whole.digest()


def _with_length(text: str) -> bytes:
    plain = text.encode()
    return len(plain).to_bytes(4, "big") + plain


def _wrong(row: Sequence[Any] | None, seals: int, rows: bytes) -> Iterator[str]:
    if row is None or row[3] is None:
        yield "Sie hat Datensätze geschrieben, aber keine Zeile des Protokolls spricht davon."
        return
    lines, said_seals, said_rows, found_lines, placed, committed, with_rows = row
    if lines is None:
        yield "Ihr Abschluss fehlt."
        said_rows = rows
    elif found_lines != lines:
        yield f"Sie hatte {lines} Zeilen, vorhanden sind {found_lines}."
    elif said_seals != seals or said_rows != rows:
        yield f"Die Siegel ihrer Datensätze sind nicht die, mit denen sie abgeschlossen wurde ({said_seals}, {seals})."
    if placed == found_lines and ((committed or b"") != said_rows or with_rows != (1 if said_rows else 0)):
        yield "Ihre letzte Zeile bürgt für andere Datensätze, als sie geschrieben hat."


def _after(act: str) -> str:
    plain = f"{int(act.replace('-', ''), 16) + 1:032x}"
    return "-".join((plain[:8], plain[8:12], plain[12:16], plain[16:20], plain[20:]))
