# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Buttons of one document: attach, take back, restore, hold, lay a deletion before a second person."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktei.entrances.web.kit import acting
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.picking import reading
from aktei.records.documents import moving, removing
from aktei.records.documents.actions import withdraw_document


def _back(node: UUID) -> str:
    return reverse("records:document_details", args=[node])


@require_POST
def attach(request: HttpRequest, node: UUID) -> HttpResponse:
    """Make a document an attachment of another."""
    to = reading.needed(request, actor_of(request), f"hauptdokument-{node}", "to")
    return acting.done(
        request,
        back=_back(node),
        said=_("Das Dokument ist jetzt eine Anlage."),
        act=lambda: moving.attach_document(actor_of(request), document=node, to=to),
        undo_url=reverse("records:detach", args=[node]),
    )


@require_POST
def detach(request: HttpRequest, node: UUID) -> HttpResponse:
    """Make an attachment a document of its own."""
    return acting.done(
        request,
        back=_back(node),
        said=_("Das Dokument steht wieder für sich."),
        act=lambda: moving.detach_document(actor_of(request), document=node),
    )


@require_POST
def undo_move(request: HttpRequest, node: UUID) -> HttpResponse:
    """Take the last move back."""
    return acting.done(
        request,
        back=_back(node),
        said=_("Das Dokument liegt wieder, wo es vorher lag."),
        act=lambda: moving.undo_move(actor_of(request), document=node),
    )


@require_POST
def restore(request: HttpRequest, node: UUID) -> HttpResponse:
    """Take a withdrawal back."""
    return acting.done(
        request,
        back=_back(node),
        said=_("Das Dokument ist wieder da."),
        act=lambda: removing.restore_document(actor_of(request), document=node),
    )


@require_POST
def withdraw(request: HttpRequest, node: UUID) -> HttpResponse:
    """Take a document out of use."""
    reason = acting.typed(request, "reason")
    return acting.done(
        request,
        back=_back(node),
        said=_("Das Dokument ist zurückgezogen. Es bleibt unverändert aufbewahrt."),
        act=lambda: withdraw_document(actor_of(request), document=node, reason=reason),
        undo_url=reverse("records:restore", args=[node]),
    )


@require_POST
def hold(request: HttpRequest, node: UUID, kind: str) -> HttpResponse:
    """Let nothing here be deleted until further notice."""
    reason = acting.typed(request, "reason")
    side = "details" if kind == "document" else "contents"
    return acting.done(
        request,
        back=reverse(f"records:{kind}_{side}", args=[node]),
        said=_("Die Löschsperre gilt."),
        act=lambda: removing.set_hold(actor_of(request), node=node, reason=reason),
    )


@require_POST
def lift_hold(request: HttpRequest, hold: UUID) -> HttpResponse:
    """Lift a hold."""
    reason = acting.typed(request, "reason")
    return acting.done(
        request,
        back=acting.came_from(request),
        said=_("Die Löschsperre ist aufgehoben."),
        act=lambda: removing.lift_hold(actor_of(request), hold=hold, reason=reason),
    )


@require_POST
def delete(request: HttpRequest, node: UUID) -> HttpResponse:
    """Lay the deletion before a second person."""
    reason = acting.typed(request, "reason")
    return acting.done(
        request,
        back=_back(node),
        said=_("Die Löschung liegt zur Freigabe vor. Gelöscht wird erst, wenn eine zweite Person zustimmt."),
        act=lambda: removing.propose_deletion(actor_of(request), document=node, reason=reason),
    )
