# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""„Hintergrundarbeit“: what waits to be read, in which lane and since when, and what else goes on behind the pages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from aktei.base.outbox import lanes, queries
from aktei.base.outbox.lanes import Lane
from aktei.entrances.web.administration import access
from aktei.entrances.web.kit.actor import actor_of
from aktei.procedures.rendition import pace
from aktei.procedures.rendition.jobs import QUEUE

LANES: Final = {
    Lane.COUNTER: _("Am Schalter und Scan auf Abruf"),
    Lane.TODAY: _("Tagespost"),
    Lane.REWORK: _("Nacharbeit"),
    Lane.LEGACY: _("Altbestand"),
}
QUEUES: Final = {
    "search": _("Suche auf dem Stand halten"),
    "mailroom": _("Gelesene Post anbieten"),
    "exports": _("Nachweise zusammenstellen"),
    "rendition": _("Enthaltene Dateien entnehmen"),
    "people": _("Einheiten und Konten"),
    "access": _("Befristete Zugriffe beenden"),
    "upkeep": _("Aufräumen"),
}


@dataclass(frozen=True)
class Row:
    """One line of a table: how a lane or another queue stands; pages and refusals of lanes alone."""

    title: Any
    waiting: int
    more: bool
    running: int
    oldest: datetime | None
    failed: int
    pages_of_an_hour: int = 0
    pages_of_a_day: int = 0
    refused: int = 0


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """How the work in the background stands."""
    access.require_any(actor_of(request))
    found = {each.name: each for each in queries.queues()}
    return render(request, "administration/background.html", {"lanes": _lanes(found), "others": _others(found)})


def _lanes(found: dict[str, queries.Queue]) -> list[Row]:
    hour, day = pace.of_the_last(1), pace.of_the_last(24)
    rows = []
    for lane, title in LANES.items():
        queue = found[lanes.queue_of(QUEUE, lane)]
        _read, pages, refused = day.get(lane, (0, 0, 0))
        rows.append(
            _row(queue, title, pages_of_an_hour=hour.get(lane, (0, 0, 0))[1], pages_of_a_day=pages, refused=refused)
        )
    return rows


def _others(found: dict[str, queries.Queue]) -> list[Row]:
    return [_row(found[name], title) for name, title in QUEUES.items() if name in found]


def _row(queue: queries.Queue, title: Any, **figures: int) -> Row:
    more = queue.waiting >= queries.COUNTED
    return Row(title, queue.waiting, more, queue.running, queue.oldest, queue.failed, **figures)
