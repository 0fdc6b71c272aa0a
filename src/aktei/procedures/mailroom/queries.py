# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading incoming post: lists, one consignment, where it may belong, and how much waits."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.names.folding import typed_words
from aktei.base.paging import BadCursor, Order, field, piece
from aktei.base.rights.rules import FILE, READ
from aktei.procedures.mailroom import ports, refusals
from aktei.procedures.mailroom.models import Suggestion, SuggestionLevel
from aktei.procedures.mailroom.states import STATE_NAMES
from aktei.records.documents.queries import chosen, thumbnails, unfiled_saying
from aktei.records.dossiers.queries import closures, dossiers
from aktei.records.envelopes import queries as envelopes
from aktei.records.envelopes.queries import Held, Trouble
from aktei.records.envelopes.queries import channels as channels  # words everybody may know
from aktei.records.envelopes.rules import PROCESSING, RECEIVED, RETURNED, STATES, WAITING, state_of

LIMIT = 50


_NEWEST = Order("received", [field("received_at")], falling=True)


@dataclass(frozen=True)
class Incoming:
    """A consignment as lists and pages show it.

    `document` leads it: the first that waits, else the first of all; it carries `unit`, `dossier`, `case`, `current`
    and `consignment` with its `envelope` without further queries. `held` are all its documents in order. `state` is
    the API's word; `done` of `total` pages count while it is `processing`.
    """

    document: Any
    held: tuple[Held, ...]
    state: str
    thumbnail: str | None = None
    done: int = 0
    total: int = 0
    step: str = ""

    @property
    def id(self) -> UUID:
        """The consignment's id."""
        return UUID(str(self.document.consignment_id))

    @property
    def consignment(self) -> Any:
        """What it knows of its own."""
        return self.document.consignment

    @property
    def envelope(self) -> Any:
        """How it came in."""
        return self.document.consignment.envelope

    @property
    def unit(self) -> Any:
        """Whose post it is."""
        return self.document.unit

    @property
    def state_name(self) -> str:
        """The state as people read it."""
        return str(STATE_NAMES[self.state])

    @property
    def channel_name(self) -> str:
        """The channel as people read it."""
        return channels()[self.envelope.channel]

    @property
    def page_count(self) -> int:
        """Pages read so far are not counted: 0 until the rendition is complete."""
        return int(self.document.page_count)

    @property
    def door_faults(self) -> list[str]:
        """What was wrong at the door; not known in lists."""
        return [text for text in getattr(self.document, "door_faults", []) if text]

    @property
    def waiting(self) -> list[Held]:
        """The documents somebody still has to deal with."""
        return [each for each in self.held if each.waits]

    @property
    def stuck(self) -> Held | None:
        """The first of its documents that could not be read and waits for a decision."""
        return next((each for each in self.held if each.trouble), None)

    @property
    def trouble(self) -> Trouble:
        """Why it waits for a decision, or why it was given back; empty words if neither."""
        if self.state == RETURNED:
            return Trouble("returned", self.consignment.returned_because, "")
        return (self.stuck.trouble if self.stuck else None) or Trouble("", "", "")


@dataclass(frozen=True)
class Slice:
    """A part of a list; `after` fetches the next part, None at the end."""

    items: list[Incoming]
    after: str | None


@dataclass(frozen=True)
class Suggested:
    """A place the actor may file into. `reason` is a German sentence; `level` says how sure it is.

    `words` are indexes of `text.split()` on `page`, for marking `quote` there.
    """

    dossier: Any
    case: Any | None
    kind: str
    level: str
    score: float
    reason: str
    page: int | None
    words: tuple[int, ...]
    quote: str

    @property
    def is_certain(self) -> bool:
        """Whether it may be chosen before somebody looked."""
        return self.level == SuggestionLevel.CERTAIN

    @property
    def level_name(self) -> str:
        """How sure it is, as people read it."""
        return str(SuggestionLevel(self.level).label)


@dataclass(frozen=True)
class Waiting:
    """What waits in one unit: ready to be filed, in quarantine, and since when the oldest of all."""

    ready: int = 0
    quarantined: int = 0
    oldest: datetime | None = None


