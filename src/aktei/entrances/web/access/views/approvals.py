# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What waits for a second person."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from aktei.entrances.web.access import approval_list
from aktei.entrances.web.kit import acting
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.lists import sheets
from aktei.entrances.web.kit.lists.opening import opens_as_saved


@require_GET
@opens_as_saved("access:approvals")
def page(request: HttpRequest) -> HttpResponseBase:
    """What the person may decide, has proposed, and what was decided."""
    context = approval_list.listed(request, actor_of(request))
    if sheets.wanted(request):
        return sheets.answer(request, context["found"].sheet, context["list"])
    return render(request, "access/approvals.html", context)


@require_POST
def decide(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Confirm, decline or take back."""
    decision, remark = acting.typed(request, "decision"), acting.typed(request, "remark")
    act, said = approval_list.decision(actor_of(request), proposal, decision, remark)
    return acting.done(request, back=reverse("access:approvals"), said=said, act=act)
