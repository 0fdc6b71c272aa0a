# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What deputies add to the desk: the work of whom I stand in for, and what was done while I was away myself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from aktei.base.acts.actor import Actor
from aktei.base.deputies import queries
from aktei.entrances.web.deputies import page, summary
from aktei.entrances.web.kit.desk.last_documents import LastDocument, last_documents
from aktei.entrances.web.kit.desk.sections import Section, section, sections
from aktei.entrances.web.kit.desk.unit_post import Heap, heaps


@dataclass(frozen=True)
class OwnAbsence:
    """One's own absences that run just now, and what was done during those that may be ticked off."""

    own: list[page.Absence]
    meanwhile: list[summary.Meanwhile]


@dataclass(frozen=True)
class Absent:
    """The desk of somebody I stand in for: their teams' post, their tasks, and what they had in hands last."""

    person: page.Person
    heaps: list[Heap]
    last: list[LastDocument]
    sections: list[Section]


@section(place="top")
def own_absence(actor: Actor) -> Iterable[Section]:
    """That one is entered as absent oneself, and what was done meanwhile; not while one works for somebody else."""
    if actor.for_person_id is not None:
        return
    running: list[Any] = [each for each in queries.own_absences(actor) if page.state_of(each) == "now"]
    own = page.absences(actor, running) if running else []
    yield Section("absence", "", "deputies/desk.html", OwnAbsence(own, summary.waiting(actor)))


@section(place="below")
def absent_persons(actor: Actor) -> Iterable[Section]:
    """The desks of those one stands in for; while one works for one of them, that one's alone is the desk."""
    if actor.for_person_id is None:
        absent = [_absent(actor, each) for each in page.duties(actor)]
        yield Section("absent", "", "deputies/desk_absent.html", absent)


def _absent(actor: Actor, person: page.Person) -> Absent:
    deputy = Actor(actor.person_id, for_person_id=person.id, client=actor.client)
    # The post of a team to which both belong already stands above.
    own = {heap.href for heap in heaps(actor)}
    others = [heap for heap in heaps(deputy) if heap.href not in own]
    theirs = [each for each in sections(deputy) if not each.shared]
    return Absent(person, others, last_documents(deputy, of=person.id), theirs)
