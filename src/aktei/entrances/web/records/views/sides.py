# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sides of a dossier, case or document besides the book: contents, parties, details, history, access."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aktei.base.people import queries as people
from aktei.entrances.web.actor import actor_of
from aktei.entrances.web.frame.messages import tell
from aktei.entrances.web.records import acting, contents, forms, places
from aktei.entrances.web.records import details as details_
from aktei.entrances.web.records import history as history_
from aktei.records.parties import actions as party_actions
from aktei.records.parties import queries as parties_


@require_GET
def table_of_contents(request: HttpRequest, node: UUID, kind: str) -> HttpResponse:
    """Cases and documents."""
    actor = actor_of(request)
    place = places.find(actor, kind, node)
    context = {
        "place": place,
        "tabs": place.tabs("contents"),
        "contents": contents.of(
            actor, place, start=request.GET.get("ab", ""), withdrawn=request.GET.get("zustand") == "zurueckgezogen"
        ),
        "case_form": forms.CaseForm(),
    }
    return render(request, "records/contents.html", context)


@require_http_methods(["GET", "POST"])
def parties(request: HttpRequest, node: UUID) -> HttpResponse:
    """Who is involved, and adding somebody."""
    actor = actor_of(request)
    place = places.find(actor, "dossier", node)
    form = forms.PartyForm(request.POST or None)
    added = acting.attempt(form, lambda **v: party_actions.involve_party(actor, dossier=node, **v))
    if added is not None:
        tell(request, _("%(name)s ist jetzt an der Akte beteiligt.") % {"name": added})
        return redirect("records:dossier_parties", node)
    involved = parties_.involvements(actor, node)
    context = {"place": place, "tabs": place.tabs("parties"), "involved": involved, "form": form}
    return render(request, "records/parties.html", context, status=422 if form.is_bound else 200)


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
        "units": people.units(actor),
    }
    return render(request, "records/details.html", context)


@require_GET
def history(request: HttpRequest, node: UUID, kind: str) -> HttpResponse:
    """What happened, newest first."""
    actor = actor_of(request)
    place = places.find(actor, kind, node, needs=places.HISTORY_NEEDS)
    asked = {"person": request.GET.get("person", ""), "kind": request.GET.get("art", "")}
    lines = history_.of(actor, place, before=request.GET.get("vor", ""), **asked)
    context = {"place": place, "tabs": place.tabs("history"), "history": lines, **asked}
    return render(request, "records/history.html", context)
