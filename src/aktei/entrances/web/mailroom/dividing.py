# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making several documents of one: the page on which somebody ticks where a new one begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.mailroom.filters import Filter
from aktei.procedures.mailroom import queries
from aktei.records.documents import queries as documents
from aktei.records.envelopes.dividing import divide_document, undo_division
from aktei.records.envelopes.rules import Span, spans_of

PICTURES = 200
"""So many pages are shown as pictures; a longer document is divided by the numbers of its pages."""


@dataclass(frozen=True)
class PageChoice:
    """A page, and whether a new document begins with it."""

    number: int
    begins: bool


@require_http_methods(["GET", "POST"])
def divide(request: HttpRequest, consignment: UUID, document: UUID) -> HttpResponse:
    """Show the pages of a document; divide it where a new one begins."""
    actor = actor_of(request)
    row = _document(actor, consignment, document)
    if request.method == "GET":
        return _show(request, consignment, row)
    spans, wrong = _parts(request.POST, row.page_count)
    try:
        if wrong:
            raise Refused(wrong)
        made = divide_document(actor, document=document, parts=spans)
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        return _show(request, consignment, row, reasons=refusal.told, status=422)
    undo = reverse("mailroom:undo_divide", args=[consignment, document])
    tell(request, _("Aufgeteilt in %(n)s Dokumente. Sie werden jetzt eingelesen.") % {"n": len(made)}, undo_url=undo)
    return redirect(reverse("mailroom:item", args=[consignment]) + Filter.of(request.GET).suffix)


@require_POST
def undo(request: HttpRequest, consignment: UUID, document: UUID) -> HttpResponse:
    """Put a divided document together again."""
    undo_division(actor_of(request), document=document)
    tell(request, _("Das Dokument ist wieder zusammengefügt."), "info")
    return redirect(reverse("mailroom:item", args=[consignment]))


def _document(actor: Actor, consignment: UUID, document: UUID) -> Any:
    """The document, if it belongs to this consignment and the actor may see both."""
    found = queries.consignment(actor, consignment)
    row = documents.document(actor, document)
    if row.consignment_id != found.id:
        raise Missing()
    return row


def _parts(posted: QueryDict, pages: int) -> tuple[list[Span], list[Any]]:
    """What is to become a document each: as numbers that were typed, else from each tick to the next."""
    if typed := posted.get("teile", "").strip():
        return spans_of(typed.replace(",", ";").split(";"))
    begins = sorted({1, *_ticked(posted)})
    return [(first, last - 1) for first, last in zip(begins, [*begins[1:], pages + 1], strict=True)], []


def _ticked(posted: QueryDict) -> set[int]:
    return {int(each) for each in posted.getlist("beginn") if each.isascii() and each.isdigit() and len(each) < 7}


def _show(
    request: HttpRequest, consignment: UUID, row: Any, *, reasons: list[str] | None = None, status: int = 200
) -> HttpResponse:
    ticked = {1, *_ticked(request.POST)}
    context = {
        "document": row,
        "pages": [PageChoice(number, number in ticked) for number in range(1, min(row.page_count, PICTURES) + 1)],
        "is_longer": row.page_count > PICTURES,
        "most": PICTURES,
        "typed": request.POST.get("teile", ""),
        "reasons": reasons or [],
        "back": reverse("mailroom:item", args=[consignment]) + Filter.of(request.GET).suffix,
    }
    return render(request, "mailroom/divide.html", context, status=status)
