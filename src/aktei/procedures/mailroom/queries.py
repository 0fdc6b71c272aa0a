# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading incoming post: lists, one consignment, where it may belong, and how much waits."""

import base64
import binascii
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.names.expressions import named
from aktei.base.names.folding import typed_words
from aktei.base.rights.queries import visible
from aktei.base.rights.rules import FILE, READ
from aktei.procedures.mailroom import ports, sealing
from aktei.procedures.mailroom.models import (
    WAITING,
    Channel,
    Consignment,
    ConsignmentState,
    Suggestion,
    SuggestionLevel,
    SuppliedPassword,
)
from aktei.records.documents.queries import thumbnails, unfiled_saying
from aktei.records.dossiers.queries import closures, dossiers

LIMIT = 50
_SWEPT = 500


@dataclass(frozen=True)
class Incoming:
    """A consignment as lists and pages show it.

    `consignment` carries its `document`, `unit`, and once filed the document's `dossier` and `case`, without further
    queries. `state` is the API's word; `done` of `total` pages count while it is `processing`.
    """

    consignment: Consignment
    state: str
    thumbnail: str | None = None
    done: int = 0
    total: int = 0
    step: str = ""

    @property
    def id(self) -> UUID:
        """The consignment's id."""
        return self.consignment.id

    @property
    def state_name(self) -> str:
        """The state as people read it."""
        return str(ConsignmentState(self.state).label)

    @property
    def channel_name(self) -> str:
        """The channel as people read it."""
        return str(Channel(self.consignment.channel).label)

    @property
    def page_count(self) -> int:
        """Pages read so far are not counted: 0 until the rendition is complete."""
        return int(self.consignment.document.page_count)


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
    rows = _of_states(visible(_whole(), actor, READ), wanted)
    rows = _filtered(rows, unit=unit, channel=channel, sender=sender)
    rows = _saying(rows, text or "", unfiled=wanted <= {*WAITING, ConsignmentState.PROCESSING})
    if reasons:
        rows = rows.filter(reason_code__in=sorted(reasons))
    if certain:
        rows = rows.filter(suggestions__level=SuggestionLevel.CERTAIN)
    if received_before:
        rows = rows.filter(received_at__lt=received_before)
    if received_after:
        rows = rows.filter(received_at__gte=received_after)
    if after:
        moment, last = _read_cursor(after)
        rows = rows.filter(Q(received_at__lt=moment) | Q(received_at=moment, id__lt=last))
    size = max(1, min(limit, 200))
    found = list(rows.order_by("-received_at", "-id")[: size + 1])
    more = found[size - 1] if len(found) > size else None
    return Slice(_shown(actor, found[:size]), _write_cursor(more) if more else None)


def consignment(actor: Actor, consignment_id: UUID, right: str = READ) -> Incoming:
    """One consignment, or `Missing`."""
    return _one(actor, visible(_whole().filter(id=consignment_id), actor, right))


def consignments(actor: Actor, ids: Sequence[UUID], right: str = READ) -> list[Incoming]:
    """Those of these consignments that the actor may see, newest first."""
    rows = visible(_whole().filter(id__in=list(ids)), actor, right)
    return _shown(actor, list(rows.order_by("-received_at", "-id")))


def of_document(actor: Actor, document_id: UUID) -> Incoming | None:
    """The consignment a document came in with, if it came as post and the actor may see it."""
    row = visible(_whole().filter(document=document_id), actor, READ).first()
    return _shown(actor, [row])[0] if row else None


def waiting_with(actor: Actor, documents: Collection[UUID]) -> dict[UUID, UUID]:
    """Of these documents, those that wait as post, each with its consignment; one query."""
    rows = visible(Consignment.objects.filter(document__in=documents, state__in=WAITING), actor, READ)
    return dict(rows.values_list("document", "id"))


