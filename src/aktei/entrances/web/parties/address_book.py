# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The address book as pages show it: a piece of the list, and the question before a second entry is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.base.names.expressions import SortKey
from aktei.base.names.folding import sort_key
from aktei.base.paging import Key, Order, Piece, counted, every_piece, piece
from aktei.entrances.web.kit.frame.addresses import record_address
from aktei.entrances.web.kit.lists.list_head import Furniture, furniture, words
from aktei.entrances.web.kit.lists.tables import Cell, Column, Row, Sheet, Table, chosen
from aktei.entrances.web.parties.forms import described
from aktei.records.parties import queries as parties

ONE_PAGE = 50
AT_ONCE = 500
"""Entries that are read together when the whole list is wanted."""

_NAME = [
    Key(SortKey("name"), lambda row: sort_key(row.name)),
    Key(SortKey("given_name"), lambda row: sort_key(row.given_name)),
]
ORDERS = {order.name: order for order in (Order("name", _NAME), Order("name-ab", _NAME, falling=True))}

COLUMNS = (
    Column("name", gettext_lazy("Name"), fixed=True, up="name", down="name-ab", first="name"),
    Column("geboren", gettext_lazy("Geboren"), css="nowrap"),
    Column("anschrift", gettext_lazy("Anschrift")),
    Column("telefon", gettext_lazy("Telefon"), css="nowrap"),
    Column("email", gettext_lazy("E-Mail"), css="break"),
)


@dataclass(frozen=True)
class Listed:
    """A piece of the list. `total` is None where there are too many to count."""

    table: Table
    piece: Piece
    total: int | None


def listed(actor: Actor, query: QueryDict) -> Listed:
    """The entries whose name or address is like what was typed, from a cursor on."""
    rows = _matching(actor, query)
    found = piece(rows, _order(query), query.get("cursor", ""), ONE_PAGE)
    return Listed(_table(found.rows, query.getlist("spalten")), found, counted(rows, found))


def sheet(actor: Actor, query: QueryDict) -> Sheet:
    """All entries of the list, for paper and spreadsheets."""
    columns = query.getlist("spalten")
    return Sheet(_("Adressbuch"), "adressbuch", chosen(COLUMNS, columns), _all(actor, query, columns))


def above(request: HttpRequest, actor: Actor) -> Furniture:
    """What stands above the list."""
    filters = [words("q", _("Name oder Anschrift"), request.GET.get("q", ""))]
    shown = chosen(COLUMNS, request.GET.getlist("spalten"))
    order = _order(request.GET).name
    return furniture(request, actor, "records:parties", _("Adressbuch durchsuchen"), filters, COLUMNS, shown, order)


def _all(actor: Actor, query: QueryDict, columns: Sequence[str]) -> Iterator[Row]:
    for found in every_piece(_matching(actor, query), _order(query), AT_ONCE):
        yield from _table(found, columns).rows


def _matching(actor: Actor, query: QueryDict) -> QuerySet[Any]:
    return parties.matching(actor, query.get("q", "").replace("\0", "")[:200])


def _order(query: QueryDict) -> Order:
    return ORDERS.get(query.get("sortierung", ""), ORDERS["name"])


def _table(rows: Sequence[Any], wanted: Sequence[str]) -> Table:
    columns = chosen(COLUMNS, wanted)
    return Table(columns, [Row(row.id, str(row), [_cell(row, column.name) for column in columns]) for row in rows])


def _cell(row: Any, column: str) -> Cell:
    if column == "name":
        called = f"{row.name}, {row.given_name}" if row.given_name else row.name
        return Cell(called, href=record_address("records:party", row.id))
    if column == "anschrift":
        return Cell(", ".join(part for part in (row.street, f"{row.postcode} {row.city}".strip()) if part))
    return Cell({"geboren": row.birth_date, "telefon": row.phone, "email": row.email}[column])


def doubts(actor: Actor, form: forms.Form, posted: Any) -> list[Any]:
    """Entries that may be meant, unless the person has said that none of them is."""
    if not form.is_bound or posted.get("new") or not form.is_valid():
        return []
    seen = described(form)
    return parties.hints(actor, seen) if seen else []
