# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Absences as lists: one's own, and those of the team over the days that are shown."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.entrances.web.deputies.page import Absence
from aktei.entrances.web.deputies.team import Team
from aktei.entrances.web.kit.frame.templatetags.frame import calendar
from aktei.entrances.web.kit.lists.list_head import choice
from aktei.entrances.web.kit.lists.tables import Cell, Column, Row
from aktei.entrances.web.kit.lists.whole import Whole, named, sortable, whole

_WHEN = (
    sortable("von", gettext_lazy("Von"), falling=True, css="nowrap"),
    sortable("bis", gettext_lazy("Bis einschließlich"), falling=True, css="nowrap"),
    sortable("stand", gettext_lazy("Stand")),
)
_WHO = (
    Column("vertretung", gettext_lazy("Vertretung"), css="break"),
    Column("luecken", gettext_lazy("Ohne Vertretung"), css="break"),
)
OWN = (*_WHEN, sortable("grund", gettext_lazy("Grund")), *_WHO)
TEAM = (sortable("name", gettext_lazy("Name"), fixed=True), *_WHEN, *_WHO)
"""Why somebody of the team is away is nobody's business here."""

STATES: dict[str, Any] = {
    "now": gettext_lazy("läuft"),
    "coming": gettext_lazy("geplant"),
    "over": gettext_lazy("beendet"),
}
PRESENCE: dict[str, Any] = {"weg": gettext_lazy("abwesend"), "luecke": gettext_lazy("ohne Vertretung")}


def own(request: HttpRequest, actor: Actor, absences: Sequence[Absence]) -> Whole:
    """The actor's own absences."""
    state = request.GET.get("stand", "") if request.GET.get("stand") in STATES else ""
    rows = [
        Row(each.id, calendar(each.since), [*_when(each), Cell(each.reason), *_who(each)])
        for each in absences
        if state in ("", each.state)
    ]
    return whole(
        request,
        actor,
        OWN,
        rows,
        page="deputies:page",
        title=_("Meine Abwesenheiten"),
        filename="abwesenheiten",
        filters=[choice("stand", _("Stand"), state, STATES.items(), empty=_("alle"))],
    )


def of_team(request: HttpRequest, actor: Actor, team: Team) -> tuple[Whole, set[UUID]]:
    """The absences in these days, and the persons that are left: those without absences are found by their name."""
    presence = request.GET.get("wer", "") if request.GET.get("wer") in PRESENCE else ""
    rows = []
    for person in team.rows:
        shown = [each for each in person.absences if presence != "luecke" or each.gaps]
        rows += [
            Row((person.id, each.id), person.name, [named(person.name), *_when(each), *_who(each)]) for each in shown
        ]
        if not person.absences and not presence:
            rows.append(Row((person.id,), person.name, [named(person.name), *[Cell(None)] * (len(TEAM) - 1)]))
    first = request.GET.get("ab", "")
    found = whole(
        request,
        actor,
        TEAM,
        rows,
        page="deputies:team",
        title=_("Vertretung im Team, %(begin)s bis %(end)s")
        % {"begin": calendar(team.days[0]), "end": calendar(team.days[-1])},
        filename="vertretung-im-team",
        filters=[choice("wer", _("Wer"), presence, PRESENCE.items(), empty=_("alle"))],
        carried=[("ab", first)] if first else [],
    )
    return found, {key[0] for key in found.ids}


def _when(each: Absence) -> list[Cell]:
    return [Cell(each.since), Cell(each.until), Cell(each.label)]


def _who(each: Absence) -> list[Cell]:
    gaps = [
        _("%(begin)s bis %(end)s") % {"begin": calendar(begin), "end": calendar(end)}
        if end
        else _("ab %(begin)s") % {"begin": calendar(begin)}
        for begin, end in each.gaps
    ]
    return [Cell("; ".join(each.deputies)), Cell("; ".join(gaps))]
