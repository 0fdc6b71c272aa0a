# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking at post: the list, one item with its pages, what is under way, and the search for a place."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.blobs import store
from aktei.base.rights.rules import FILE
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.context import office
from aktei.entrances.web.kit.lists import sheets
from aktei.entrances.web.kit.lists.list_head import with_picked
from aktei.entrances.web.kit.lists.opening import opens_as_saved
from aktei.entrances.web.kit.records import filing_targets
from aktei.entrances.web.mailroom import (
    consignment_page,
    filing_form,
    post_list,
    post_list_changes,
    row_markup,
    table,
    uploads,
)
from aktei.entrances.web.mailroom.filters import CLEARING, Filter, an_id
from aktei.procedures.mailroom import newcomers, queries
from aktei.records.file_plan.queries import entries


@require_GET
@opens_as_saved("mailroom:inbox")
def inbox(request: HttpRequest) -> HttpResponseBase:
    """Show the post this person works on."""
    return _listed(request, Filter.of(request.GET))


@require_GET
@opens_as_saved("mailroom:quarantine")
def quarantine(request: HttpRequest) -> HttpResponseBase:
    """Show the post that waits for a decision."""
    return _listed(request, Filter.of(request.GET, zustand=CLEARING))


def _listed(request: HttpRequest, chosen: Filter) -> HttpResponseBase:
    actor = actor_of(request)
    if clear := with_picked(request, actor, {"team": "einheit"}):
        return redirect(clear)
    if sheets.wanted(request):
        return sheets.answer(request, table.sheet(actor, chosen), table.above_paper(request, actor, chosen))
    return show(request, chosen)


@require_GET
def item(request: HttpRequest, consignment: UUID) -> HttpResponse:
    """Show one piece of post beside the list. `akte` asks for places to file into, as the script does."""
    return show_item(request, consignment)


@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    """Answer with the rows of post in progress, and go on asking while there is any."""
    actor, chosen = actor_of(request), Filter.of(request.GET)
    ids = [UUID(each) for each in request.GET.getlist("laufend")[:200] if an_id(each)]
    rows = post_list.with_sure(actor, post_list.rows(actor, queries.consignments(actor, ids)))
    asking = {"running": any(row.is_running for row in rows), "filter": chosen}
    context = {"room": asking, "markup": row_markup.markup(rows, chosen.suffix, replaces=True)}
    return render(request, "mailroom/progress.html", context)


@require_GET
def news(request: HttpRequest) -> HttpResponse:
    """Say how much post came since the newest in the list, and how long it is now; nothing if all is as it was."""
    chosen = Filter.of(request.GET)
    shown = UUID(an_id(request.GET.get("seit", "")) or UUID(int=0).hex)
    told = post_list_changes.since(
        actor_of(request), chosen, shown, request.GET.get("summe", ""), request.GET.get("gesagt", "")
    )
    context = {"news": told, "room": {"filter": chosen, "here": post_list.address_of(chosen)}}
    return render(request, "mailroom/parts/news.html", context)


@require_GET
def thumbnail(request: HttpRequest, consignment: UUID) -> HttpResponse:
    """Send the first page in small; its address changes with it, so the browser may keep it."""
    found = queries.consignment(actor_of(request), consignment)
    if not found.thumbnail:
        raise Missing()
    response = HttpResponse(store.read(found.thumbnail), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


@require_GET
def find_targets(request: HttpRequest) -> HttpResponse:
    """Answer with the places that match what is being typed."""
    return render(request, "records/parts/targets.html", wanted(actor_of(request), request))


def show(request: HttpRequest, chosen: Filter, status: int = 200, **more: Any) -> HttpResponse:
    """Render the three panes; `more` says what is open in the right two."""
    actor = actor_of(request)
    shown = post_list.of(actor, chosen, request.GET.get("weiter") or None)
    context = {
        "room": shown,
        "markup": _markup(shown, more),
        "list": table.above(request, actor, chosen),
        **uploads.fields(request, actor, shown.own),
        **more,
    }
    response = render(request, "mailroom/room.html", context, status=status)
    if status >= 400:
        response["HX-Push-Url"] = "false"  # the address stays that of the page, not of the refused act
    return response


def _markup(shown: post_list.Room, more: dict[str, Any]) -> str:
    """The rows of the list, in which what is open or chosen beside it is marked."""
    current = more["opened"].row.id if "opened" in more else None
    chosen = more["many"]["ids"] if "many" in more else ()
    return row_markup.markup(shown.rows, shown.filter.suffix, current=current, chosen=chosen)


def show_item(request: HttpRequest, consignment: UUID, status: int = 200, **more: Any) -> HttpResponse:
    """Render the three panes with this piece of post open."""
    actor = actor_of(request)
    item = queries.consignment(actor, consignment)
    there = consignment_page.of(actor, item, request.POST, read=request.GET.get("dokument", ""))
    offered = places_to_file(actor)
    offered |= newcomer_to_file(actor, item) if there.row.is_ready and offered["may_open"] else {}
    return show(
        request,
        Filter.of(request.GET),
        status,
        opened=there,
        kept=kept(request),
        **offered,
        **wanted(actor, request),
        **more,
    )


def places_to_file(actor: Actor) -> dict[str, Any]:
    """What the forms beside the pages offer: where new dossiers may be opened; the only entry stands there already."""
    few = list(entries(actor, FILE).filter(holds_dossiers=True)[:2])
    return {"may_open": bool(few), "entry": few[0] if len(few) == 1 else None}


def kept(request: HttpRequest) -> dict[str, str]:
    """What was picked in a form that is shown again with its refusal."""
    return {name: request.POST.get(f"{name}-id", "") for name in ("entry", "lead_unit", "unit")}


def newcomer_to_file(actor: Actor, item: queries.Incoming) -> dict[str, Any]:
    """What a new dossier for the sender begins with, and whose it becomes."""
    allowed = entries(actor, FILE).filter(holds_dossiers=True)
    newcomer = newcomers.newcomer(item, dict(allowed.values_list("id", "title")), office())
    if newcomer is None:
        return {}
    entry = allowed.filter(id=newcomer.entry).first() if newcomer.entry else None
    return {"newcomer": newcomer, "entry": entry, "lead_unit": filing_form.lead_unit(actor, item)}


def wanted(actor: Actor, request: HttpRequest) -> dict[str, Any]:
    """Places found by typing."""
    text = request.GET.get("akte", "").strip()[:200]
    return {"wanted": text, "found": filing_targets.matching(actor, text)}
