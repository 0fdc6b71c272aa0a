# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the journal: lines about a node, newest first."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from aktei.base.acts.actor import Actor
from aktei.base.acts.events import EVENTS, Event
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.transaction import on_behalf_of
from aktei.base.dates import moment_text


def about(node: UUID) -> QuerySet[JournalEntry]:
    """Every entry in whose history this node appears, newest first.

    The caller has checked that the actor may read the node: rights stand above the journal.
    """
    return JournalEntry.objects.filter(nodes__contains=[node]).order_by("-id")


def entry(entry_id: int) -> JournalEntry:
    """One entry by its number. For jobs, which are told only the number."""
    return JournalEntry.objects.get(id=entry_id)


def happened_since(actor: Actor, event: type[Event], node: UUID, since: datetime) -> bool:
    """Whether the actor did this to the node at or after that moment, for the same person and through the same door."""
    return _own(actor, since).filter(node=node, kind=event.__name__).exists()


def recorded_since(actor: Actor, event: Event, since: datetime) -> bool:
    """The same of this very event, field by field."""
    return _own(actor, since).filter(node=event.node, kind=event.kind, payload=event.payload()).exists()


def _own(actor: Actor, since: datetime) -> QuerySet[JournalEntry]:
    """What the actor did as the one they are now: for themselves or somebody else is not the same, nor is the door."""
    return JournalEntry.objects.filter(
        person=actor.person_id, for_person=on_behalf_of(actor), client=actor.client, at__gte=since
    )


def done_by(actor: Actor, events: Iterable[type[Event]]) -> QuerySet[JournalEntry]:
    """What this person did of these kinds, newest first."""
    kinds = [event.__name__ for event in events]
    return JournalEntry.objects.filter(person=actor.person_id, kind__in=kinds).order_by("-id")


def lines(
    *,
    node: UUID | None = None,
    persons: Iterable[UUID] | None = None,
    for_person: UUID | None = None,
    client: str = "",
    kinds: Iterable[str] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    after: int | None = None,
) -> QuerySet[JournalEntry]:
    """Entries that fit, newest first; `after` is the last one already told. The caller has checked the rights.

    With a period they come in the order of their time, so that its index leads; a clock that once jumped loses none.
    """
    given: dict[str, Any] = {
        "nodes__contains": [node] if node else None,
        "person__in": None if persons is None else list(persons),
        "for_person": for_person,
        "client": client or None,
        "kind__in": None if kinds is None else list(kinds),
        "at__gte": since,
        "at__lt": until,
    }
    rows = JournalEntry.objects.filter(**{name: value for name, value in given.items() if value is not None})
    last = JournalEntry.objects.filter(id=after).first() if after else None
    if since is None and until is None:
        return (rows.filter(id__lt=last.id) if last else rows).order_by("-id")
    if last:
        rows = rows.filter(Q(at__lt=last.at) | Q(at=last.at, id__lt=last.id), at__lte=last.at)
    return rows.order_by("-at", "-id")


def sentence(entry: JournalEntry) -> str:
    """What happened, as the second half of a German sentence whose subject is the actor."""
    return sentence_of(entry.kind, entry.payload, own=entry.person == entry.node)


def sentence_of(kind: str, payload: Mapping[str, Any], *, own: bool = False) -> str:
    """The sentence of an event of this kind with these fields, without its full stop, whatever somebody typed last.

    `own`: whoever acted is whom it is about.
    """
    known = EVENTS.get(kind)
    if known is None or not known.sentence:
        return kind
    words = known.own_sentence if own and known.own_sentence else known.sentence
    said = str(words).format_map(_Lenient({name: _say(value) for name, value in payload.items()}))
    return said.removesuffix(".")


class _Lenient(dict[str, str]):
    """Shows a dash where an old entry lacks a field that a newer sentence names."""

    def __missing__(self, key: str) -> str:
        return "–"


def _say(value: object) -> str:
    if isinstance(value, str) and len(value) > 18 and value[4:5] == "-" and value[10:11] == "T":
        return moment_text(datetime.fromisoformat(value))
    return "–" if value in (None, "") else str(value)
