# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""CSV as German spreadsheets read it: a byte order mark, semicolons, and no cell that is taken for a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def lines(head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The table line by line, so that a long one never lies in memory whole."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield BYTE_ORDER_MARK
    yield writer.writerow([harmless(each) for each in head])
    for row in rows:
        yield writer.writerow([cell(each) for each in row])


def cell(value: Any) -> Any:
    """What stands in a cell: days and moments the German way, numbers as numbers, everything else as harmless text.

    Moments are told in the zone of the process, which is that of the office.
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone():%d.%m.%Y %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return value if isinstance(value, int) and not isinstance(value, bool) else harmless(value)


def harmless(text: Any) -> str:
    """No cell of a table is a formula, whatever somebody called themselves or their letter."""
    said = str(text)
    return f"'{said}" if said.lstrip(" ").startswith(_FORMULA) else said