def incoming(
    actor: Actor,
    *,
    unit: UUID | None = None,
    state: str | Sequence[str] | None = None,
    channel: str | None = None,
    sender: str | None = None,
    received_before: datetime | None = None,
    received_after: datetime | None = None,
    text: str | None = None,
    reasons: Collection[str] = (),
    certain: bool = False,
    after: str | None = None,
    limit: int = LIMIT,
) -> Slice:
    """The post the actor may see, newest first; a constant number of queries.

    Without `state` it is what waits: received, processing, ready and quarantined. `text` looks into subject line,
    sender and note; `reasons` are codes of what brought it into quarantine; `certain` leaves what has a certain
    suggestion; `after` is an earlier slice's. Raises `Refused` for an unknown state, channel or `after`.
    """
    wanted = _states(state)
    running = _running_if(wanted)
    rows = envelopes.in_states(_of(actor, wanted), wanted, running)
    rows = _filtered(rows, unit=unit, channel=channel, sender=sender)
    rows = _saying(rows, text or "", unfiled=wanted <= WAITING)
    if reasons:
        rows = envelopes.with_reasons(rows, reasons)
    if certain:
        rows = rows.filter(consignment__suggestions__level=SuggestionLevel.CERTAIN)
    if received_before:
        rows = rows.filter(received_at__lt=received_before)
    if received_after:
        rows = rows.filter(received_at__gte=received_after)
    try:
        found = piece(_whole(rows), _NEWEST, after or "", max(1, min(limit, 200)), strict=True)
    except BadCursor as error:
        raise Refused(refusals.NO_SUCH_CURSOR()) from error
    return Slice(_shown(actor, found.rows), found.cursor or None)


def consignment(actor: Actor, consignment_id: UUID, right: str = READ) -> Incoming:
    """One consignment, or `Missing`."""
    found = consignments(actor, [consignment_id], right)
    if not found:
        raise Missing(refusals.NOT_VISIBLE())
    return found[0]


def consignments(actor: Actor, ids: Sequence[UUID], right: str = READ) -> list[Incoming]:
    """Those of these consignments that the actor may see, newest first."""
    rows = _whole(envelopes.with_faults(envelopes.seen(actor, ids, right)))
    lead: dict[UUID, Any] = {}
    for row in rows.order_by("place_in_consignment"):
        there = lead.get(row.consignment_id)
        if there is None or (not _waits(there) and _waits(row)):
            lead[row.consignment_id] = row
    return _shown(actor, sorted(lead.values(), key=lambda row: (row.received_at, row.id), reverse=True))


def of_document(actor: Actor, document_id: UUID) -> Incoming | None:
    """The consignment a document came in with, if it came as post and the actor may see it."""
    row = chosen(actor, [document_id]).first()
    return consignment(actor, row.consignment_id) if row and row.consignment_id else None


def waiting_with(actor: Actor, documents: Collection[UUID]) -> dict[UUID, UUID]:
    """Of these documents, those that wait as post, each with its consignment; one query."""
    return dict(envelopes.waiting(actor).filter(id__in=documents).values_list("id", "consignment"))


def received_under(actor: Actor, key: str) -> Incoming | None:
    """What this person and door already handed in under this idempotency key."""
    envelope = envelopes.received_under(actor, key)
    found = list(_whole(envelopes.first_of(envelope.id))) if envelope else []
    return _shown(actor, found)[0] if found else None


def documents_in(actor: Actor, item: Incoming) -> list[Any]:
    """The documents of a consignment in their order, as far as the actor may read them; one query."""
    rows = envelopes.seen(actor, [item.id])
    return list(rows.select_related("dossier", "case", "current").order_by("place_in_consignment"))


def readable_documents(actor: Actor, items: Sequence[Incoming]) -> set[UUID]:
    """Those documents of these consignments that the actor may read; one query at most.

    What waits of one lies together, and the actor sees it; what was filed may lie where they may not look.
    """
    waiting = {each.id for item in items for each in item.waiting}
    mixed = [item.id for item in items if len(item.waiting) < len(item.held)]
    return waiting | (set(envelopes.seen(actor, mixed).values_list("id", flat=True)) if mixed else set())


def suggestions(actor: Actor, consignment_id: UUID) -> list[Suggested]:
    """Where this consignment may belong, best first: only open dossiers into which this actor may file."""
    return _suggested(actor, [consignment_id], Q()).get(consignment_id, [])


def sure(actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Suggested]:
    """The certain suggestion of each of these consignments that has one and can be filed; three queries."""
    found = _suggested(actor, ids, Q(level=SuggestionLevel.CERTAIN, consignment__offered_at__isnull=False))
    return {node: each[0] for node, each in found.items()}


