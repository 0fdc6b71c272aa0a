# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list piece by piece: what comes behind the last row that was shown, however many rows came or went meanwhile.

Pages, the interface and procedures go on through their lists by the same cursor, which is signed and names its order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.core import signing
from django.db.models import F, OrderBy, Q, QuerySet

COUNTED = 1_000
"""Up to here a list says how many rows it has; beyond, counting would take longer than showing."""
_SALT = "list"


class BadCursor(ValueError):
    """It was tampered with, or comes from a list in another order."""


@dataclass(frozen=True)
class Key:
    """What a list is sorted by: in the database, and the same of a row. No key is empty for any row."""

    column: Any
    of: Callable[[Any], Any]


def field(name: str) -> Key:
    """A column of the rows themselves."""
    return Key(F(name), attrgetter(name))


@dataclass(frozen=True)
class Order:
    """How a list is sorted. Rows that are alike in all keys stand in the order of their ids, always the same."""

    name: str
    keys: Sequence[Key]
    falling: bool = False

    @property
    def columns(self) -> list[OrderBy]:
        """The same for the database."""
        return [OrderBy(each, descending=self.falling) for each in (*(key.column for key in self.keys), F("id"))]


@dataclass(frozen=True)
class Piece:
    """Some rows of a list. `cursor` leads to the next ones, `before` counts those of the pieces before."""

    rows: list[Any]
    cursor: str
    before: int = 0

    @property
    def first(self) -> int:
        """Which row of the list the first one is."""
        return self.before + 1

    @property
    def shown(self) -> int:
        """How many rows are shown with these."""
        return self.before + len(self.rows)


def piece(rows: QuerySet[Any], order: Order, cursor: str, size: int, *, strict: bool = False) -> Piece:
    """So many rows behind the cursor.

    One that was tampered with or comes from another order starts from the top; `strict`: it raises `BadCursor`.
    """
    before, last = _read(cursor, order, strict=strict)
    if last:
        rows = _behind(rows, order, last)
    found = list(rows.order_by(*order.columns)[: size + 1])
    shown = found[:size]
    return Piece(shown, _written(shown[-1], order, before + size) if len(found) > size else "", before)


def every_piece(rows: QuerySet[Any], order: Order, size: int) -> Iterator[list[Any]]:
    """All rows, so many at once."""
    cursor, first = "", True
    while cursor or first:
        found = piece(rows, order, cursor, size)
        yield found.rows
        cursor, first = found.cursor, False


def count(rows: QuerySet[Any]) -> int:
    """How many rows there are; more than `COUNTED` are not told apart."""
    return rows.order_by()[: COUNTED + 1].count()


def counted(rows: QuerySet[Any], shown: Piece, known: int | None = None) -> int | None:
    """How many rows there are, or None for more than `COUNTED`. Where all are shown, it is those, whatever came.

    `known`: what `count` said, if it was asked already.
    """
    total = count(rows) if known is None else known
    if not shown.cursor:
        return shown.shown
    return total if total <= COUNTED else None


def _behind(rows: QuerySet[Any], order: Order, last: Sequence[Any]) -> QuerySet[Any]:
    beyond = "lt" if order.falling else "gt"
    rows = rows.annotate(**{f"key_{number}": key.column for number, key in enumerate(order.keys)})
    names = [*(f"key_{number}" for number in range(len(order.keys))), "id"]
    wanted, same = Q(), Q()
    for name, value in zip(names, last, strict=True):
        wanted |= same & Q(**{f"{name}__{beyond}": value})
        same &= Q(**{name: value})
    # The first key alone once more: an index begins there and not at its top.
    return rows.filter(Q(**{f"{names[0]}__{beyond}e": last[0]}) & wanted)


def _written(row: Any, order: Order, before: int) -> str:
    values = [key.of(row) for key in order.keys]
    kept = [each.isoformat() if isinstance(each, date) else each for each in values]
    return signing.dumps([order.name, before, *kept, str(row.id)], salt=_SALT)


def _read(cursor: str, order: Order, *, strict: bool) -> tuple[int, list[Any]]:
    if not cursor:
        return 0, []
    try:
        name, before, *last = signing.loads(cursor, salt=_SALT)
        if name != order.name or len(last) != len(order.keys) + 1:
            raise BadCursor(cursor)
    except (signing.BadSignature, ValueError) as error:
        if strict:
            raise BadCursor(cursor) from error
        return 0, []
    return before, last