def received_under(actor: Actor, key: str) -> Incoming | None:
    """What this person and client already handed in under this idempotency key."""
    rows = _whole().filter(created_by=actor.person_id, client=actor.client, idempotency_key=key)
    row = rows.first()
    return _shown(actor, [row])[0] if row else None


def suggestions(actor: Actor, consignment_id: UUID) -> list[Suggested]:
    """Where this consignment may belong, best first: only open dossiers into which this actor may file."""
    return _suggested(actor, [consignment_id], Q()).get(consignment_id, [])


def sure(actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Suggested]:
    """The certain suggestion of each of these consignments that has one and can be filed; three queries."""
    found = _suggested(actor, ids, Q(level=SuggestionLevel.CERTAIN, consignment__state=ConsignmentState.READY))
    return {node: each[0] for node, each in found.items()}


def _suggested(actor: Actor, ids: Sequence[UUID], wanted: Q) -> dict[UUID, list[Suggested]]:
    """Two small questions instead of one that joins seven tables: planning that took longer than answering it."""
    mine = visible(Consignment.objects.filter(id__in=list(ids)), actor, READ)
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
    rows = visible(Consignment.objects.filter(state__in=WAITING), actor, READ)
    if unit:
        rows = rows.filter(unit=unit)
    counted = dict(rows.values_list("state").annotate(number=Count("id")).order_by())
    received = counted.get(ConsignmentState.RECEIVED, 0)
    in_work = rows.filter(_in_work(), state=ConsignmentState.RECEIVED).count() if received else 0
    return {
        "received": received - in_work,
        "processing": in_work,
        "ready": counted.get(ConsignmentState.READY, 0),
        "quarantined": counted.get(ConsignmentState.QUARANTINED, 0),
    }


def waiting_in(actor: Actor, units: Collection[UUID]) -> dict[UUID, Waiting]:
    """How much post lies ready in each of these units and since when, as far as the actor may see it; one query."""
    rows = visible(Consignment.objects.filter(state__in=WAITING, unit__in=units), actor, READ).order_by()
    counted = rows.values_list("unit").annotate(
        ready=Count("id", filter=Q(state=ConsignmentState.READY)),
        stuck=Count("id", filter=Q(state=ConsignmentState.QUARANTINED)),
        oldest=Min("received_at"),
    )
    return {unit: Waiting(ready, stuck, oldest) for unit, ready, stuck, oldest in counted}


def channels() -> dict[str, str]:
    """The ways post comes in, with their German names."""
    return {channel.value: str(channel.label) for channel in Channel}


def overlooked(*, since: datetime | None, before: datetime) -> list[tuple[UUID, UUID]]:
    """Document and version of consignments rendered in this time and still not offered. For the sweep."""
    rows = _unoffered().filter(document__current__rendered_at__lt=before)
    if since is not None:
        rows = rows.filter(document__current__rendered_at__gte=since)
    return list(rows.values_list("document_id", "document__current_id")[:_SWEPT])


