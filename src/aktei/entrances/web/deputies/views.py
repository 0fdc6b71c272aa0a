# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deputies: the page, the form with its preview, the team, the summary, and working for somebody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, NotForOthers, Refused
from aktei.base.deputies import actions, queries
from aktei.entrances.web.deputies import forms, lists, mode, page, preview, summary, team
from aktei.entrances.web.deputies.refusals import ABSENCES_CHANGED_BY_HEADS, ABSENCES_ENTERED_BY_HEADS
from aktei.entrances.web.kit.acting import done
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.lists import sheets
from aktei.entrances.web.kit.lists.opening import opens_as_saved

MINE = "deputies:page"


@require_GET
@opens_as_saved("deputies:page")
def overview(request: HttpRequest) -> HttpResponseBase:
    """Whom I stand in for, and my own absences."""
    actor = _oneself(request)
    absences = page.absences(actor, queries.own_absences(actor, over=page.MOST_OVER))
    found = lists.own(request, actor, absences)
    if sheets.wanted(request):
        return sheets.answer(request, found.sheet, found.above)
    context = {
        "found": found,
        "list": found.above,
        "duties": page.duties(actor),
        "coming": page.duties(actor, coming=True),
        "absences": found.among(absences),
        "acting_for": getattr(request, "acting_for", None),
        "tabs": _tabs(actor, "own"),
    }
    return render(request, "deputies/page.html", context)


@require_GET
@opens_as_saved("deputies:team")
def the_team(request: HttpRequest) -> HttpResponseBase:
    """Who is away in my team, day by day."""
    actor = _oneself(request)
    shown = team.of(actor, team.first_day(request.GET.get("ab", "")))
    found, left = lists.of_team(request, actor, shown)
    if sheets.wanted(request):
        return sheets.answer(request, found.sheet, found.above)
    rows = [row for row in shown.rows if row.id in left]
    context = {"team": shown, "rows": rows, "list": found.above, "tabs": _tabs(actor, "team")}
    return render(request, "deputies/team.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest) -> HttpResponse:
    """The form of an absence: look first, then declare."""
    actor = actor_of(request)
    asked = forms.asked(request, actor, _whose(request, actor))
    if asked is None:
        raise Forbidden(ABSENCES_ENTERED_BY_HEADS())

    def act() -> Any:
        return actions.declare_absence(
            actor,
            person=asked.person.id,
            deputies=asked.choices,
            begins_at=asked.begins_at,
            ends_at=asked.ends_at,
            away_since=asked.form.cleaned_data["begins_on"],
            reason=asked.form.cleaned_data["reason"],
        )

    return _form(request, asked, act, _("Die Abwesenheit ist eingetragen."))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, absence: UUID) -> HttpResponse:
    """Another end, other deputies."""
    actor = actor_of(request)
    found = queries.absence(actor, absence)
    asked = forms.asked(request, actor, found.person, found)
    if asked is None:
        raise Forbidden(ABSENCES_CHANGED_BY_HEADS())

    def act() -> Any:
        return actions.change_absence(actor, absence=found.id, deputies=asked.choices, ends_at=asked.ends_at)

    return _form(request, asked, act, _("Die Abwesenheit ist geändert."), found)


def _form(request: HttpRequest, asked: forms.Asked, act: Any, said: str, absence: Any = None) -> HttpResponse:
    able = []
    if request.method == "POST" and asked.is_valid():
        able = preview.of(asked.person.id, asked.choices)
        if "preview" not in request.POST:
            try:
                act()
            except (NotForOthers, Missing):
                raise
            except Refused as refusal:
                asked.form.add_error(None, refusal.reasons)
            else:
                tell(request, said)
                return redirect(MINE if asked.is_own else "deputies:team")
    context = {"asked": asked, "able": able, "absence": absence, "previewed": "preview" in request.POST}
    return render(request, "deputies/form.html", context, status=422 if asked.form.errors or _wrong(asked) else 200)


def _wrong(asked: forms.Asked) -> bool:
    return asked.rows.is_bound and any(asked.rows.errors)


@require_POST
def end(request: HttpRequest, absence: UUID) -> HttpResponse:
    """Back, or not going after all."""
    actor = actor_of(request)
    said = _("Die Abwesenheit ist beendet; ab jetzt steht niemand mehr in Vertretung.")
    return done(request, _back(request), said, lambda: actions.end_absence(actor, absence=absence))


@require_GET
def meanwhile(request: HttpRequest, absence: UUID) -> HttpResponse:
    """What was done meanwhile. Only for oneself."""
    actor = _oneself(request)
    found = queries.absence(actor, absence)
    if found.person != actor.person_id:
        raise Missing()
    context = {"absence": page.absences(actor, [found])[0], "groups": summary.groups(actor, found), "row": found}
    return render(request, "deputies/meanwhile.html", context)


@require_POST
def tick_off(request: HttpRequest, absence: UUID) -> HttpResponse:
    """The summary was read."""
    actor = actor_of(request)
    said = _("Abgehakt. Die Übersicht finden Sie weiter unter „Vertretung“.")
    return done(request, _back(request), said, lambda: actions.tick_off_summary(actor, absence=absence))


@require_POST
def work_for(request: HttpRequest) -> HttpResponse:
    """Work for somebody from now on, or in one's own name again."""
    try:
        person = UUID(request.POST["person"]) if request.POST.get("person") else None
    except ValueError as error:
        raise Missing() from error
    mode.stop(request)
    if person is None:
        tell(request, _("Sie arbeiten wieder im eigenen Namen."))
    else:
        tell(request, _("Sie arbeiten jetzt für %(name)s.") % {"name": mode.start(request, person)})
    return redirect("desk:page")


def _oneself(request: HttpRequest) -> Actor:
    """The reader in their own name, whomever they work for just now: these pages are about themselves."""
    actor = actor_of(request)
    return Actor(actor.person_id, client=actor.client)


def _whose(request: HttpRequest, actor: Actor) -> UUID:
    try:
        return UUID(request.GET.get("fuer") or str(actor.person_id))
    except ValueError as error:
        raise Missing() from error


def _back(request: HttpRequest) -> str:
    target = request.POST.get("back", "")
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts=None) else reverse(MINE)


def _tabs(actor: Actor, here: str) -> list[dict[str, Any]]:
    if not queries.team(actor):
        return []
    return [
        {"label": _("Meine"), "href": reverse(MINE), "current": here == "own"},
        {"label": _("Team"), "href": reverse("deputies:team"), "current": here == "team"},
    ]
