# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on the desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.events import Event
from aktei.base.acts.queries import done_by
from aktei.base.people.queries import led_units, own_units
from aktei.entrances.web.desk.sections import Section, sections
from aktei.entrances.web.kit.frame.addresses import record_address
from aktei.entrances.web.mailroom import room
from aktei.entrances.web.mailroom.row import Row
from aktei.procedures.mailroom import queries
from aktei.records.documents.events import DocumentFiled, DocumentRead
from aktei.records.documents.queries import documents

NEWEST = 5
LAST = 8
LOOKED_THROUGH = 200


@dataclass(frozen=True)
class Heap:
    """Post of one unit, by state."""

    name: str
    href: str
    ready: int
    running: int
    quarantined: int

    @property
    def holds_post(self) -> bool:
        """Whether there is any."""
        return bool(self.ready or self.running or self.quarantined)


@dataclass(frozen=True)
class Held:
    """A document this person had in hands."""

    title: str
    reference: str
    href: str
    at: datetime


@dataclass(frozen=True)
class Desk:
    """Everything the page shows."""

    greeting: str
    heaps: list[Heap]
    newest: list[Row]
    stuck: list[Row]
    read: list[Held]
    filed: list[Held]
    sections: list[Section]

    @property
    def first_step(self) -> Section | None:
        """What is to be done first by whoever has an office of their own and no post."""
        return next((each for each in self.sections if each.shared and each.href), None) if not self.heaps else None


def of(actor: Actor) -> Desk:
    """The desk of this person."""
    others, own = sections(actor), list(own_units(actor))
    read, filed = _held(actor, [[DocumentRead], [DocumentFiled]], of=actor.for_person_id)
    has_office = any(each.shared for each in others)
    return Desk(
        greeting=_greeting(),
        heaps=[each for each in heaps(actor, own) if not has_office or each.holds_post],
        newest=room.rows(actor, queries.incoming(actor, state="ready", limit=NEWEST).items, own),
        stuck=room.rows(actor, queries.incoming(actor, state="quarantined", limit=NEWEST).items, own),
        read=read,
        filed=filed,
        sections=others,
    )


def heaps(actor: Actor, units: Sequence[Any] | None = None) -> list[Heap]:
    """The post of the actor's units; of the absent person's while the actor works for one.

    Of the units somebody heads the table of teams tells more. The own ones are asked for unless given.
    """
    led = set(led_units(actor).values_list("id", flat=True))
    return [_heap(actor, unit) for unit in (own_units(actor) if units is None else units) if unit.id not in led]


def last_held(actor: Actor, *, of: UUID) -> list[Held]:
    """What somebody else had in hands last, as far as the actor may read it."""
    return _held(actor, [[DocumentRead, DocumentFiled]], of=of)[0]


def _greeting() -> str:
    hour = timezone.localtime().hour
    if hour < 11:
        return _("Guten Morgen")
    return _("Guten Tag") if hour < 18 else _("Guten Abend")


def _heap(actor: Actor, unit: Any) -> Heap:
    counted = queries.counts(actor, unit.id)
    return Heap(
        name=unit.name,
        href=f"{reverse('mailroom:inbox')}?team={unit.id}",
        ready=counted["ready"],
        running=counted["received"] + counted["processing"],
        quarantined=counted["quarantined"],
    )


def _held(actor: Actor, kinds: Sequence[Iterable[type[Event]]], *, of: UUID | None = None) -> list[list[Held]]:
    """For each of these kinds of acts the last documents that the person may still read, each once.

    What they may read is asked once for all of them.
    """
    doer = actor if of is None else Actor(of)
    last = [_last(doer, events) for events in kinds]
    wanted = {node for each in last for node in each}
    rows = list(documents(actor).filter(id__in=wanted).select_related("dossier")) if wanted else []
    return [
        sorted((_as_held(row, each[row.id]) for row in rows if row.id in each), key=lambda held: held.at, reverse=True)[
            :LAST
        ]
        for each in last
    ]


def _last(doer: Actor, events: Iterable[type[Event]]) -> dict[UUID, datetime]:
    """On which documents somebody did these last, and when."""
    last: dict[UUID, datetime] = {}
    for node, at in done_by(doer, events).values_list("node", "at")[:LOOKED_THROUGH]:
        last.setdefault(node, at)
    return last


def _as_held(row: Any, at: datetime) -> Held:
    return Held(
        title=row.subject_line or row.sender or _("Ohne Betreff"),
        reference=row.dossier.reference if row.dossier else _("Posteingang"),
        href=record_address("records:document", row.id),
        at=at,
    )
