# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on the desk because of what somebody is: head of units, data protection, records management."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor
from aktei.base.people.queries import led_units, members_of, names
from aktei.base.rights import proposals
from aktei.base.rights.queries import rights_on
from aktei.base.rights.rules import MANAGE
from aktei.entrances.web.desk.sections import Section, section
from aktei.procedures.access import queries as access
from aktei.procedures.mailroom.queries import Waiting, waiting_in
from aktei.procedures.work.assignees import names_of_unit
from aktei.procedures.work.queries import Open, open_among
from aktei.records.dossiers.queries import retention_ending
from aktei.records.file_plan.queries import FILE_PLAN

MOST_TEAMS = 30
SHOWN = 6
AHEAD = timedelta(days=366)


def put_up() -> None:
    """Let the desk show them."""
    section(order=4)(teams)
    section(order=5)(emergencies)
    section(order=6)(approvals)
    section(order=30)(retention)


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
    work = open_among({unit: _reaching(unit, persons) for unit, persons in members.items()})
    inbox = reverse("mailroom:inbox")
    rows = [Team(each.name, f"{inbox}?team={each.id}", waiting.get(each.id, Waiting()), work[each.id]) for each in led]
    yield Section("teams", _("Meine Teams"), "desk/teams.html", rows, reverse("deputies:team"))


def _reaching(unit: UUID, persons: Iterable[UUID]) -> set[str]:
    return names_of_unit(unit) | {f"person:{each}" for each in persons}


def emergencies(actor: Actor) -> Iterable[Section]:
    """Break-glass accesses that data protection has not taken note of yet."""
    count = access.unread(actor)
    if not count:
        return
    first = list(access.not_noted(actor)[:SHOWN])
    called = names({row.person for row in first})
    data = [{"row": row, "name": called.get(row.person, "–")} for row in first]
    href, title = reverse("access:emergencies"), _("Notzugriffe ohne Kenntnisnahme")
    yield Section("emergencies", title, "desk/emergencies.html", data, href, count, shared=True)


def approvals(actor: Actor) -> Iterable[Section]:
    """What waits for this person as the second one."""
    rows = proposals.waiting(actor)
    if not rows:
        return
    called = names({row.proposed_by for row in rows[:SHOWN]})
    data = [{"row": row, "name": called.get(row.proposed_by, "–")} for row in rows[:SHOWN]]
    href, title = reverse("access:approvals"), _("Wartet auf Ihre Freigabe")
    yield Section("approvals", title, "desk/approvals.html", data, href, len(rows), shared=True)


def retention(actor: Actor) -> Iterable[Section]:
    """Closed dossiers whose retention has ended or ends within a year, for whoever manages the file plan."""
    if MANAGE not in rights_on(actor, [FILE_PLAN]):
        return
    today = timezone.localdate()
    rows = retention_ending(actor, today + AHEAD)
    first: list[Any] = list(rows[:SHOWN])
    data = [{"row": row, "over": row.retained_until < today} for row in first]
    count = rows.count() if first else 0
    yield Section("retention", _("Aufbewahrung läuft ab"), "desk/retention.html", data, count=count, shared=True)
