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

from aktei.exchange.tables.letters import decoded, is_mangled

_SEPARATORS: Final = ";,\t|"
_SEPARATOR_LINE: Final = re.compile(r'[ ]*"?[ ]*sep[ ]*=[ ]*(?P<sign>\\t|.?).{0,8}$', re.IGNORECASE)
_INVISIBLE: Final = str.maketrans({"\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "", "\u00ad": "", "\u00a0": " "})
_OTHER_FILES: Final = (
    (b"PK\x03\x04", "eine Arbeitsmappe (Excel oder OpenDocument)"),
    (b"\xd0\xcf\x11\xe0", "eine ältere Arbeitsmappe (Excel)"),
    (b"%PDF", "ein PDF"),
    (b"{\\rtf", "ein Textdokument (RTF)"),
    (b"<", "eine Internetseite (HTML) oder XML-Datei"),
    (b"\x89PNG", "ein Bild"),
    (b"\xff\xd8\xff", "ein Bild"),
)
"""What is sometimes called `.csv` and is none."""
_UNCLOSED: Final = (
    "Ein Anführungszeichen, das in dieser Zeile beginnt, ist nicht richtig geschlossen. Im Text selbst stehen "
    "Anführungszeichen doppelt."
)
_TOO_LONG: Final = "Ein Feld, das in dieser Zeile beginnt, ist länger als 130.000 Zeichen."
_MOST_BEFORE: Final = 10
"""Lines before the head among which one may name the separator."""
_SAVE_AS: Final = "Speichern Sie sie in Ihrer Tabellenkalkulation als „CSV UTF-8“."


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
    rows = _rows(_text(data))
    flaws: list[Flaw] = []
    head_line, head = next(_whole(rows, flaws), (1, []))
    names = [named(each.translate(_INVISIBLE)) for each in head]
    for name in sorted({each for each in names if each and names.count(each) > 1}):
        flaws.append(Flaw(head_line, f"Die Spalte {name} ist doppelt."))
    found: list[Row] = []
    for line, cells in _whole(rows, flaws):
        if len(found) >= most:
            flaws.append(Flaw(line, f"Mehr als {most:,} Einträge.".replace(",", ".")))
            break
        if any(cell.strip() for at, cell in enumerate(cells) if at >= len(names)):
            flaws.append(Flaw(line, "Die Zeile hat mehr Felder als die Kopfzeile Spalten."))
        elif any(cell.strip() for name, cell in zip(names, cells, strict=False) if not name):
            flaws.append(Flaw(line, "Ein Feld der Zeile steht in einer Spalte ohne Überschrift."))
        else:
            found.append(Row(line, {name: cell for name, cell in zip(names, cells, strict=False) if name}))
    if not found and not flaws:
        flaws.append(Flaw(head_line, "Unter der Kopfzeile steht kein Eintrag."))
    return Table(names, head_line, found, flaws)


def _text(data: bytes) -> str:
    """The letters of a table, composed. Raises `NoTable` rather than show any that were not meant."""
    begin = data[:100].lstrip(b"\xef\xbb\xbf\r\n\t ")
    for mark, kind in _OTHER_FILES:
        if begin.startswith(mark):
            raise NoTable(f"Das ist keine Tabelle, sondern {kind}. {_SAVE_AS}")
    text = decoded(data)
    if text is None:
        raise NoTable(f"Das ist keine Tabelle, oder ihre Umlaute sind nicht sicher zu lesen. {_SAVE_AS}")
    if not text.strip("\ufeff \t\r\n"):
        raise NoTable("Die Datei ist leer.")
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        if "\0" in line:
            raise NoTable(f"In Zeile {number} steht ein Zeichen, das in keine Tabelle gehört (Nullzeichen). {_SAVE_AS}")
        if is_mangled(line):
            raise NoTable(
                f"In Zeile {number} sind Umlaute schon beim Speichern verloren gegangen. Speichern Sie die Tabelle aus "
                "der ursprünglichen Datei noch einmal als „CSV UTF-8“."
            )
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
            flaws.append(Flaw(line, _TOO_LONG if "field limit" in str(trouble) else _UNCLOSED))
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells
