# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Handing post to another team, one or many, and taking that back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.people.queries import unit
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.bulk_acts import each_of
from aktei.entrances.web.kit.frame import undoing
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.picking import reading
from aktei.entrances.web.mailroom import filing_form
from aktei.entrances.web.mailroom.filing import chosen_ids, next_of, show_many
from aktei.entrances.web.mailroom.filters import Filter
from aktei.entrances.web.mailroom.views import show_item
from aktei.procedures.mailroom import actions
from aktei.procedures.mailroom.calling_back import undo_forward

FORWARDED = "forwarded"
"""Under this name the session keeps what was forwarded together."""


@require_http_methods(["GET", "POST"])
def forward(request: HttpRequest, consignment: UUID) -> HttpResponse:
    """Hand one piece of post to another unit."""
    if request.method == "GET":
        return show_item(request, consignment, forwarding=True)
    actor, chosen = actor_of(request), Filter.of(request.GET)
    following = next_of(actor, chosen, [consignment])
    try:
        target = unit(actor, reading.needed(request, actor, "einheit", "unit"))
        actions.forward(actor, consignment=consignment, unit=target.id)
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        return show_item(request, consignment, 422, forwarding=True, reasons=refusal.reasons)
    text = _("Weitergeleitet an %(unit)s.") % {"unit": target}
    tell(request, text, undo_url=reverse("mailroom:undo_forward", args=[consignment]) + chosen.suffix)
    return redirect(following)


@require_POST
def undo(request: HttpRequest, consignment: UUID) -> HttpResponse:
    """Take back what was forwarded just now."""
    undo_forward(actor_of(request), consignment=consignment)
    tell(request, _("Das Weiterleiten ist zurückgenommen. Der Eingang liegt wieder hier."), "info")
    return redirect(reverse("mailroom:item", args=[consignment]) + Filter.of(request.GET).suffix)


@require_POST
def forward_many(request: HttpRequest) -> HttpResponse:
    """Hand several pieces of post to another unit; what cannot be forwarded stays and says why."""
    actor, ids = actor_of(request), chosen_ids(request.POST)
    try:
        target = unit(actor, reading.needed(request, actor, "einheit", "unit"))
    except Refused as refusal:
        return show_many(request, ids, 422, forwarding=True, reasons=refusal.told)
    outcome = each_of(ids, lambda each: actions.forward(actor, consignment=each, unit=target.id))
    if done := outcome.done:
        token = undoing.remember(request, FORWARDED, {str(each): "" for each in done})
        tell(request, _told(len(done), str(target)), undo_url=reverse("mailroom:undo_forward_many", args=[token]))
    if outcome.refused:
        reasons = sorted(outcome.reasons)
        return show_many(request, list(outcome.refused), 422, forwarding=True, reasons=reasons)
    return redirect("mailroom:inbox")


@require_POST
def undo_many(request: HttpRequest, token: UUID) -> HttpResponse:
    """Take back that several were forwarded; what cannot be taken back stays where it is and says why."""
    actor = actor_of(request)
    _what, items = undoing.recall(request, token)
    count, reasons = filing_form.each(items, lambda each: undo_forward(actor, consignment=each))
    if count:
        text = ngettext("%(n)s Eingang liegt wieder hier.", "%(n)s Eingänge liegen wieder hier.", count)
        tell(request, text % {"n": count}, "info")
    if reasons:
        tell(request, " ".join(reasons), "error")
    return redirect("mailroom:inbox")


def _told(count: int, name: str) -> str:
    text = ngettext("%(n)s Eingang an %(unit)s weitergeleitet.", "%(n)s Eingänge an %(unit)s weitergeleitet.", count)
    return text % {"n": count, "unit": name}
