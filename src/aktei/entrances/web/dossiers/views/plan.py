# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The file plan: the tree, and one entry."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aktei.base.rights.queries import rights_on
from aktei.base.rights.rules import FILE
from aktei.entrances.web.dossiers import listing, plan_list
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.lists import sheets, trees
from aktei.entrances.web.kit.lists.opening import opens_as_saved
from aktei.entrances.web.kit.records import record_page
from aktei.records.dossiers import queries as dossiers
from aktei.records.file_plan import queries as file_plan


@require_GET
@opens_as_saved("records:plan")
def plan(request: HttpRequest) -> HttpResponseBase:
    """The file plan as a tree, with how many dossiers lie where."""
    actor = actor_of(request)
    roots = listing.tree(file_plan.all_entries(actor), dossiers.counts_by_entry(actor))
    if trees.is_alone(request):
        return render(request, "records/plan.html", plan_list.as_tree(request, actor, roots))
    found = plan_list.listed(request, actor, roots)
    if sheets.wanted(request):
        return sheets.answer(request, found.sheet, found.above)
    return render(request, "records/plan.html", {"any": roots, "found": found, "list": found.above})


@require_GET
def plan_entry(request: HttpRequest, node: UUID) -> HttpResponse:
    """One entry: its rules, what is below it, its dossiers."""
    actor = actor_of(request)
    entry = file_plan.entry(actor, node)
    wanted = listing.Wanted(entry=entry.id, order="aktenzeichen-ab", cursor=request.GET.get("cursor", ""))
    context = {
        "entry": entry,
        "crumbs": record_page.plan_crumbs(actor, entry),
        "below": file_plan.all_entries(actor).filter(parent=entry),
        "listed": listing.listed(actor, wanted),
        "may_open": entry.holds_dossiers and entry.disabled_at is None and FILE in rights_on(actor, entry.chain),
    }
    return render(request, "records/plan_entry.html", context)
