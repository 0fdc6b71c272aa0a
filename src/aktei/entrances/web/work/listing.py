# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of tasks: whose, in which state, until when; a page at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktei.base.journal.acts import Actor
from aktei.entrances.web.lists.furniture import Furniture, choice, furniture, words
from aktei.entrances.web.lists.tables import Row, Sheet, Table, chosen
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


@dataclass(frozen=True)
class Wanted:
    """What the list shows. Unknown values are as good as none."""

    whose: str = "meine"
    ended: bool = False
    due: str = ""
    start: int = 0
    text: str = ""
    columns: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: QueryDict) -> "Wanted":
        """From the address of the page."""
        start = query.get("ab", "")
        return cls(
            whose=query.get("wer", "") if query.get("wer") in WHOSE else "meine",
            ended=query.get("zustand") == "beendet",
            due=query.get("frist", "") if query.get("frist") in DUE else "",
            start=int(start) if start.isdecimal() and len(start) < 7 else 0,
            text=query.get("q", "").replace("\0", "").strip()[:200],
            columns=tuple(query.getlist("spalten")),
        )


@dataclass(frozen=True)
class Listed:
    """One page of the list, and where the next one starts (0: nowhere)."""

    table: Table
    next: int
    total: int


def listed(actor: Actor, wanted: Wanted) -> Listed:
    """One page of the tasks; a constant number of queries."""
    rows = _ordered(actor, wanted)
    page, following = _piece(rows, wanted.start, ONE_PAGE)
    table = columns.table(actor, queries.shown(actor, page), wanted.columns)
    return Listed(table, following, rows.order_by()[:1_001].count())


def sheet(actor: Actor, wanted: Wanted) -> Sheet:
    """All tasks of the list, for paper and spreadsheets."""
    shown = chosen(columns.COLUMNS, wanted.columns)
    return Sheet(str(_("Aufgaben")), "aufgaben", shown, _all(actor, replace(wanted, start=0)))


def _all(actor: Actor, wanted: Wanted) -> Iterator[Row]:
    rows, start, first = _ordered(actor, wanted), 0, True
    while start or first:
        piece, start = _piece(rows, start, AT_ONCE)
        yield from columns.table(actor, queries.shown(actor, piece), wanted.columns).rows
        first = False


def above(request: HttpRequest, actor: Actor, wanted: Wanted) -> Furniture:
    """What stands above the list."""
    filters = [
        words("q", str(_("Text der Aufgabe")), wanted.text),
        choice("wer", str(_("Welche")), wanted.whose, WHOSE.items()),
        choice("zustand", str(_("Zustand")), "beendet" if wanted.ended else "", STATES.items(), empty=str(_("offen"))),
        choice("frist", str(_("Frist")), wanted.due, DUE.items(), empty=str(_("alle"))),
    ]
    shown = chosen(columns.COLUMNS, wanted.columns)
    return furniture(request, actor, "work:tasks", str(_("Aufgaben eingrenzen")), filters, columns.COLUMNS, shown)


def _ordered(actor: Actor, wanted: Wanted) -> QuerySet[Any]:
    rows = _due(_of(actor, wanted), wanted.due)
    for word in wanted.text.split():
        rows = rows.filter(text__icontains=word)
    order = ("-ended_at", "id") if wanted.ended else (queries.SOON, "assigned_at", "id")
    return rows.order_by(*order)


def _piece(rows: QuerySet[Any], start: int, size: int) -> tuple[list[Any], int]:
    """So many rows from there on, and where the next ones start (0: nowhere)."""
    page = list(rows[start : start + size + 1])
    return page[:size], start + size if len(page) > size else 0


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
