# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of tasks: whose, in which state, until when; a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktei.base.journal.acts import Actor
from aktei.procedures.work import queries
from aktei.procedures.work.queries import Shown

ONE_PAGE = 50

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


@dataclass(frozen=True)
class Wanted:
    """What the list shows. Unknown values are as good as none."""

    whose: str = "meine"
    ended: bool = False
    due: str = ""
    start: int = 0

    @classmethod
    def read(cls, query: Mapping[str, Any]) -> "Wanted":
        """From the address of the page."""
        start = query.get("ab", "")
        return cls(
            whose=query.get("wer", "") if query.get("wer") in WHOSE else "meine",
            ended=query.get("zustand") == "beendet",
            due=query.get("frist", "") if query.get("frist") in DUE else "",
            start=int(start) if start.isdecimal() and len(start) < 7 else 0,
        )


@dataclass(frozen=True)
class Listed:
    """One page of the list, and where the next one starts (0: nowhere)."""

    rows: list[Shown]
    next: int
    total: int


def listed(actor: Actor, wanted: Wanted) -> Listed:
    """One page of the tasks; a constant number of queries."""
    rows = _due(_of(actor, wanted), wanted.due)
    order = ("-ended_at", "id") if wanted.ended else (queries.SOON, "assigned_at", "id")
    page = list(rows.order_by(*order)[wanted.start : wanted.start + ONE_PAGE + 1])
    following = wanted.start + ONE_PAGE if len(page) > ONE_PAGE else 0
    return Listed(queries.shown(actor, page[:ONE_PAGE]), following, rows.order_by()[:1_001].count())


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
