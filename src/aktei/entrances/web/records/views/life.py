# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages and buttons of the life of dossiers and cases."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from aktei.entrances.web.kit import acting
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.picking import reading
from aktei.entrances.web.records import life, places, suggesting
from aktei.entrances.web.records.changes import CHANGES, carry_out
from aktei.records.dossiers import actions, changing
from aktei.records.dossiers import queries as dossiers


@require_GET
def about(request: HttpRequest, node: UUID, kind: str) -> HttpResponse:
    """What is known about a dossier or case, and what can be changed."""
    actor = actor_of(request)
    place = places.find(actor, kind, node)
    context = {"place": place, "tabs": place.tabs("about"), **life.told(actor, place)}
    return render(request, "records/about.html", context)


@require_POST
def change(request: HttpRequest, node: UUID, kind: str, act: str) -> HttpResponse:
    """Change one thing about a dossier or case."""
    if act not in CHANGES[kind]:
        raise Http404
    places.find(actor_of(request), kind, node, needs=places.ANY)
    return acting.done(
        request,
        back=reverse(f"records:{kind}_about", args=[node]),
        said=str(CHANGES[kind][act].said),
        act=lambda: carry_out(request, kind, act, node),
    )


@require_GET
def suggestions(request: HttpRequest, node: UUID, kind: str, act: str) -> HttpResponse:
    """What the field for another record's reference offers while somebody types."""
    if act not in suggesting.OFFERED[kind]:
        raise Http404
    actor, text = actor_of(request), suggesting.typed(request)
    offers = suggesting.offers(actor, places.find(actor, kind, node, needs=places.ANY), act, text)
    return render(request, "records/suggestions.html", {"offers": offers, "text": text, "act": act})


@require_POST
def close_many(request: HttpRequest) -> HttpResponse:
    """Close every selected dossier, with one undo for all."""
    actor, reason = actor_of(request), acting.typed(request, "reason")
    with_cases = "with_cases" in request.POST

    def close(node: UUID) -> str:
        actions.close_dossier(actor, dossier=node, reason=reason, with_cases=with_cases)
        return ""

    life.each(
        request,
        acting.picked(request),
        close,
        what="closing",
        said=lambda count: (
            ngettext("Eine Akte ist geschlossen.", "%(count)s Akten sind geschlossen.", count) % {"count": count}
        ),
    )
    return redirect(acting.came_from(request))


@require_POST
def lead_many(request: HttpRequest) -> HttpResponse:
    """Put another unit in charge of every selected dossier, with one undo for all."""
    actor = actor_of(request)
    unit = reading.needed(request, actor, "einheit", "unit")

    def lead(node: UUID) -> str:
        before = dossiers.dossier(actor, node, "find").lead_unit_id
        changing.change_lead_unit(actor, dossier=node, unit=unit)
        return str(before)

    life.each(
        request,
        acting.picked(request),
        lead,
        what="lead_unit",
        said=lambda count: (
            ngettext("Die Federführung einer Akte ist übergeben.", "Die von %(count)s Akten ist übergeben.", count)
            % {"count": count}
        ),
    )
    return redirect(acting.came_from(request))


@require_POST
def undo_many(request: HttpRequest, token: UUID) -> HttpResponse:
    """Take back what was just done to many dossiers."""
    life.take_back(request, token)
    return redirect(acting.came_from(request))
