# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What deputies add to the desk: the work of whom I stand in for, and what was done while I was away myself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from aktei.base.acts.actor import Actor
from aktei.base.deputies import queries
from aktei.entrances.web.deputies import page, summary
from aktei.entrances.web.desk import sections
from aktei.entrances.web.desk.page import Heap, Held, heaps, last_held


@dataclass(frozen=True)
class Absent:
    """The desk of somebody I stand in for: their teams' post, their tasks, and what they had in hands last."""

    person: page.Person
    heaps: list[Heap]
    held: list[Held]
    sections: list[sections.Section]


@dataclass(frozen=True)
class Section:
    """Everything deputies add to the desk."""

    absent: list[Absent]
    own: list[page.Absence]
    meanwhile: list[summary.Meanwhile]
    acting_for: UUID | None


def of(request: HttpRequest, actor: Actor) -> Section:
    """The additions to this person's desk; while they work for one person only that one's."""
    oneself = Actor(actor.person_id, client=actor.client)
    acting_for = getattr(request, "acting_for", None)
    persons = [] if acting_for else page.duties(oneself)
    running: list[Any] = [each for each in queries.own_absences(oneself) if page.state_of(each) == "now"]
    return Section(
        absent=[_absent(oneself, each) for each in persons],
        own=page.absences(oneself, running) if running and not acting_for else [],
        meanwhile=[] if acting_for else summary.waiting(oneself),
        acting_for=acting_for,
    )


def _absent(actor: Actor, person: page.Person) -> Absent:
    deputy = Actor(actor.person_id, for_person_id=person.id, client=actor.client)
    # The post of a team to which both belong already stands above.
    own = {heap.href for heap in heaps(actor)}
    others = [heap for heap in heaps(deputy) if heap.href not in own]
    theirs = [each for each in sections.sections(deputy) if not each.shared]
    return Absent(person, others, last_held(deputy, of=person.id), theirs)
