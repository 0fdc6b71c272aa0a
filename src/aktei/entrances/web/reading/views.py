# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The book, and what it asks for while somebody turns its pages."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from aktei.base.blobs.faults import BlobError
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.records import book as book_
from aktei.entrances.web.kit.records import book_page, page_images, readings, record_page
from aktei.entrances.web.reading import finding, printing
from aktei.procedures.rendition.imaging import Unrenderable
from aktei.records.documents import queries as documents
from aktei.records.documents.words import unpack

KEPT = "private, max-age=1800, immutable"
"""A browser keeps pages as long as one reading lasts; then it asks again, and the history has a new line."""


@require_GET
def book(request: HttpRequest, node: UUID, kind: str) -> HttpResponse:
    """All documents of a dossier, case or document as one sequence of pages."""
    actor = actor_of(request)
    place = record_page.find(actor, kind, node)
    if into := record_page.leads_to(actor, place):
        said = _("Alles aus der Akte %(old)s liegt jetzt hier.") % {"old": place.reference}
        tell(request, said, "info", href=reverse("records:dossier_about", args=[node]), link_text=_("Zur alten Akte"))
        return redirect("records:dossier", into.id)
    book_page.note(actor, place)
    bound = place.book()
    context = {"place": place, "tabs": place.tabs("book"), **book_page.spread(actor, place, bound, request.GET)}
    return render(request, "records/book.html", context)


@require_GET
def geometry(request: HttpRequest, node: UUID, kind: str) -> HttpResponse:
    """Every chapter and page size, once the first page is on the screen."""
    actor = actor_of(request)
    return JsonResponse(book_.whole_for_script(actor, record_page.find(actor, kind, node).book()))


@require_GET
def hits(request: HttpRequest, node: UUID, kind: str) -> HttpResponse:
    """On which pages of the book the wanted words stand."""
    actor = actor_of(request)
    bound = record_page.find(actor, kind, node).book()
    found = finding.hits(actor, bound, request.GET.get("q", ""), finding.step_of(request.GET.get("stufe", "")))
    return JsonResponse({"step": found.step, "hits": found.pages, "similar": found.similar})


@require_GET
def page_image(request: HttpRequest, node: UUID, number: int) -> HttpResponse:
    """One page as a picture; asks for the right every time and notes the reading."""
    actor = actor_of(request)
    archival, last = documents.archival_pages(actor, node)
    width = page_images.step_for(request.GET.get("breite"))
    readings.note(actor, node)
    headers = {"ETag": f'"{archival[:32]}-{number}-{width}"', "Cache-Control": KEPT}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponseNotModified(headers=headers)
    try:
        content = page_images.page(archival, number, width)
    except (Unrenderable, BlobError):
        return HttpResponse(_("Diese Seite lässt sich nicht anzeigen."), "text/plain", status=422)
    page_images.ahead(archival, number, last, width)
    return HttpResponse(content, "image/webp", headers=headers)


@require_GET
def words(request: HttpRequest, node: UUID, number: int) -> HttpResponse:
    """The words of a page with their boxes (ten-thousandths of its width and height), and which of them to mark."""
    actor = actor_of(request)
    page = documents.page(actor, node, number)
    readings.note(actor, node)
    found = unpack(bytes(page.words)) if page.words else []
    step = finding.step_of(request.GET.get("stufe", ""))
    marks = finding.marked(node, number, found, request.GET.get("q", ""), step)
    rows = [(word.text, word.x0, word.y0, word.x1, word.y1, word.line) for word in found]
    return JsonResponse({"words": rows, "marks": marks}, headers={"Cache-Control": KEPT})


@require_GET
def printed(request: HttpRequest, node: UUID, kind: str) -> HttpResponse:
    """A range of pages, one to a sheet."""
    actor = actor_of(request)
    place = record_page.find(actor, kind, node)
    book_page.note(actor, place)
    context = {"place": place, **printing.sheets(place.book(), request.GET)}
    return render(request, "records/print.html", context)
