# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known of a dossier or case, and changing it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from aktei.entrances.web.dossiers import about_page, reference_offers
from aktei.entrances.web.dossiers.changes import CHANGES, carry_out
from aktei.entrances.web.kit import acting
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.records import record_page


@require_GET
def about(request: HttpRequest, node: UUID, kind: str) -> HttpResponse:
    """What is known about a dossier or case, and what can be changed."""
    actor = actor_of(request)
    place = record_page.find(actor, kind, node)
    context = {"place": place, "tabs": place.tabs("about"), **about_page.of(actor, place)}
    return render(request, "records/about.html", context)


@require_POST
def change(request: HttpRequest, node: UUID, kind: str, act: str) -> HttpResponse:
    """Change one thing about a dossier or case."""
    if act not in CHANGES[kind]:
        raise Http404
    record_page.find(actor_of(request), kind, node, needs=record_page.ANY)
    return acting.done(
        request,
        back=reverse(f"records:{kind}_about", args=[node]),
        said=str(CHANGES[kind][act].said),
        act=lambda: carry_out(request, kind, act, node),
    )


@require_GET
def suggestions(request: HttpRequest, node: UUID, kind: str, act: str) -> HttpResponse:
    """What the field for another record's reference offers while somebody types."""
    if act not in reference_offers.OFFERED[kind]:
        raise Http404
    actor, text = actor_of(request), reference_offers.typed(request)
    offers = reference_offers.offers(actor, record_page.find(actor, kind, node, needs=record_page.ANY), act, text)
    return render(request, "records/suggestions.html", {"offers": offers, "text": text, "act": act})
