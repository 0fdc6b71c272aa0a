# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can see a record, on the page and as a table; and which dossiers are protected."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aktei.entrances.web.access import folders, giving, shown
from aktei.entrances.web.actor import actor_of
from aktei.entrances.web.records import places
from aktei.procedures.access import tables
from aktei.procedures.access.answers import answer
from aktei.procedures.access.subjects import Subject, subject
from aktei.records.dossiers import queries as dossiers


@require_GET
def tab(request: HttpRequest, node: UUID, kind: str) -> HttpResponse:
    """The tab of a dossier, case or document."""
    actor = actor_of(request)
    place = places.find(actor, kind, node, needs=places.ACCESS_NEEDS)
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
    told = answer(actor, folders.about(actor, folder, node), shown.asked_of(request.GET))
    return StreamingHttpResponse(
        tables.rows(told),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="zugriff-{node}.csv"', "Cache-Control": "no-store"},
    )


@require_GET
def protected(request: HttpRequest) -> HttpResponse:
    """The protected dossiers that the person may find."""
    rows = dossiers.dossiers(actor_of(request)).filter(protected=True)[: shown.PIECE + 1]
    found = list(rows)
    return render(request, "access/protected.html", {"rows": found[: shown.PIECE], "more": len(found) > shown.PIECE})


def _page(request: HttpRequest, about: Subject, more: dict[str, Any]) -> HttpResponse:
    context = shown.page(actor_of(request), about, request.GET)
    return render(request, "access/page.html", {**context, **more, "rights": giving.rights_offered()})
