# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of persons: what stands above it, its columns, and the whole of it for paper and spreadsheets."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.base.names.expressions import SortKey
from aktei.base.names.folding import sort_key
from aktei.base.paging import Key, Order, counted, every_piece, piece
from aktei.base.people import organisation
from aktei.entrances.web.kit.frame.addresses import record_address
from aktei.entrances.web.kit.frame.templatetags.frame import calendar
from aktei.entrances.web.kit.lists.list_head import Furniture, choice, furniture, pick, words
from aktei.entrances.web.kit.lists.tables import Cell, Column, Row, Sheet, Table, chosen

ONE_PAGE = 50
AT_ONCE = 500
"""Persons that are read together when the whole list is wanted."""
EVERYBODY = "alle"
KINDS = {"einheit": "einheit"}
"""Filters in which one of very many is picked, and from where."""

_NAME = [
    Key(SortKey("family_name"), lambda row: sort_key(row.family_name)),
    Key(SortKey("given_name"), lambda row: sort_key(row.given_name)),
]
ORDERS = {order.name: order for order in (Order("name", _NAME), Order("name-ab", _NAME, falling=True))}

COLUMNS = (
    Column("name", gettext_lazy("Name"), fixed=True, up="name", down="name-ab", first="name"),
    Column("einheit", gettext_lazy("Gehört zu")),
    Column("anmeldename", gettext_lazy("Anmeldename"), css="break"),
    Column("email", gettext_lazy("E-Mail"), shown=False, css="break"),
    Column("stand", gettext_lazy("Stand")),
)


def read(query: Any) -> organisation.WantedOffice:
    """Which persons the address of the page asks for."""
    return organisation.WantedOffice(
        text=query.get("q", "").replace("\0", "").strip()[:200],
        unit=_uuid(query.get("einheit", "")),
        role=query.get("rolle", ""),
        state=query.get("stand", "here") or "here",
    )


def page(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """One page of the list, and what stands above it."""
    rows = organisation.roster(actor, read(request.GET))
    found = piece(rows, _order(request.GET), request.GET.get("cursor", ""), ONE_PAGE)
    table = _table(actor, found.rows, request.GET.getlist("spalten"))
    return {"piece": found, "total": counted(rows, found), "table": table, "list": above(request, actor)}


def sheet(request: HttpRequest, actor: Actor) -> Sheet:
    """All persons of the list, for paper and spreadsheets."""
    columns = request.GET.getlist("spalten")
    return Sheet(_("Personen"), "personen", chosen(COLUMNS, columns), _all(actor, request.GET, columns))


def _all(actor: Actor, query: QueryDict, columns: Sequence[str]) -> Iterator[Row]:
    for found in every_piece(organisation.roster(actor, read(query)), _order(query), AT_ONCE):
        yield from _table(actor, found, columns).rows


def _order(query: QueryDict) -> Order:
    return ORDERS.get(query.get("sortierung", ""), ORDERS["name"])


def above(request: HttpRequest, actor: Actor) -> Furniture:
    """What stands above the list."""
    wanted = read(request.GET)
    states = [
        ("here", _("aktiv")),
        ("locked", _("gesperrt")),
        ("left", _("ausgeschieden")),
        (EVERYBODY, _("alle")),
    ]
    filters = [
        words("q", _("Name, Anmeldename oder E-Mail"), wanted.text),
        pick(actor, request.GET, "einheit", _("Einheit"), KINDS["einheit"]),
        choice("rolle", _("Rolle"), wanted.role, organisation.roles(), empty=_("alle")),
        choice("stand", _("Stand"), wanted.state, states),
    ]
    shown = chosen(COLUMNS, request.GET.getlist("spalten"))
    label, order = _("Personen eingrenzen"), _order(request.GET).name
    return furniture(request, actor, "administration:persons", label, filters, COLUMNS, shown, order)


def _table(actor: Actor, rows: Sequence[Any], wanted: Sequence[str]) -> Table:
    columns = chosen(COLUMNS, wanted)
    places = organisation.places_of(actor, [row.id for row in rows])
    lines = [
        Row(row.id, row.full_name, [_cell(row, column.name, places.get(row.id, [])) for column in columns])
        for row in rows
    ]
    return Table(columns, lines)


def _cell(row: Any, column: str, places: Sequence[str]) -> Cell:
    if column == "name":
        called = f"{row.family_name}, {row.given_name}" if row.given_name else row.family_name
        return Cell(called, href=record_address("administration:person", row.id))
    if column == "einheit":
        return Cell(", ".join(places))
    return _state(row) if column == "stand" else Cell({"anmeldename": row.login, "email": row.email}[column])


def _state(row: Any) -> Cell:
    last = calendar(row.left_at - timedelta(microseconds=1)) if row.left_at else ""
    if row.has_left:
        return Cell(_("ausgeschieden %(day)s") % {"day": last}, badge="plain")
    if row.locked_at:
        return Cell(_("gesperrt"), badge="danger")
    return Cell(_("bis %(day)s") % {"day": last}, badge="warning") if last else Cell(_("aktiv"), badge="success")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
