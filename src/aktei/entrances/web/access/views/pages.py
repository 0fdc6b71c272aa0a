# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can see a record, on the page and as a table; and which dossiers are protected."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aktei.entrances.web.access import access_page, folders, grant_forms
from aktei.entrances.web.access import protected_list as protected_
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.lists import sheets
from aktei.entrances.web.kit.lists.opening import opens_as_saved
from aktei.entrances.web.kit.records import record_page
from aktei.procedures.access import tables
from aktei.procedures.access.answers import answer
from aktei.procedures.access.subjects import Subject, subject


@require_GET
def tab(request: HttpRequest, node: UUID, kind: str) -> HttpResponse:
    """The tab of a dossier, case or document."""
    actor = actor_of(request)
    place = record_page.find(actor, kind, node, needs=record_page.ACCESS_NEEDS)
    more = {"layout": "records/place.html", "place": place, "tabs": place.tabs("access")}
    return _page(request, subject(actor, kind, node), more)


@require_GET
def page_of(request: HttpRequest, folder: str, node: UUID) -> HttpResponse:
    """The page of a file plan entry or of a unit's post."""
    return _page(request, folders.about(actor_of(request), folder, node), {"layout": "access/plain.html"})


@require_GET
def csv_of(request: HttpRequest, folder: str, node: UUID) -> StreamingHttpResponse:
    """The same as a table."""
    actor = actor_of(request)
    told = answer(actor, folders.about(actor, folder, node), access_page.asked_of(request.GET))
    return StreamingHttpResponse(
        tables.rows(access_page.narrowed(told, request.GET)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="zugriff-{node}.csv"', "Cache-Control": "no-store"},
    )


@require_GET
@opens_as_saved("access:protected")
def protected(request: HttpRequest) -> HttpResponseBase:
    """The protected dossiers that the person may find."""
    found, more = protected_.listed(request, actor_of(request))
    if sheets.wanted(request):
        return sheets.answer(request, found.sheet, found.above)
    return render(request, "access/protected.html", {"found": found, "list": found.above, "more": more})


def _page(request: HttpRequest, about: Subject, more: dict[str, Any]) -> HttpResponse:
    context = access_page.page(actor_of(request), about, request.GET)
    return render(request, "access/page.html", {**context, **more, "rights": grant_forms.rights_offered()})
