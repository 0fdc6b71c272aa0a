# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table as a spreadsheet saves it (CSV): rows by the names of its head, and what is wrong with which line. Pure.

Lines at the beginning that start with `#` are passed over, and the `sep=;` that some spreadsheets write. Separated by
`;`, `,`, `|` or tabs; in any encoding that can be told (`letters`). A line number is that of the line a row begins in.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from aktei.base.refusals import Refusal
from aktei.exchange.tables import refusals
from aktei.exchange.tables.letters import decoded, is_mangled

_SEPARATORS: Final = ";,\t|"
_SEPARATOR_LINE: Final = re.compile(r'[ ]*"?[ ]*sep[ ]*=[ ]*(?P<sign>\\t|.?).{0,8}$', re.IGNORECASE)
_INVISIBLE: Final = str.maketrans({"\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "", "\u00ad": "", "\u00a0": " "})
_OTHER_FILES: Final = (
    (b"PK\x03\x04", refusals.WORKBOOK),
    (b"\xd0\xcf\x11\xe0", refusals.OLD_WORKBOOK),
    (b"%PDF", refusals.PDF),
    (b"{\\rtf", refusals.TEXT_DOCUMENT),
    (b"<", refusals.WEB_PAGE),
    (b"\x89PNG", refusals.PICTURE),
    (b"\xff\xd8\xff", refusals.PICTURE),
)
"""What is sometimes called `.csv` and is none."""
_MOST_BEFORE: Final = 10
"""Lines before the head among which one may name the separator."""


class NoTable(Exception):
    """A file that is no table at all, and why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a line."""

    line: int
    reason: Refusal


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
    rows = _rows(_text(data))
    flaws: list[Flaw] = []
    head_line, head = next(_whole(rows, flaws), (1, []))
    names = [named(each.translate(_INVISIBLE)) for each in head]
    for name in sorted({each for each in names if each and names.count(each) > 1}):
        flaws.append(Flaw(head_line, refusals.COLUMN_TWICE(name=name)))
    found: list[Row] = []
    for line, cells in _whole(rows, flaws):
        if len(found) >= most:
            flaws.append(Flaw(line, refusals.TOO_MANY_LINES(most=most)))
            break
        if any(cell.strip() for at, cell in enumerate(cells) if at >= len(names)):
            flaws.append(Flaw(line, refusals.TOO_MANY_FIELDS()))
        elif any(cell.strip() for name, cell in zip(names, cells, strict=False) if not name):
            flaws.append(Flaw(line, refusals.FIELD_WITHOUT_COLUMN()))
        else:
            found.append(Row(line, {name: cell for name, cell in zip(names, cells, strict=False) if name}))
    if not found and not flaws:
        flaws.append(Flaw(head_line, refusals.NO_LINE()))
    return Table(names, head_line, found, flaws)


def _text(data: bytes) -> str:
    """The letters of a table, composed. Raises `NoTable` rather than show any that were not meant."""
    begin = data[:100].lstrip(b"\xef\xbb\xbf\r\n\t ")
    for mark, kind in _OTHER_FILES:
        if begin.startswith(mark):
            raise NoTable(refusals.ANOTHER_FILE(kind=kind()))
    text = decoded(data)
    if text is None:
        raise NoTable(refusals.UNREADABLE())
    if not text.strip("\ufeff \t\r\n"):
        raise NoTable(refusals.EMPTY())
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        if "\0" in line:
            raise NoTable(refusals.NULL_SIGN(line=str(number)))
        if is_mangled(line):
            raise NoTable(refusals.LETTERS_LOST(line=str(number)))
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff"))


@dataclass
class _Rows:
    """A reader, and how many lines lie before what it reads."""

    reader: Any
    passed: int


def _rows(text: str) -> _Rows:
    lines = io.StringIO(text, newline="")
    passed, told = 0, ""
    at = lines.tell()
    while line := lines.readline():
        if passed < _MOST_BEFORE and (named := _SEPARATOR_LINE.match(line.rstrip("\r\n"))):
            told = "\t" if named["sign"] == "\\t" else named["sign"]
        elif not line.startswith("#") and line.strip(" \r\n;,\t|"):
            break
        at, passed = lines.tell(), passed + 1
    lines.seek(at)
    return _Rows(csv.reader(lines, delimiter=_separator(line, told), strict=True), passed)


def _separator(head: str, told: str) -> str:
    """What stands between the cells of the head: as the file tells, unless its head shows otherwise."""
    plain = re.sub(r'"[^"]*"', "", head)
    if told and told not in " \"'" and not told.isalnum() and (told in plain or not set(plain) & set(_SEPARATORS)):
        return told
    return max(_SEPARATORS, key=plain.count)


def _whole(rows: _Rows, flaws: list[Flaw]) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, each with the line it begins in; broken quotes end the table."""
    while True:
        line = rows.passed + rows.reader.line_num + 1
        try:
            cells = next(rows.reader, None)
        except csv.Error as trouble:
            flaws.append(
                Flaw(line, refusals.FIELD_TOO_LONG() if "field limit" in str(trouble) else refusals.QUOTE_NOT_CLOSED())
            )
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells
