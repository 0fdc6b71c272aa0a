# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of tasks: whose, in which state, until when; a page at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.actor import Actor
from aktei.base.paging import Key, Order, Piece, counted, every_piece, piece
from aktei.entrances.web.kit.lists.list_head import Furniture, choice, furniture, words
from aktei.entrances.web.kit.lists.tables import Row, Sheet, Table, chosen
from aktei.entrances.web.work import columns
from aktei.procedures.work import queries

ONE_PAGE = 50
AT_ONCE = 500
"""Tasks that are read together when the whole list is wanted."""

WHOSE: dict[str, str | Promise] = {
    "meine": _("Meine und die meiner Einheit"),
    "vertretung": _("In Vertretung"),
    "vergeben": _("Von mir vergeben"),
}
DUE: dict[str, str | Promise] = {
    "ueberfaellig": _("überfällig"),
    "heute": _("heute"),
    "woche": _("in sieben Tagen"),
}
STATES: dict[str, str | Promise] = {"beendet": _("beendet")}

_DUE = [
    Key(queries.DUE, lambda row: row.due_on or queries.NO_DAY),
    Key(F("assigned_at"), lambda row: row.assigned_at),
]
_GIVEN = [Key(F("assigned_at"), lambda row: row.assigned_at)]
_ENDED = Order("beendet", [Key(F("ended_at"), lambda row: row.ended_at)], falling=True)
ORDERS = {
    order.name: order
    for order in (
        Order("frist", _DUE),
        Order("frist-ab", _DUE, falling=True),
        Order("erteilt", _GIVEN),
        Order("erteilt-ab", _GIVEN, falling=True),
    )
}


@dataclass(frozen=True)
class Wanted:
    """What the list shows. Unknown values are as good as none."""

    whose: str = "meine"
    ended: bool = False
    due: str = ""
    cursor: str = ""
    order: str = ""
    text: str = ""
    columns: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: QueryDict) -> "Wanted":
        """From the address of the page."""
        return cls(
            whose=query.get("wer", "") if query.get("wer") in WHOSE else "meine",
            ended=query.get("zustand") == "beendet",
            due=query.get("frist", "") if query.get("frist") in DUE else "",
            cursor=query.get("cursor", ""),
            order=query.get("sortierung", ""),
            text=query.get("q", "").replace("\0", "").strip()[:200],
            columns=tuple(query.getlist("spalten")),
        )


@dataclass(frozen=True)
class Listed:
    """One page of the list. `total` is None where there are too many to count."""

    table: Table
    piece: Piece
    total: int | None


def listed(actor: Actor, wanted: Wanted) -> Listed:
    """One page of the tasks; a constant number of queries."""
    rows = _narrowed(actor, wanted)
    found = piece(rows, _order(wanted), wanted.cursor, ONE_PAGE)
    table = columns.table(actor, queries.shown(actor, found.rows), wanted.columns)
    return Listed(table, found, counted(rows, found))


def sheet(actor: Actor, wanted: Wanted) -> Sheet:
    """All tasks of the list, for paper and spreadsheets."""
    shown = chosen(columns.COLUMNS, wanted.columns)
    return Sheet(str(_("Aufgaben")), "aufgaben", shown, _all(actor, wanted))


def _all(actor: Actor, wanted: Wanted) -> Iterator[Row]:
    for found in every_piece(_narrowed(actor, wanted), _order(wanted), AT_ONCE):
        yield from columns.table(actor, queries.shown(actor, found), wanted.columns).rows


def above(request: HttpRequest, actor: Actor, wanted: Wanted) -> Furniture:
    """What stands above the list."""
    filters = [
        words("q", str(_("Text der Aufgabe")), wanted.text),
        choice("wer", str(_("Welche")), wanted.whose, WHOSE.items()),
        choice("zustand", str(_("Zustand")), "beendet" if wanted.ended else "", STATES.items(), empty=str(_("offen"))),
        choice("frist", str(_("Frist")), wanted.due, DUE.items(), empty=str(_("alle"))),
    ]
    shown = chosen(columns.COLUMNS, wanted.columns)
    label, order = str(_("Aufgaben eingrenzen")), _order(wanted).name
    return furniture(request, actor, "work:tasks", label, filters, columns.COLUMNS, shown, order)


def _narrowed(actor: Actor, wanted: Wanted) -> QuerySet[Any]:
    return queries.saying(_due(_of(actor, wanted), wanted.due), wanted.text)


def _order(wanted: Wanted) -> Order:
    """As was asked for; else the most urgent first, and of what is done the last."""
    if wanted.order in ORDERS:
        return ORDERS[wanted.order]
    return _ENDED if wanted.ended else ORDERS["frist"]


def _of(actor: Actor, wanted: Wanted) -> QuerySet[Any]:
    if wanted.whose == "vergeben":
        rows = queries.given(actor)
    elif wanted.ended:
        rows = queries.reaching(actor, for_others=wanted.whose == "vertretung")
    else:
        return queries.waiting(actor, for_others=wanted.whose == "vertretung")
    return rows.exclude(outcome="") if wanted.ended else rows.filter(outcome="")


def _due(rows: QuerySet[Any], due: str) -> QuerySet[Any]:
    today = timezone.localdate()
    if due == "ueberfaellig":
        return rows.filter(due_on__lt=today)
    if due == "heute":
        return rows.filter(due_on=today)
    if due == "woche":
        return rows.filter(due_on__lte=today + timedelta(days=7))
    return rows
