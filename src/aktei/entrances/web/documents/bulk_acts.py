# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several documents at once: each in its own act, a refusal holds up no other, and one undo for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.dates import date_text
from aktei.entrances.web.documents.refusals import NEW_SUBJECT_LINE_MISSING
from aktei.entrances.web.kit import acting
from aktei.entrances.web.kit.bulk_acts import each_of, say
from aktei.entrances.web.kit.frame import undoing
from aktei.entrances.web.kit.records.book import day_of
from aktei.entrances.web.kit.records.filing_targets import Choice
from aktei.records.documents import queries as documents
from aktei.records.documents.actions import rename_document, withdraw_document
from aktei.records.documents.moving import move_document, undo_move
from aktei.records.documents.removing import restore_document

MOST = 500
"""Documents in one go."""


@dataclass(frozen=True)
class Way:
    """Something that can be done to several documents. `prepare` reads the form and gives the act on one of them.

    `undo` takes one back, given what was kept of it; `carries`: attachments follow their document by themselves.
    """

    prepare: Callable[[HttpRequest, Actor], Callable[[Any], Any]]
    said: Callable[[int], str]
    undo: Callable[[Actor, UUID, str], Any]
    carries: bool = True


def chosen(actor: Actor, request: HttpRequest) -> list[Any]:
    """The ticked documents the actor may read, in the order of the book."""
    asked = request.POST if request.method == "POST" else request.GET
    return list(documents.chosen(actor, acting.uuids(asked.getlist("item")[:MOST])))


def carry_out(request: HttpRequest, actor: Actor, name: str) -> None:
    """Act on each of the ticked documents and say what came of it."""
    way, rows = WAYS[name], chosen(actor, request)
    act, ticked = way.prepare(request, actor), {row.id for row in rows}
    rows = [row for row in rows if not (way.carries and row.attached_to_id in ticked)]
    before = {row.id: row.subject_line for row in rows}
    outcome = each_of(rows, act)
    token = (
        undoing.remember(request, name, {str(row.id): before[row.id] for row in outcome.done}) if outcome.done else ""
    )
    undo_url = reverse("records:many_undo", args=[token]) if token else ""
    say(request, outcome, said=way.said, left=_left, named=lambda row: _called(before[row.id]), undo_url=undo_url)


def take_back(request: HttpRequest, actor: Actor, token: UUID) -> None:
    """Take back what was done to several at once, each for itself."""
    name, before = undoing.recall(request, token)
    outcome = each_of(before, lambda key: WAYS[name].undo(actor, UUID(key), before[key]))
    say(request, outcome, said=_as_before, left=_left, named=lambda key: _called(before[key]), kind="info")


def _as_before(count: int) -> str:
    text = ngettext("%(count)s Dokument ist wieder wie zuvor.", "%(count)s Dokumente sind wieder wie zuvor.", count)
    return text % {"count": count}


def _left(count: int) -> str:
    text = ngettext("%(count)s Dokument blieb, wie es war:", "%(count)s Dokumente blieben, wie sie waren:", count)
    return text % {"count": count}


def _called(subject_line: str) -> str:
    return f"„{subject_line or _('Ohne Betreff')}“"


def _move(request: HttpRequest, actor: Actor) -> Callable[[Any], Any]:
    choice, reason = Choice.of(actor, request.POST), acting.typed(request, "reason")
    return lambda row: move_document(actor, document=row.id, dossier=choice.dossier, case=choice.case, reason=reason)


def _withdraw(request: HttpRequest, actor: Actor) -> Callable[[Any], Any]:
    reason = acting.typed(request, "reason")
    return lambda row: withdraw_document(actor, document=row.id, reason=reason)


def _rename(request: HttpRequest, actor: Actor) -> Callable[[Any], Any]:
    pattern = acting.typed(request, "pattern")
    if not pattern:
        raise Refused(NEW_SUBJECT_LINE_MISSING())
    numbers = iter(range(1, MOST + 1))
    return lambda row: rename_document(
        actor, document=row.id, subject_line=named(pattern, row, next(numbers))[: acting.LONGEST]
    )


def named(pattern: str, row: Any, number: int) -> str:
    """`{betreff} – Kopie {nr}` for one document; what is not known stays as it was typed."""
    day = row.written_on or day_of(row.received_at)
    known = {"betreff": row.subject_line, "nr": str(number), "datum": date_text(day), "absender": row.sender}
    for name, value in known.items():
        pattern = pattern.replace("{" + name + "}", value)
    return pattern


def _restore(request: HttpRequest, actor: Actor) -> Callable[[Any], Any]:
    return lambda row: restore_document(actor, document=row.id)


WAYS: dict[str, Way] = {
    "verschieben": Way(
        _move,
        lambda n: ngettext("Ein Dokument ist verschoben.", "%(count)s Dokumente sind verschoben.", n) % {"count": n},
        lambda actor, document, before: undo_move(actor, document=document),
    ),
    "zurueckziehen": Way(
        _withdraw,
        lambda n: (
            ngettext("Ein Dokument ist zurückgezogen.", "%(count)s Dokumente sind zurückgezogen.", n) % {"count": n}
        ),
        lambda actor, document, before: restore_document(actor, document=document),
    ),
    "umbenennen": Way(
        _rename,
        lambda n: ngettext("Ein Dokument ist umbenannt.", "%(count)s Dokumente sind umbenannt.", n) % {"count": n},
        lambda actor, document, before: rename_document(actor, document=document, subject_line=before),
        carries=False,
    ),
    "wiederherstellen": Way(
        _restore,
        lambda n: ngettext("Ein Dokument ist wieder da.", "%(count)s Dokumente sind wieder da.", n) % {"count": n},
        lambda actor, document, before: withdraw_document(
            actor, document=document, reason=_("Wiederaufnahme zurückgenommen")
        ),
    ),
}
"""What can be done to several documents, by the last part of its address."""


def first_place(rows: Iterable[Any]) -> str:
    """The page people return to: the contents of the dossier the first of them lies in."""
    row = next(iter(rows), None)
    if row is None or row.dossier_id is None:
        return reverse("records:dossiers")
    return reverse("records:dossier_contents", args=[row.dossier_id])
