# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What waits for somebody who is not there any more: procedures tell, the page of open work shows and hands on.

People stand below tasks, deputies and everything else that may wait for a person, so those register themselves:

    leftover(Source(kind=_("Aufgabe"), waiting=open_tasks_of, hand_over=reassign_task))
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.people import refusals


@dataclass(frozen=True)
class Leftover:
    """One thing that waits for a person. `node` is where it belongs (a dossier, say), for the link beside it."""

    person: UUID
    item: UUID
    title: str
    since: datetime
    due: datetime | None = None
    node: UUID | None = None
    href: str = ""
    source: str = ""
    kind: str = ""


class HandOver(Protocol):
    """The act that gives one thing to somebody else: either a person or a unit. It checks, refuses and records."""

    def __call__(self, actor: Actor, /, *, item: UUID, person: UUID | None, unit: UUID | None) -> Any:
        """Hand over."""


@dataclass(frozen=True)
class Source:
    """Something of which things may wait for persons.

    `key` is stable and goes into addresses; `kind` is what people call one of them. `waiting` lists what waits for
    any of these persons, oldest first, in a constant number of queries. `to_units`: whether a unit may take it.
    """

    key: str
    kind: Any
    waiting: Callable[[Actor, Collection[UUID]], Iterable[Leftover]]
    hand_over: HandOver
    to_units: bool = True


_sources: dict[str, Source] = {}


def leftover(source: Source) -> None:
    """Register a source. Called by the wiring, once per start; the same key again replaces it."""
    _sources[source.key] = source


def sources() -> list[Source]:
    """Every source there is."""
    return list(_sources.values())


def waiting_for(actor: Actor, persons: Collection[UUID]) -> list[Leftover]:
    """Everything that waits for any of these persons, oldest first. The caller has checked that the actor may ask."""
    found = [
        Leftover(**{**vars(each), "source": source.key, "kind": str(source.kind)})
        for source in _sources.values()
        for each in source.waiting(actor, persons)
    ]
    return sorted(found, key=lambda each: each.since)


def hand_over(actor: Actor, *, source: str, item: UUID, person: UUID | None = None, unit: UUID | None = None) -> None:
    """Give one thing to a person or a unit, by the source's own act. Raises `Missing` for an unknown source."""
    if source not in _sources:
        raise Missing(refusals.NO_SUCH_WORK())
    _sources[source].hand_over(actor, item=item, person=person, unit=unit)