def _suggested(actor: Actor, ids: Sequence[UUID], wanted: Q) -> dict[UUID, list[Suggested]]:
    """Two small questions instead of one that joins seven tables: planning that took longer than answering it."""
    mine = envelopes.waiting(actor).filter(consignment__in=list(ids)).values("consignment")
    rows = list(
        Suggestion.objects.filter(wanted, consignment__in=mine).select_related("case").order_by("consignment", "rank")
    )
    if not rows:
        return {}
    open_to = dossiers(actor, FILE).filter(id__in={row.dossier_id for row in rows}).order_by().in_bulk()
    closed = closures(open_to)
    found: dict[UUID, list[Suggested]] = {}
    for row in rows:
        if row.dossier_id in open_to and row.dossier_id not in closed:
            found.setdefault(row.consignment_id, []).append(
                Suggested(
                    dossier=open_to[row.dossier_id],
                    case=row.case,
                    kind=row.kind,
                    level=row.level,
                    score=row.score,
                    reason=row.reason,
                    page=row.page,
                    words=tuple(row.words),
                    quote=row.quote,
                )
            )
    return found


def counts(actor: Actor, unit: UUID | None = None) -> dict[str, int]:
    """How many consignments wait, by state, for the navigation; keys are the API's words for the waiting states."""
    rows = envelopes.waiting(actor)
    return envelopes.counted(rows.filter(unit=unit) if unit else rows, list(ports.running()))


def waiting_in(actor: Actor, units: Collection[UUID]) -> dict[UUID, Waiting]:
    """How much post lies ready in each of these units and since when, as far as the actor may see it."""
    counted = envelopes.counted_by_unit(envelopes.waiting(actor).filter(unit__in=units))
    return {unit: Waiting(*each) for unit, each in counted.items()}


def _of(actor: Actor, states: frozenset[str]) -> QuerySet[Any]:
    """One document of each consignment that may be in these states."""
    if states <= WAITING:
        return envelopes.leading(envelopes.waiting(actor))
    if states.isdisjoint(WAITING):
        return envelopes.dealt_with(actor)
    return envelopes.leading(envelopes.waiting(actor)) | envelopes.dealt_with(actor)


def _whole(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("dossier", "case", "current", "unit", "consignment__envelope")


def _states(state: str | Sequence[str] | None) -> frozenset[str]:
    if not state:
        return WAITING
    asked = frozenset([state] if isinstance(state, str) else state)
    unknown = sorted(asked - set(STATES))
    if unknown:
        raise Refused(refusals.NO_SUCH_STATE(states=", ".join(unknown)))
    return asked


def _running_if(states: frozenset[str]) -> list[UUID]:
    """The renditions running now, if they tell one of these states from another."""
    return list(ports.running()) if len(states & {RECEIVED, PROCESSING}) == 1 else []


def _filtered(rows: QuerySet[Any], *, unit: UUID | None, channel: str | None, sender: str | None) -> QuerySet[Any]:
    if unit:
        rows = rows.filter(unit=unit)
    if channel:
        if channel not in channels():
            raise Refused(refusals.NO_SUCH_CHANNEL(channel=channel))
        rows = rows.filter(channel=channel)
    if sender and sender.strip():
        rows = rows.filter(sender__icontains=sender.strip())
    return rows


def _saying(rows: QuerySet[Any], text: str, *, unfiled: bool) -> QuerySet[Any]:
    """Rows with every word in subject line, sender or note; of what is `unfiled` an index knows the words."""
    words = typed_words(text)
    if not words:
        return rows.none() if text.strip() else rows
    for word in words if unfiled else []:
        rows = rows.filter(Q(id__in=unfiled_saying(word)) | Q(consignment__envelope__in=envelopes.noting(word)))
    for word in [] if unfiled else text.split()[:8]:
        noted = Q(consignment__envelope__note__icontains=word)
        rows = rows.filter(Q(subject_line__icontains=word) | Q(sender__icontains=word) | noted)
    return rows


def _waits(row: Any) -> bool:
    return row.dossier_id is None and row.withdrawn_at is None


def _shown(actor: Actor, rows: Sequence[Any]) -> list[Incoming]:
    pictures = thumbnails(actor, [row.id for row in rows])
    held = envelopes.held_in([row.consignment_id for row in rows])
    unread = [each.id for some in held.values() for each in some if each.waits and not each.is_read]
    running = ports.running(unread) if unread else {}
    return [_one_shown(row, held[row.consignment_id], pictures.get(row.id), running) for row in rows]


def _one_shown(row: Any, held: Sequence[Held], picture: str | None, running: Mapping[UUID, ports.Running]) -> Incoming:
    offered = row.consignment.offered_at is not None
    state = state_of([each.part(running) for each in held], is_offered=offered)
    shown = Incoming(row, tuple(held), state, picture)
    if state != PROCESSING:
        return shown
    now = [running[each.id] for each in held if each.id in running]
    if not now:
        return replace(shown, done=row.page_count, total=row.page_count, step="suggesting")
    return replace(shown, done=sum(each.done for each in now), total=sum(each.total for each in now), step=now[0].step)
