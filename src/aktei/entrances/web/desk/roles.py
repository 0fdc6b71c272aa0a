# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on the desk because of what somebody is: head of units, data protection, records management."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.four_eyes import queries as proposals
from aktei.base.people.queries import led_units, members_of, names
from aktei.base.rights.queries import rights_on
from aktei.base.rights.rules import AUDIT, MANAGE
from aktei.entrances.web.kit.desk.sections import Section, section
from aktei.procedures.access import queries as access
from aktei.procedures.mailroom.queries import Waiting, waiting_in
from aktei.procedures.work.queries import Open, open_in
from aktei.records.dossiers.queries import retention_ending
from aktei.records.file_plan.queries import FILE_PLAN

MOST_TEAMS = 30
SHOWN = 6
AHEAD = timedelta(days=366)


def put_up() -> None:
    """Let the desk show them."""
    section(order=4)(teams)
    section(order=5)(duties)


@dataclass(frozen=True)
class Team:
    """One unit that somebody heads: its post and its work, as figures that lead on."""

    name: str
    post: str
    waiting: Waiting
    open: Open


def teams(actor: Actor) -> Iterable[Section]:
    """Post, tasks and what is overdue per unit, for whoever heads it (or one above it)."""
    led = list(led_units(actor)[:MOST_TEAMS])
    if not led:
        return
    members = members_of([each.id for each in led])
    waiting = waiting_in(actor, list(members))
    work = open_in(members)
    inbox = reverse("mailroom:inbox")
    rows = [Team(each.name, f"{inbox}?team={each.id}", waiting.get(each.id, Waiting()), work[each.id]) for each in led]
    yield Section("teams", _("Meine Teams"), "desk/teams.html", rows, reverse("deputies:team"))


def duties(actor: Actor) -> Iterable[Section]:
    """What comes with an office: first for data protection, then for whoever manages the file plan."""
    rights = rights_on(actor, [FILE_PLAN])
    yield from emergencies(actor, always=AUDIT in rights)
    yield from approvals(actor, always=AUDIT in rights)
    if MANAGE in rights:
        yield retention(actor)


def emergencies(actor: Actor, *, always: bool) -> Iterable[Section]:
    """Break-glass accesses that data protection has not taken note of yet; `always`: also that there is none."""
    count = access.unread(actor)
    if not count and not always:
        return
    first = list(access.not_noted(actor)[:SHOWN]) if count else []
    called = names({row.person for row in first})
    data = [{"row": row, "name": called.get(row.person, "–")} for row in first]
    href, title = reverse("access:emergencies"), _("Notzugriffe ohne Kenntnisnahme")
    yield Section("emergencies", title, "desk/emergencies.html", data, href, count, shared=True)


def approvals(actor: Actor, *, always: bool) -> Iterable[Section]:
    """What waits for this person as the second one."""
    rows = proposals.waiting(actor)
    if not rows and not always:
        return
    called = names({row.proposed_by for row in rows[:SHOWN]})
    data = [{"row": row, "name": called.get(row.proposed_by, "–")} for row in rows[:SHOWN]]
    href, title = reverse("access:approvals"), _("Wartet auf Ihre Freigabe")
    yield Section("approvals", title, "desk/approvals.html", data, href, len(rows), shared=True)


def retention(actor: Actor) -> Section:
    """Closed dossiers whose retention has ended or ends within a year."""
    today = timezone.localdate()
    rows = retention_ending(actor, today + AHEAD)
    first: list[Any] = list(rows[:SHOWN])
    data = [{"row": row, "over": row.retained_until < today} for row in first]
    count = rows.count() if first else 0
    return Section("retention", _("Aufbewahrung läuft ab"), "desk/retention.html", data, count=count, shared=True)
