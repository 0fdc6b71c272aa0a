# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists that are short enough to be read whole: narrowed by words, sorted by any column, shown, printed, taken home."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.names.folding import by_family_name, holds, sort_key
from aktei.base.paging import Piece
from aktei.entrances.web.kit.lists.list_head import Filter, Furniture, furniture, words
from aktei.entrances.web.kit.lists.tables import Cell, Column, Row, Sheet, Table, chosen

ONE_PAGE = 200
FALLING = "-ab"


@dataclass(frozen=True)
class Whole:
    """A list that was read whole: what stands above it, the rows that are left of it, and the same to take home."""

    above: Furniture
    table: Table
    sheet: Sheet
    piece: Piece
    ids: frozenset[Any]
    total: int
    known: int

    def among(self, told: Iterable[Any]) -> list[Any]:
        """Those of what the rows were made of that are shown, in the order of the rows."""
        by_id = {each.id: each for each in told}
        return [by_id[row.id] for row in self.piece.rows if row.id in by_id]

    def part(self, ids: Container[Any]) -> Table:
        """Those of the rows shown that are among these."""
        return Table(self.table.columns, [row for row in self.table.rows if row.id in ids])


def sortable(name: str, label: Any, *, falling: bool = False, **more: Any) -> Column:
    """A column of such a list; `falling`: the first click shows the greatest first."""
    down = name + FALLING
    return Column(name, label, up=name, down=down, first=down if falling else name, **more)


def named(full_name: str, *, href: str = "") -> Cell:
    """A person's name: shown as people say it, sorted by the family name."""
    return Cell(full_name, href=href, turn="\x01".join(by_family_name(full_name)))


def whole(
    request: HttpRequest,
    actor: Actor,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    page: str,
    address: str = "",
    title: str,
    filename: str,
    filters: Sequence[Filter] = (),
    carried: Sequence[tuple[str, str]] = (),
    usual: str = "",
    size: int = ONE_PAGE,
) -> Whole:
    """The list as the address of the page asks for it. `rows` have a cell for every column, shown or not.

    `usual`: how it is sorted if nothing is asked for, else as the rows come. `carried`: what else the address says.
    """
    typed = request.GET.get("q", "").replace("\0", "").strip()[:200]
    left = [row for row in rows if holds(" ".join(_said(cell) for cell in row.cells), typed)] if typed else list(rows)
    order = _known(request.GET.get("sortierung", ""), columns) or usual
    left = _sorted(left, columns, order) if order else left
    wanted = chosen(columns, request.GET.getlist("spalten"))
    above = [words("q", _("In der Liste suchen"), typed), *filters]
    label = _("%(list)s eingrenzen") % {"list": title}
    begin = _number(request.GET.get("ab", ""))
    begin = begin if begin < len(left) else 0
    shown = left[begin : begin + size]
    places = [columns.index(column) for column in wanted]
    pick: Callable[[Row], Row] = partial(_picked, places=places)
    return Whole(
        above=furniture(request, actor, page, label, above, columns, wanted, order, address=address, carried=carried),
        table=Table(wanted, [pick(row) for row in shown]),
        sheet=Sheet(title, filename, wanted, _each(left, pick)),
        piece=Piece(shown, str(begin + size) if begin + size < len(left) else "", begin),
        ids=frozenset(row.id for row in left),
        total=len(left),
        known=len(rows),
    )


def _each(rows: Sequence[Row], pick: Callable[[Row], Row]) -> Iterator[Row]:
    return (pick(row) for row in rows)


def _picked(row: Row, places: Sequence[int]) -> Row:
    return Row(row.id, row.title, [row.cells[place] for place in places], row.choosable)


def _known(order: str, columns: Sequence[Column]) -> str:
    return order if order and any(order in (column.up, column.down) for column in columns) else ""


def _sorted(rows: list[Row], columns: Sequence[Column], order: str) -> list[Row]:
    """By one column; those alike in it by their title. What is empty stands last, whichever way it is sorted."""
    place = next(number for number, column in enumerate(columns) if order in (column.up, column.down))
    falling = order == columns[place].down
    in_turn = sorted(rows, key=lambda row: (sort_key(row.title), str(row.id)))
    filled = [row for row in in_turn if not _is_empty(row.cells[place])]
    filled.sort(key=lambda row: _key(row.cells[place]), reverse=falling)
    return filled + [row for row in in_turn if _is_empty(row.cells[place])]


def _is_empty(cell: Cell) -> bool:
    return cell.value is None or cell.value == ""


def _key(cell: Cell) -> Any:
    """A column holds texts, numbers or days, never several of them."""
    value = cell.value
    if cell.turn:
        return cell.turn
    return value if isinstance(value, int | date) else sort_key(str(value))


def _said(cell: Cell) -> str:
    """What somebody may type to mean this cell."""
    if isinstance(cell.value, datetime):
        return f"{timezone.localtime(cell.value):%d.%m.%Y}"
    if isinstance(cell.value, date):
        return f"{cell.value:%d.%m.%Y}"
    return "" if cell.value is None else f"{cell.value} {cell.note}"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0
