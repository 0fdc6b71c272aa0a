# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sides of a dossier, case or document besides the book: contents, parties, details, history, access."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.lists import sheets
from aktei.entrances.web.kit.lists.furniture import with_picked
from aktei.entrances.web.records import contents, contents_table, forms, places
from aktei.entrances.web.records import details as details_
from aktei.entrances.web.records import history as history_


@require_GET
def table_of_contents(request: HttpRequest, node: UUID, kind: str) -> HttpResponseBase:
    """Cases and documents."""
    actor, wanted = actor_of(request), contents_table.Wanted.read(request.GET)
    place = places.find(actor, kind, node)
    above = contents_table.above(request, actor, place, wanted)
    if sheets.wanted(request):
        return sheets.answer(request, contents_table.sheet(actor, place, wanted), above)
    context = {
        "place": place,
        "tabs": place.tabs("contents"),
        "contents": contents.of(actor, place, wanted),
        "list": above,
        "wanted": wanted,
        "case_form": forms.CaseForm(),
    }
    return render(request, "records/contents.html", context)


@require_GET
def details(request: HttpRequest, node: UUID) -> HttpResponse:
    """What is known about a document, its files, and what can be done with it."""
    actor = actor_of(request)
    place = places.find(actor, "document", node)
    context = {
        "place": place,
        "tabs": place.tabs("details"),
        "about": details_.of(actor, place),
        "channel": details_.channel_name(place.record.channel),
    }
    return render(request, "records/details.html", context)


@require_GET
def history(request: HttpRequest, node: UUID, kind: str) -> HttpResponse:
    """What happened, newest first."""
    actor = actor_of(request)
    place = places.find(actor, kind, node, needs=places.HISTORY_NEEDS)
    if clear := with_picked(request, actor, {"person": f"verlauf-{node}"}):
        return redirect(clear)
    asked = {"person": request.GET.get("person", ""), "kind": request.GET.get("art", "")}
    lines = history_.of(actor, place, before=request.GET.get("vor", ""), **asked)
    context = {"place": place, "tabs": place.tabs("history"), "history": lines, **asked}
    return render(request, "records/history.html", context)
