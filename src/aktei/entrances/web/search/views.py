# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Searching, jumping, and the strip of a page that shows where a word stands."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from aktei.base.blobs.faults import BlobError
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.records import page_images
from aktei.entrances.web.search import results_page
from aktei.entrances.web.search.question import Asked, Strip, whole_number
from aktei.procedures.rendition.imaging import Unrenderable
from aktei.procedures.search.engines.port import EngineError
from aktei.records.documents import queries as documents

_STRIP_WIDTH = 1280


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Dossiers to jump to and pages to read; from the box of every page straight to what is called exactly so."""
    actor, asked = actor_of(request), Asked.read(request.GET)
    called = results_page.called(actor, asked.text) if "direkt" in request.GET else []
    if len(called) == 1:
        return redirect(called[0]["href"])
    context = results_page.results(actor, asked, called)
    status = 503 if context.get("broken") else 200
    return render(request, "search/page.html", {**context, "query_text": context["asked"].text}, status=status)


@require_GET
def narrowing(request: HttpRequest) -> HttpResponse:
    """What the hits can be narrowed by: loaded into the page after the hits, or a page of its own without script."""
    context = results_page.narrowed(actor_of(request), Asked.read(request.GET), request.GET.get("schritt") or None)
    template = "search/facets.html" if request.headers.get("HX-Request") else "search/narrowing.html"
    return render(request, template, context)


@require_GET
def jump(request: HttpRequest) -> HttpResponse:
    """What the search box offers while somebody types."""
    text = request.GET.get("q", "").strip()[:400]
    try:
        records = results_page.jumps(actor_of(request), text) if text else []
    except EngineError:
        records = []
    return render(request, "search/jump.html", {"records": records, "text": text})


@require_GET
def strip(request: HttpRequest, document: UUID, number: int) -> HttpResponse:
    """The band of a page around a found word. Finding is not reading: it leaves no line in the history."""
    archival, _last = documents.archival_pages(actor_of(request), document)
    corner = Strip.at(whole_number(request.GET.get("links", "")), whole_number(request.GET.get("oben", "")))
    try:
        picture = page_images.page(archival, number, page_images.step_for(_STRIP_WIDTH))
    except (Unrenderable, BlobError):
        return HttpResponse(status=422)
    headers = {"Cache-Control": "private, max-age=1800"}
    return HttpResponse(results_page.cut(picture, corner), "image/webp", headers=headers)
