# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""„Offene Arbeit ausgeschiedener Personen“: what waits for somebody who left, to be handed on."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.people import leftovers
from aktei.entrances.web.administration import access, leftover_list
from aktei.entrances.web.administration.refusals import LEFTOVERS_ONLY_FOR_ADMINISTRATION, SUCCESSOR_MISSING
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.lists import sheets
from aktei.entrances.web.kit.lists.opening import opens_as_saved
from aktei.entrances.web.kit.picking import reading


@require_GET
@opens_as_saved("administration:leftovers")
def page(request: HttpRequest) -> HttpResponseBase:
    """Everything that waits for leavers, by person."""
    actor = actor_of(request)
    _require_may(actor)
    context = leftover_list.listed(request, actor)
    if sheets.wanted(request):
        return sheets.answer(request, context["found"].sheet, context["list"])
    return render(request, "administration/leftovers.html", context)


@require_POST
def hand_over(request: HttpRequest) -> HttpResponse:
    """Give what was ticked to one person or unit; one refusal holds up no other."""
    actor = actor_of(request)
    _require_may(actor)
    target = _target(reading.chosen(request, actor, "wer", "ziel"))
    done, reasons = 0, []
    for source, item in _ticked(request):
        try:
            leftovers.hand_over(actor, source=source, item=item, **target)
            done += 1
        except Refused as refusal:
            reasons += refusal.reasons
    _say(request, done, reasons)
    return HttpResponse(status=303, headers={"Location": reverse("administration:leftovers")})


def _require_may(actor: Actor) -> None:
    if not access.tidies(actor):
        raise Forbidden(LEFTOVERS_ONLY_FOR_ADMINISTRATION())


def _target(said: str) -> dict[str, UUID]:
    kind, _colon, rest = said.partition(":")
    try:
        return {{"person": "person", "unit": "unit"}[kind]: UUID(rest)}
    except (KeyError, ValueError) as error:
        raise Refused(SUCCESSOR_MISSING()) from error


def _ticked(request: HttpRequest) -> list[tuple[str, UUID]]:
    found = []
    for said in request.POST.getlist("item"):
        source, _colon, item = said.partition(":")
        try:
            found.append((source, UUID(item)))
        except ValueError:
            continue
    return found


def _say(request: HttpRequest, done: int, reasons: list[str]) -> None:
    if done:
        tell(request, ngettext("Einmal weitergegeben.", "{n}-mal weitergegeben.", done).format(n=done))
    if reasons:
        tell(request, " ".join(dict.fromkeys(reasons)), "error")
    if not done and not reasons:
        tell(request, _("Sie haben nichts ausgewählt."), "warning")
