# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on post that can be read: file it, take that back, hand it to another team; one or many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Refused
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame import undoing
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.records import filing_targets
from aktei.entrances.web.kit.records.filing_targets import Choice
from aktei.entrances.web.mailroom import consignment_page, filing_form, post_list
from aktei.entrances.web.mailroom.filters import Filter
from aktei.entrances.web.mailroom.refusals import CHOICE_OF_LIST_INVALID
from aktei.entrances.web.mailroom.views import kept, places_to_file, show, show_item, wanted
from aktei.procedures.mailroom import actions, queries

FILED = "filed"
"""Under this name the session keeps what was filed together."""


@require_POST
def file(request: HttpRequest, consignment: UUID) -> HttpResponse:
    """File one piece of post and open the next."""
    actor, chosen = actor_of(request), Filter.of(request.GET)
    following = next_of(actor, chosen, [consignment])
    try:
        reference = filing_form.place(actor, [consignment], Choice.of(actor, request.POST), request.POST)
    except Forbidden:
        raise
    except Refused as refusal:
        return show_item(request, consignment, 422, reasons=refusal.reasons)
    text = _("Abgelegt in %(reference)s.") % {"reference": reference}
    tell(request, text, undo_url=_undo_address(consignment, chosen, filing_form.chosen_documents(request.POST)))
    return redirect(following)


@require_POST
def undo(request: HttpRequest, consignment: UUID) -> HttpResponse:
    """Take a filing back; the post is open again."""
    actions.undo(actor_of(request), consignment=consignment, documents=filing_form.chosen_documents(request.GET))
    tell(request, _("Die Ablage ist zurückgenommen. Der Eingang liegt wieder im Posteingang."), "info")
    return redirect(reverse("mailroom:item", args=[consignment]) + Filter.of(request.GET).suffix)


@require_GET
def many(request: HttpRequest) -> HttpResponse:
    """Show several pieces of post with one form for all."""
    return show_many(request, chosen_ids(request.GET), forwarding=request.GET.get("was") == "weiterleiten")


@require_POST
def file_many(request: HttpRequest) -> HttpResponse:
    """File several pieces of post into one place; what cannot be filed stays and says why."""
    actor, ids = actor_of(request), chosen_ids(request.POST)
    try:
        filed, refused = filing_form.place_each(actor, ids, Choice.of(actor, request.POST), request.POST)
    except Forbidden:
        raise
    except Refused as refusal:
        return show_many(request, ids, 422, reasons=refusal.reasons)
    if filed:
        told = ngettext("%(n)s Eingang abgelegt.", "%(n)s Eingänge abgelegt.", len(filed)) % {"n": len(filed)}
        token = undoing.remember(request, FILED, {str(each): "" for each in filed})
        tell(request, told, undo_url=reverse("mailroom:undo_many", args=[token]))
    if refused:
        return show_many(
            request, list(refused), 422, reasons=sorted({each for why in refused.values() for each in why})
        )
    return redirect("mailroom:inbox")


@require_POST
def undo_many(request: HttpRequest, token: UUID) -> HttpResponse:
    """Take several filings back with one press; what cannot be taken back stays filed and says why."""
    _what, items = undoing.recall(request, token)
    actor = actor_of(request)
    count, reasons = filing_form.each(items, lambda each: actions.undo(actor, consignment=each))
    if count:
        text = ngettext("%(n)s Ablage zurückgenommen.", "%(n)s Ablagen zurückgenommen.", count) % {"n": count}
        tell(request, text, "info")
    if reasons:
        tell(request, " ".join(reasons), "error")
    return redirect(post_list.address_of(Filter.of(request.GET)))


def _undo_address(consignment: UUID, chosen: Filter, documents: Sequence[UUID]) -> str:
    """Where the filing of these documents, or of all that was filed, is taken back."""
    named = urlencode([("dokument", each) for each in documents])
    address = reverse("mailroom:undo", args=[consignment]) + chosen.suffix
    return f"{address}{'&' if chosen.suffix else '?'}{named}" if named else address


def show_many(request: HttpRequest, ids: Sequence[UUID], status: int = 200, **more: Any) -> HttpResponse:
    """Render the three panes with several pieces of post open."""
    actor = actor_of(request)
    items = queries.consignments(actor, ids)
    if not items:
        if reasons := more.get("reasons"):
            tell(request, " ".join(reasons), "error")
        return redirect("mailroom:inbox")
    rows = post_list.rows(actor, items)
    suggested = filing_targets.as_sent(actor, consignment_page.suggested_for(actor, rows), request.POST)
    more |= {"many": {"rows": rows, "ids": [row.id for row in rows], "suggestions": suggested}, "kept": kept(request)}
    return show(request, Filter.of(request.GET), status, **places_to_file(actor), **wanted(actor, request), **more)


def next_of(actor: Actor, chosen: Filter, ids: Sequence[UUID]) -> str:
    """The address of what to open after these are gone: the next in the list that can be filed, else the list."""
    items = queries.incoming(actor, **chosen.arguments()).items
    places = [place for place, each in enumerate(items) if each.id in ids]
    behind = items[places[-1] + 1 :] if places else []
    others = [each for each in [*behind, *items] if each.id not in ids]
    best = next((each for each in others if each.state == "ready"), None)
    return (reverse("mailroom:item", args=[best.id]) if best else reverse("mailroom:inbox")) + chosen.suffix


def chosen_ids(given: Any) -> list[UUID]:
    """What was selected, at most five hundred."""
    try:
        return [UUID(each) for each in given.getlist("item")[:500]]
    except ValueError as error:
        raise Refused(CHOICE_OF_LIST_INVALID()) from error
