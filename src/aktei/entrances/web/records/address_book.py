# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The address book as pages show it: a piece of the list, and the question before a second entry is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.journal.acts import Actor
from aktei.base.names.expressions import SortKey
from aktei.base.names.folding import sort_key
from aktei.entrances.web.lists.furniture import Furniture, furniture, words
from aktei.entrances.web.lists.tables import Cell, Column, Row, Sheet, Table, chosen
from aktei.entrances.web.records.party_forms import described
from aktei.records.parties import queries as parties

ONE_PAGE = 50
AT_ONCE = 500
"""Entries that are read together when the whole list is wanted."""
_SALT = "parties"

COLUMNS = (
    Column("name", gettext_lazy("Name"), fixed=True),
    Column("geboren", gettext_lazy("Geboren"), css="nowrap"),
    Column("anschrift", gettext_lazy("Anschrift")),
    Column("telefon", gettext_lazy("Telefon"), css="nowrap"),
    Column("email", gettext_lazy("E-Mail"), css="break"),
)


@dataclass(frozen=True)
class Listed:
    """A piece of the list; `cursor` fetches the next."""

    table: Table
    cursor: str


def listed(actor: Actor, text: str, cursor: str, wanted: Sequence[str] = ()) -> Listed:
    """The entries whose name or address is like what was typed, from a cursor on."""
    rows, following = _piece(_matching(actor, text), cursor, ONE_PAGE)
    return Listed(_table(rows, wanted), following)


def sheet(actor: Actor, text: str, wanted: Sequence[str]) -> Sheet:
    """All entries of the list, for paper and spreadsheets."""
    return Sheet(_("Adressbuch"), "adressbuch", chosen(COLUMNS, wanted), _all(actor, text, wanted))


def above(request: HttpRequest, actor: Actor) -> Furniture:
    """What stands above the list."""
    filters = [words("q", _("Name oder Anschrift"), request.GET.get("q", ""))]
    shown = chosen(COLUMNS, request.GET.getlist("spalten"))
    return furniture(request, actor, "records:parties", _("Adressbuch durchsuchen"), filters, COLUMNS, shown)


def _all(actor: Actor, text: str, wanted: Sequence[str]) -> Iterator[Row]:
    rows, cursor, first = _matching(actor, text), "", True
    while cursor or first:
        piece, cursor = _piece(rows, cursor, AT_ONCE)
        yield from _table(piece, wanted).rows
        first = False


def _matching(actor: Actor, text: str) -> QuerySet[Any]:
    return parties.matching(actor, text.replace("\0", "")[:200])


def _piece(rows: QuerySet[Any], cursor: str, size: int) -> tuple[list[Any], str]:
    """So many rows behind the cursor, and the next cursor."""
    try:
        name, last = signing.loads(cursor, salt=_SALT) if cursor else ("", "")
    except (signing.BadSignature, ValueError):
        name, last = "", ""
    if last:
        rows = rows.annotate(key=Concat(SortKey("name"), Value("\x01"), SortKey("given_name")))
        rows = rows.filter(Q(key__gt=name) | Q(key=name, id__gt=last))
    found = list(rows[: size + 1])
    shown = found[:size]
    more = shown[-1] if len(found) > size else None
    return shown, signing.dumps([_place(more), str(more.id)], salt=_SALT) if more else ""


def _place(row: Any) -> str:
    """Where an entry stands by German rules."""
    return f"{sort_key(row.name)}\x01{sort_key(row.given_name)}"


def _table(rows: Sequence[Any], wanted: Sequence[str]) -> Table:
    columns = chosen(COLUMNS, wanted)
    return Table(columns, [Row(row.id, str(row), [_cell(row, column.name) for column in columns]) for row in rows])


def _cell(row: Any, column: str) -> Cell:
    if column == "name":
        called = f"{row.name}, {row.given_name}" if row.given_name else row.name
        return Cell(called, href=reverse("records:party", args=[row.id]))
    if column == "anschrift":
        return Cell(", ".join(part for part in (row.street, f"{row.postcode} {row.city}".strip()) if part))
    return Cell({"geboren": row.birth_date, "telefon": row.phone, "email": row.email}[column])


def doubts(actor: Actor, form: forms.Form, posted: Any) -> list[Any]:
    """Entries that may be meant, unless the person has said that none of them is."""
    if not form.is_bound or posted.get("new") or not form.is_valid():
        return []
    seen = described(form)
    return parties.hints(actor, seen) if seen else []
