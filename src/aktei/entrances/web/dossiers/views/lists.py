# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""All dossiers, and opening one."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aktei.entrances.web.dossiers import forms, listing
from aktei.entrances.web.kit import acting
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.lists import sheets
from aktei.entrances.web.kit.lists.list_head import with_picked
from aktei.entrances.web.kit.lists.opening import opens_as_saved
from aktei.records.dossiers import actions
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
