# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page „Inhalt“ of a dossier or case."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aktei.entrances.web.contents import forms, page, table
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.lists import sheets
from aktei.entrances.web.kit.records import record_page


@require_GET
def table_of_contents(request: HttpRequest, node: UUID, kind: str) -> HttpResponseBase:
    """Cases and documents."""
    actor, wanted = actor_of(request), table.Wanted.read(request.GET)
    place = record_page.find(actor, kind, node)
    above = table.above(request, actor, place, wanted)
    if sheets.wanted(request):
        return sheets.answer(request, table.sheet(actor, place, wanted), above)
    context = {
        "place": place,
        "tabs": place.tabs("contents"),
        "contents": page.of(actor, place, wanted),
        "list": above,
        "wanted": wanted,
        "case_form": forms.CaseForm(),
    }
    return render(request, "records/contents.html", context)
