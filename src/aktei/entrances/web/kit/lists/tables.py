# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list as columns and cells, from which the page, the paper and the spreadsheet are all made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

MOST_ON_PAPER = 1_000
MOST_IN_A_SHEET = 20_000


@dataclass(frozen=True)
class Column:
    """One column. `shown` without being asked for; `fixed` always. `up`, `down`: orders; `first`: a click's first."""

    name: str
    label: str | Promise
    shown: bool = True
    fixed: bool = False
    up: str = ""
    down: str = ""
    first: str = ""
    css: str = ""


@dataclass(frozen=True)
class Cell:
    """One value. `href`: where it leads; `badge`: a state of this kind; `icon`: a mark behind it, called `note`.

    `turn`: what it is sorted by, if not its value. `unfinished`: the page asks again until it says something else.
    """

    value: str | int | date | datetime | None
    href: str = ""
    badge: str = ""
    icon: str = ""
    note: str = ""
    unfinished: bool = False
    turn: str = ""

    @property
    def written(self) -> str | int | date | datetime | None:
        """What a spreadsheet says."""
        return f"{self.value} ({self.note})" if self.note else self.value


@dataclass(frozen=True)
class Row:
    """One line of a list; `title` is what a reader hears when choosing it; `fresh`: it renews itself."""

    id: UUID | tuple[object, ...]
    title: str
    cells: Sequence[Cell]
    choosable: bool = True
    fresh: bool = False


@dataclass(frozen=True)
class Table:
    """One page of a list."""

    columns: Sequence[Column]
    rows: Sequence[Row]


def chosen(columns: Iterable[Column], wanted: Sequence[str]) -> list[Column]:
    """The columns that are shown: those asked for, or those shown without being asked for; the fixed ones always."""
    known = list(columns)
    if not wanted:
        return [column for column in known if column.fixed or column.shown]
    return [column for column in known if column.fixed or column.name in wanted]


@dataclass(frozen=True)
class Sheet:
    """A list for paper and spreadsheets, read piece by piece; `filename` without its end."""

    title: str
    filename: str
    columns: Sequence[Column]
    rows: Iterator[Row]

    @property
    def head(self) -> list[Any]:
        """The headings."""
        return [column.label for column in self.columns]


def days_left(due: Any) -> Cell:
    """How many days there are until that day; less than none in red."""
    if due is None:
        return Cell(None)
    days = (due - timezone.localdate()).days
    return Cell(days, badge="danger" if days < 0 else "warning" if days == 0 else "")
