# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page „Verlauf“ of a record."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.lists.list_head import with_picked
from aktei.entrances.web.kit.records import history as history_
from aktei.entrances.web.kit.records import record_page


@require_GET
def history(request: HttpRequest, node: UUID, kind: str) -> HttpResponse:
    """What happened, newest first."""
    actor = actor_of(request)
    place = record_page.find(actor, kind, node, needs=record_page.HISTORY_NEEDS)
    if clear := with_picked(request, actor, {"person": f"verlauf-{node}"}):
        return redirect(clear)
    asked = {"person": request.GET.get("person", ""), "kind": request.GET.get("art", "")}
    lines = history_.of(actor, place, before=request.GET.get("vor", ""), **asked)
    context = {"place": place, "tabs": place.tabs("history"), "history": lines, **asked}
    return render(request, "records/history.html", context)