def to_be_offered(documents: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Those of these documents that were rendered and not offered yet, with their version; one query."""
    rows = _unoffered().filter(document__in=list(documents), document__current__rendered_at__isnull=False)
    return list(rows.values_list("document_id", "document__current_id"))


def _unoffered() -> QuerySet[Consignment]:
    return Consignment.objects.filter(state=ConsignmentState.RECEIVED, document__withdrawn_at=None)


def password_for(document: UUID) -> str | None:
    """The password somebody supplied for this document's files. For the rendition alone, never shown."""
    row = SuppliedPassword.objects.filter(document=document).first()
    return sealing.unseal(bytes(row.sealed)) if row else None


def _whole() -> QuerySet[Consignment]:
    return Consignment.objects.select_related("document__dossier", "document__case", "document__current", "unit")


def _states(state: str | Sequence[str] | None) -> frozenset[str]:
    if not state:
        return frozenset({*WAITING, ConsignmentState.PROCESSING})
    asked = frozenset([state] if isinstance(state, str) else state)
    unknown = sorted(asked - set(ConsignmentState.values))
    if unknown:
        raise Refused(_("Diesen Zustand gibt es nicht: {states}.").format(states=", ".join(unknown)))
    return asked


def _of_states(rows: QuerySet[Consignment], wanted: frozenset[str]) -> QuerySet[Consignment]:
    """Rows in these states, where `processing` is what is received and running."""
    received, processing = ConsignmentState.RECEIVED in wanted, ConsignmentState.PROCESSING in wanted
    stored = Q(state__in=sorted(wanted - {ConsignmentState.RECEIVED, ConsignmentState.PROCESSING}))
    if received and processing:
        return rows.filter(state__in=sorted(wanted - {ConsignmentState.PROCESSING}))
    if received or processing:
        in_work = _in_work()
        stored |= Q(state=ConsignmentState.RECEIVED) & (in_work if processing else ~in_work)
    return rows.filter(stored)


def _in_work() -> Q:
    """What of the received is being worked on: its rendition runs, or is complete and not offered yet."""
    return Q(document__in=list(ports.running())) | Q(document__current__rendered_at__isnull=False)


def _filtered(
    rows: QuerySet[Consignment], *, unit: UUID | None, channel: str | None, sender: str | None
) -> QuerySet[Consignment]:
    if unit:
        rows = rows.filter(unit=unit)
    if channel:
        if channel not in Channel.values:
            raise Refused(_("Diesen Eingangskanal gibt es nicht: {channel}.").format(channel=channel))
        rows = rows.filter(channel=channel)
    if sender and sender.strip():
        rows = rows.filter(document__sender__icontains=sender.strip())
    return rows


def _saying(rows: QuerySet[Consignment], text: str, *, unfiled: bool) -> QuerySet[Consignment]:
    """Rows with every word in subject line, sender or note; of what is `unfiled` an index knows the words."""
    words = typed_words(text)
    if not words:
        return rows.none() if text.strip() else rows
    for word in words if unfiled else []:
        noted = Q(named(("note",), [word], inside=True))
        rows = rows.filter(Q(document__in=unfiled_saying(word)) | (~Q(note="") & noted))
    for word in [] if unfiled else text.split()[:8]:
        rows = rows.filter(
            Q(document__subject_line__icontains=word) | Q(document__sender__icontains=word) | Q(note__icontains=word)
        )
    return rows


def _one(actor: Actor, rows: QuerySet[Consignment]) -> Incoming:
    row = rows.first()
    if row is None:
        raise Missing(_("Diese Sendung gibt es nicht, oder Sie dürfen sie nicht sehen."))
    return _shown(actor, [row])[0]


def _shown(actor: Actor, rows: Sequence[Consignment]) -> list[Incoming]:
    pictures = thumbnails(actor, [row.document_id for row in rows])
    waiting = [row.document_id for row in rows if row.state == ConsignmentState.RECEIVED]
    running = ports.running(waiting) if waiting else {}
    return [_one_shown(row, pictures.get(row.document_id), running.get(row.document_id)) for row in rows]


def _one_shown(row: Consignment, picture: str | None, now: ports.Running | None) -> Incoming:
    if now:
        return Incoming(row, ConsignmentState.PROCESSING, picture, now.done, now.total, now.step)
    version = row.document.current
    if row.state == ConsignmentState.RECEIVED and version and version.rendered_at:
        pages = row.document.page_count
        return Incoming(row, ConsignmentState.PROCESSING, picture, pages, pages, "suggesting")
    return Incoming(row, row.state, picture)


def _write_cursor(row: Consignment) -> str:
    return base64.urlsafe_b64encode(f"{row.received_at.isoformat()} {row.id}".encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[datetime, UUID]:
    try:
        plain = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        moment, last = plain.split(" ")
        return datetime.fromisoformat(moment), UUID(last)
    except (ValueError, binascii.Error) as error:
        raise Refused(_("Die Fortsetzung der Liste ist ungültig. Laden Sie die Liste neu.")) from error
