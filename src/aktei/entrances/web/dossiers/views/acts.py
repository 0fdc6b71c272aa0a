# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Buttons of dossiers, one and many: close, reopen, open a case, hand over the lead."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktei.entrances.web.dossiers import bulk_acts
from aktei.entrances.web.kit import acting
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame import undoing
from aktei.entrances.web.kit.picking import reading
from aktei.entrances.web.kit.records import dossier_acts
from aktei.records.cases.actions import open_case as open_case_
from aktei.records.dossiers import actions


@require_POST
def close_dossier(request: HttpRequest, node: UUID) -> HttpResponse:
    """Close a dossier (zdA)."""
    reason, with_cases = acting.typed(request, "reason"), "with_cases" in request.POST
    undo = undoing.remember(request, "closing", {str(node): ""})
    return acting.done(
        request,
        back=reverse("records:dossier_contents", args=[node]),
        said=_("Die Akte ist geschlossen."),
        act=lambda: actions.close_dossier(actor_of(request), dossier=node, reason=reason, with_cases=with_cases),
        undo_url=reverse("records:undo_dossiers", args=[undo]),
    )


@require_POST
def reopen_dossier(request: HttpRequest, node: UUID) -> HttpResponse:
    """Open a closed dossier again."""
    reason = acting.typed(request, "reason")
    return acting.done(
        request,
        back=reverse("records:dossier_contents", args=[node]),
        said=_("Die Akte ist wieder offen."),
        act=lambda: actions.reopen_dossier(actor_of(request), dossier=node, reason=reason),
    )


@require_POST
def open_case(request: HttpRequest, node: UUID) -> HttpResponse:
    """Open a case in a dossier."""
    subject = acting.typed(request, "subject_line")
    return acting.done(
        request,
        back=reverse("records:dossier_contents", args=[node]),
        said=_("Der Vorgang „%(subject)s“ ist angelegt.") % {"subject": subject},
        act=lambda: open_case_(actor_of(request), dossier=node, subject_line=subject),
    )


@require_POST
def close_many(request: HttpRequest) -> HttpResponse:
    """Close every selected dossier, with one undo for all."""
    reason, with_cases = acting.typed(request, "reason"), "with_cases" in request.POST
    bulk_acts.close(request, actor_of(request), acting.picked(request), reason=reason, with_cases=with_cases)
    return redirect(acting.came_from(request))


@require_POST
def lead_many(request: HttpRequest) -> HttpResponse:
    """Put another unit in charge of every selected dossier, with one undo for all."""
    actor = actor_of(request)
    unit = reading.needed(request, actor, "einheit", "unit")
    bulk_acts.change_lead(request, actor, acting.picked(request), unit)
    return redirect(acting.came_from(request))


@require_POST
def undo_many(request: HttpRequest, token: UUID) -> HttpResponse:
    """Take back what was just done to many dossiers."""
    dossier_acts.take_back(request, token)
    return redirect(acting.came_from(request))
