# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The address book, one party, and the parties of a dossier."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aktei.base.rights.queries import reach
from aktei.base.rights.rules import FILE
from aktei.entrances.web.kit import acting
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.lists import sheets
from aktei.entrances.web.kit.lists.opening import opens_as_saved
from aktei.entrances.web.kit.records import record_page
from aktei.entrances.web.parties import address_book, party_list
from aktei.entrances.web.parties.forms import EntryForm, InvolvementForm, described
from aktei.records.parties import actions, queries


@require_GET
@opens_as_saved("records:parties")
def book(request: HttpRequest) -> HttpResponseBase:
    """Everybody in the address book this person may see."""
    actor = actor_of(request)
    if sheets.wanted(request):
        return sheets.answer(request, address_book.sheet(actor, request.GET), address_book.above(request, actor))
    context = {
        "text": request.GET.get("q", ""),
        "listed": address_book.listed(actor, request.GET),
        "list": address_book.above(request, actor),
        "may_add": bool(reach(actor, FILE)),
    }
    return render(request, "records/address_book.html", context)


@require_GET
def show(request: HttpRequest, party: UUID) -> HttpResponse:
    """One entry: data, dossiers within reach, entries that may be the same."""
    actor = actor_of(request)
    row = queries.party(actor, party)
    context = {
        "party": row,
        "involved": queries.involvements_of(actor, party),
        "merged": queries.merged_into(actor, party),
        "hints": queries.hints(actor, queries.described_of(row), without=row.id),
        "may_edit": queries.may_edit(actor, row),
    }
    return render(request, "records/party.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Write somebody into the address book; asks first if they may be there already."""
    actor = actor_of(request)
    form = EntryForm(request.POST or None)
    doubts = address_book.doubts(actor, form, request.POST)
    made = None if doubts else acting.attempt(form, lambda **values: actions.add_party(actor, **values))
    if made is not None:
        tell(request, _("%(name)s steht jetzt im Adressbuch.") % {"name": made})
        return redirect("records:party", made.id)
    context = {"form": form, "hints": doubts, "asked": bool(doubts)}
    return render(request, "records/party_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, party: UUID) -> HttpResponse:
    """Change what the address book says of somebody."""
    actor = actor_of(request)
    row = queries.party(actor, party)
    now = {name: getattr(row, name) for name in EntryForm.base_fields}
    form = EntryForm(request.POST or None, initial=now)
    changed = acting.attempt(form, lambda **values: actions.change_party(actor, party=party, **values))
    if changed is not None:
        tell(request, _("Die Angaben sind geändert, für alle Akten dieses Eintrags."))
        return redirect("records:party", party)
    return render(
        request, "records/party_form.html", {"form": form, "party": row}, status=422 if form.is_bound else 200
    )


@require_GET
def hints(request: HttpRequest) -> HttpResponse:
    """Entries that may be meant by what has been typed so far."""
    actor = actor_of(request)
    typed = described(EntryForm(request.GET))
    context = {
        "hints": queries.hints(actor, typed) if typed else [],
        "pick": bool(request.GET.get("role", None) is not None),
    }
    return render(request, "records/parts/party_hints.html", context)


@require_POST
def merge(request: HttpRequest, party: UUID) -> HttpResponse:
    """Let another entry become part of this one."""
    drop = next(iter(acting.picked(request, "drop")), party)
    return acting.done(
        request,
        back=reverse("records:party", args=[party]),
        said=_("Die Einträge sind zusammengeführt."),
        act=lambda: actions.merge_parties(actor_of(request), keep=party, drop=drop),
        undo_url=reverse("records:undo_merge", args=[drop]),
    )


@require_POST
def undo_merge(request: HttpRequest, party: UUID) -> HttpResponse:
    """Make two entries of one again."""
    return acting.done(
        request,
        back=acting.came_from(request),
        said=_("Es sind wieder zwei Einträge."),
        act=lambda: actions.undo_merge(actor_of(request), party=party),
    )


@require_http_methods(["GET", "POST"])
def of_dossier(request: HttpRequest, node: UUID) -> HttpResponseBase:
    """Who is involved in a dossier, and adding somebody."""
    actor = actor_of(request)
    place = record_page.find(actor, "dossier", node)
    found = party_list.listed(request, actor, place)
    if sheets.wanted(request):
        return sheets.answer(request, found.sheet, found.above)
    picked = next(iter(acting.picked(request, "party")), None)
    form = InvolvementForm(request.POST or None, use_required_attribute=False)
    doubts = [] if picked else address_book.doubts(actor, form, request.POST)
    added = None if doubts else acting.attempt_with(form, actions.involve_party, actor, dossier=node, party=picked)
    if added is not None:
        tell(request, _("%(name)s ist jetzt an der Akte beteiligt.") % {"name": added})
        return redirect("records:dossier_parties", node)
    context = {"place": place, "tabs": place.tabs("parties"), "form": form, "hints": doubts, "asked": bool(doubts)}
    context |= {"found": found, "list": found.above, "ended": queries.ended_involvements(actor, node)}
    context |= {"roles": queries.roles(actor, place.dossier.entry_id), "pick": True}
    return render(request, "records/parties.html", context, status=422 if form.is_bound else 200)


@require_POST
def end(request: HttpRequest, involvement: UUID) -> HttpResponse:
    """End somebody's role in a dossier."""
    return acting.done(
        request,
        back=acting.came_from(request),
        said=_("Die Beteiligung ist beendet."),
        act=lambda: actions.end_involvement(actor_of(request), involvement=involvement),
        undo_url=reverse("records:resume_involvement", args=[involvement]),
    )


@require_POST
def resume(request: HttpRequest, involvement: UUID) -> HttpResponse:
    """Take the end of an involvement back."""
    return acting.done(
        request,
        back=acting.came_from(request),
        said=_("Die Beteiligung besteht wieder."),
        act=lambda: actions.resume_involvement(actor_of(request), involvement=involvement),
    )
