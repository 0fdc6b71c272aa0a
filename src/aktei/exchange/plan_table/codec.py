# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The file plan as a table (CSV), as people keep it in a spreadsheet. Pure.

Lines at the beginning that start with `#` are passed over. The first other line names the columns, in any order; only
`kennzeichen` and, for new entries, `titel` have to be there. How the file may be written says `tables.reading`.

| column | means |
|---|---|
| kennzeichen | the notation, `50.30` |
| titel | the title |
| uebergeordnet | the notation of the entry above; empty: at the top. Without the column: by the digits |
| aufbewahrung_jahre | years, or `dauernd` |
| aussonderung | `A` archive, `B` appraise, `V` destroy; also in words |
| aktenzeichen_muster | how references are formed, `{notation}-{year}/{number:05}` |
| fuehrt_akten | `ja` or `nein` |
| aktenarten | kinds of dossiers it may hold, with spaces between; empty: all |
| hinweis | a note for whoever files here |
| stillgelegt | `ja` or `nein` |
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from aktei.base.refusals import Refusal
from aktei.exchange.plan_lines import Fault, PlanLine, Reading
from aktei.exchange.plan_table import refusals
from aktei.exchange.tables import reading

LARGEST: Final = 5 * 2**20
"""Bytes of a file."""
MOST_LINES: Final = 20_000
_YES: Final = frozenset({"ja", "j", "x", "1", "true", "wahr"})
_NO: Final = frozenset({"nein", "n", "", "0", "false", "falsch"})
_DISPOSALS: Final = {
    "a": "A",
    "archivieren": "A",
    "archivwürdig": "A",
    "b": "B",
    "bewerten": "B",
    "v": "V",
    "vernichten": "V",
}
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")


def write(lines: Iterable[PlanLine]) -> bytes:
    """The plan as CSV: UTF-8 with a byte order mark and `;`, which spreadsheets in German open without asking."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(["kennzeichen", *_COLUMNS])
    for each in lines:
        writer.writerow(
            [each.notation, *(_written(write_(each.values[name])) for name, _r, write_ in _COLUMNS.values())]
        )
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def read(data: bytes) -> Reading:
    """What a table says; whatever cannot be read is told with its line, and nothing is guessed."""
    if len(data) > LARGEST:
        return Reading(faults=[Fault(0, refusals.TOO_LARGE(most=LARGEST // 2**20))])
    try:
        table = reading.read(data, named=_plain, most=MOST_LINES)
    except reading.NoTable as trouble:
        return Reading(faults=[Fault(0, trouble.reason)])
    if "kennzeichen" not in table.head:
        return Reading(faults=[Fault(table.head_line, _without_notation(table.head))])
    lines: list[PlanLine] = []
    faults = [Fault(each.line, each.reason) for each in table.flaws]
    for row in table.rows:
        _take(row.cells, row.line, lines, faults)
    unknown = [each for each in table.head if each and each not in _COLUMNS and each != "kennzeichen"]
    return Reading(lines, sorted(faults, key=lambda fault: fault.line), unknown)


def _without_notation(head: Sequence[str]) -> Refusal:
    there = ", ".join(each for each in head if each)[:200]
    return refusals.NO_NOTATION_COLUMN(there=there) if there else refusals.NO_COLUMN()


def _take(cells: Mapping[str, str], at: int, lines: list[PlanLine], faults: list[Fault]) -> None:
    notation = _unguarded(cells.get("kennzeichen", "").strip())
    values: dict[str, Any] = {}
    for column, (name, read_, _write) in _COLUMNS.items():
        if column not in cells:
            continue
        value = read_(_unguarded(cells[column]))
        if isinstance(value, Refusal):
            faults.append(Fault(at, refusals.IN_COLUMN(column=column, reason=value)))
        else:
            values[name] = value
    if not notation:
        faults.append(Fault(at, refusals.NOTATION_MISSING()))
        return
    lines.append(PlanLine(notation, values, at))


def _plain(name: str) -> str:
    folded = name.strip().lower().replace("ü", "ue").replace("ä", "ae").replace("ö", "oe")
    return folded.replace(" ", "_").replace("-", "_")


def _written(text: str) -> str:
    """A spreadsheet would take such a text for a formula; the apostrophe keeps it text."""
    return f"'{text}" if text.startswith((*_DANGEROUS, "'")) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") else text


def _text(text: str) -> str:
    return text.strip()


def _place(text: str) -> str | None:
    return text.strip() or None


def _years(text: str) -> int | Refusal | None:
    plain = text.strip().lower()
    if plain in {"dauernd", "unbefristet", "immer"}:
        return None
    if not plain.isascii() or not plain.isdecimal() or len(plain) > 4:
        return refusals.NO_YEARS(text=text.strip())
    return int(plain)


def _disposal(text: str) -> str | Refusal:
    return _DISPOSALS.get(text.strip().lower()) or refusals.NO_DISPOSAL(text=text.strip())


def _yes_no(text: str) -> bool | Refusal:
    plain = text.strip().lower()
    if plain not in _YES | _NO:
        return refusals.NEITHER_YES_NOR_NO(text=text.strip())
    return plain in _YES


def _kinds(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _say(value: bool) -> str:
    return "ja" if value else "nein"


_COLUMNS: Final[Mapping[str, tuple[str, Callable[[str], Any], Callable[[Any], str]]]] = {
    "titel": ("title", _text, str),
    "uebergeordnet": ("parent", _place, lambda value: value or ""),
    "aufbewahrung_jahre": ("retention_years", _years, lambda value: "dauernd" if value is None else str(value)),
    "aussonderung": ("disposal_type", _disposal, str),
    "aktenzeichen_muster": ("reference_pattern", _text, str),
    "fuehrt_akten": ("holds_dossiers", _yes_no, _say),
    "aktenarten": ("dossier_kinds", _kinds, " ".join),
    "hinweis": ("note", _text, str),
    "stillgelegt": ("disabled", _yes_no, _say),
}

COLUMNS: Final[Sequence[str]] = ("kennzeichen", *_COLUMNS)
"""The columns in the order in which they are written."""
