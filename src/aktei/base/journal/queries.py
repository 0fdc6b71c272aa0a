# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the journal: lines about a node, newest first."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from aktei.base.journal.acts import Actor, on_behalf_of
from aktei.base.journal.events import EVENTS, Event
from aktei.base.journal.models import JournalEntry


def about(node: UUID) -> QuerySet[JournalEntry]:
    """Every entry in whose history this node appears, newest first.

    The caller has checked that the actor may read the node: rights stand above the journal.
    """
    return JournalEntry.objects.filter(nodes__contains=[node]).order_by("-id")


def entry(entry_id: int) -> JournalEntry:
    """One entry by its number. For jobs, which are told only the number."""
    return JournalEntry.objects.get(id=entry_id)


def happened_since(actor: Actor, event: type[Event], node: UUID, since: datetime) -> bool:
    """Whether the actor did this to the node at or after that moment."""
    rows = JournalEntry.objects.filter(
        node=node,
        kind=event.__name__,
        person=actor.person_id,
        for_person=on_behalf_of(actor),
        client=actor.client,
        at__gte=since,
    )
    return rows.exists()


def done_by(actor: Actor, events: Iterable[type[Event]]) -> QuerySet[JournalEntry]:
    """What this person did of these kinds, newest first."""
    kinds = [event.__name__ for event in events]
    return JournalEntry.objects.filter(person=actor.person_id, kind__in=kinds).order_by("-id")


def sentence(entry: JournalEntry) -> str:
    """What happened, as the second half of a German sentence whose subject is the actor."""
    known = EVENTS.get(entry.kind)
    if known is None or not known.sentence:
        return entry.kind
    return str(known.sentence).format_map(_Lenient({name: _say(value) for name, value in entry.payload.items()}))


class _Lenient(dict[str, str]):
    """Shows a dash where an old entry lacks a field that a newer sentence names."""

    def __missing__(self, key: str) -> str:
        return "–"


def _say(value: object) -> str:
    if isinstance(value, str) and len(value) > 18 and value[4:5] == "-" and value[10:11] == "T":
        return datetime.fromisoformat(value).astimezone().strftime("%d.%m.%Y %H:%M")
    return "–" if value in (None, "") else str(value)
