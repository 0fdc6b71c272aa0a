# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""All dossiers, opening one, and the file plan."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aktei.base.rights.queries import rights_on
from aktei.base.rights.rules import FILE
from aktei.entrances.web.kit import acting
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.lists import sheets, trees
from aktei.entrances.web.kit.lists.furniture import with_picked
from aktei.entrances.web.kit.lists.opening import opens_as_saved
from aktei.entrances.web.records import forms, listing, places, plan_list
from aktei.records.dossiers import actions
from aktei.records.dossiers import queries as dossiers
from aktei.records.file_plan import queries as file_plan


@require_GET
@opens_as_saved("records:dossiers")
def dossier_list(request: HttpRequest) -> HttpResponseBase:
    """The dossiers this person may find."""
    actor = actor_of(request)
    if clear := with_picked(request, actor, listing.KINDS):
        return redirect(clear)
    wanted = listing.Wanted.read(request.GET)
    if sheets.wanted(request):
        return sheets.answer(request, listing.sheet(actor, wanted), listing.above(request, actor, wanted))
    context = {
        "wanted": wanted,
        "listed": listing.listed(actor, wanted),
        "list": listing.above(request, actor, wanted),
        "has_plan": file_plan.all_entries(actor).exists(),
        "may_open": file_plan.takes_dossiers_of(actor),
    }
    return render(request, "records/dossiers.html", context)


@require_http_methods(["GET", "POST"])
def open_dossier(request: HttpRequest) -> HttpResponse:
    """Open a dossier."""
    actor = actor_of(request)
    opening = {"entry": request.GET.get("plan"), "kind": request.GET.get("kind", "subject")}
    form = forms.DossierForm(actor, request.POST or None, initial=opening)
    opened = acting.attempt(form, lambda **values: actions.open_dossier(actor, **values)) if form.is_bound else None
    if opened:
        tell(request, _("Die Akte %(reference)s ist angelegt.") % {"reference": opened.reference})
        return redirect("records:dossier", opened.id)
    return render(request, "records/dossier_form.html", {"form": form}, status=422 if form.is_bound else 200)


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
        "crumbs": places.plan_crumbs(actor, entry),
        "below": file_plan.all_entries(actor).filter(parent=entry),
        "listed": listing.listed(actor, wanted),
        "may_open": entry.holds_dossiers and entry.disabled_at is None and FILE in rights_on(actor, entry.chain),
    }
    return render(request, "records/plan_entry.html", context)
