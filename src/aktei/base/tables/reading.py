# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table as a spreadsheet saves it (CSV): rows by the names of its head, and what is wrong with which line. Pure.

Lines at the beginning that start with `#` are passed over, and the `sep=;` that some spreadsheets write. Separated by
`;`, `,` or tabs; in any encoding that can be told (`letters`). A line number is that of the line a row begins in.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from aktei.base.tables.letters import decoded

_SEPARATORS: Final = ";,\t"
_SEPARATOR_LINE: Final = re.compile(r'\s*"?sep=(.)"?[;,\t ]*$', re.IGNORECASE)


class NoTable(Exception):
    """A file that is no table at all; `reason` says it in German."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a line."""

    line: int
    text: str


@dataclass(frozen=True)
class Row:
    """The cells of a row by the names of the head."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """What a file says. After a flaw in the quotes nothing more is read."""

    head: Sequence[str]
    head_line: int
    rows: Sequence[Row]
    flaws: Sequence[Flaw]


def read(data: bytes, *, named: Callable[[str], str], most: int) -> Table:
    """The rows of a table. `named` brings the names of the head into one form. Raises `NoTable`."""
    text = decoded(data)
    if text is None or "\0" in text:
        raise NoTable(
            "Das ist keine Tabelle, oder ihre Umlaute sind nicht sicher zu lesen. Speichern Sie sie in Ihrer "
            "Tabellenkalkulation als „CSV UTF-8“."
        )
    if not text.strip():
        raise NoTable("Die Datei ist leer.")
    rows = _rows(text)
    flaws: list[Flaw] = []
    head_line, head = next(_whole(rows, flaws), (1, []))
    names = [named(each) for each in head]
    for name in sorted({each for each in names if each and names.count(each) > 1}):
        flaws.append(Flaw(head_line, f"Die Spalte {name} ist doppelt."))
    found: list[Row] = []
    for line, cells in _whole(rows, flaws):
        if len(found) >= most:
            flaws.append(Flaw(line, f"Mehr als {most:,} Einträge.".replace(",", ".")))
            break
        if any(cell.strip() for at, cell in enumerate(cells) if at >= len(names)):
            flaws.append(Flaw(line, "Die Zeile hat mehr Felder als die erste Zeile Spalten."))
        elif any(cell.strip() for name, cell in zip(names, cells, strict=False) if not name):
            flaws.append(Flaw(line, "Ein Feld der Zeile steht in einer Spalte ohne Überschrift."))
        else:
            found.append(Row(line, {name: cell for name, cell in zip(names, cells, strict=False) if name}))
    return Table(names, head_line, found, flaws)


@dataclass
class _Rows:
    """A reader, and how many lines lie before what it reads."""

    reader: Any
    passed: int


def _rows(text: str) -> _Rows:
    lines = io.StringIO(text, newline="")
    passed, separator = 0, ""
    at = lines.tell()
    while line := lines.readline():
        if told := _SEPARATOR_LINE.match(line.rstrip("\r\n")):
            separator = told.group(1)
        elif not line.startswith("#") and line.strip(" \r\n;,\t"):
            break
        at, passed = lines.tell(), passed + 1
    head = re.sub(r'"[^"]*"', "", line)
    lines.seek(at)
    return _Rows(csv.reader(lines, delimiter=separator or max(_SEPARATORS, key=head.count), strict=True), passed)


def _whole(rows: _Rows, flaws: list[Flaw]) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, each with the line it begins in; broken quotes end the table."""
    while True:
        line = rows.passed + rows.reader.line_num + 1
        try:
            cells = next(rows.reader, None)
        except csv.Error:
            flaws.append(
                Flaw(
                    line,
                    "Ein Anführungszeichen, das in dieser Zeile beginnt, ist nicht richtig geschlossen. Im Text selbst "
                    "stehen Anführungszeichen doppelt.",
                )
            )
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells
