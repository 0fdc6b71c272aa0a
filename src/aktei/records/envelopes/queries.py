# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading what came in. Where something waits its documents say, and so do rights: every question begins with them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, FilteredRelation, Min, OuterRef, Q, QuerySet

from aktei.base.acts.actor import Actor
from aktei.base.names.expressions import named
from aktei.base.rights.queries import visible
from aktei.base.rights.rules import READ
from aktei.records.documents.models import UNFILED, Document, ReadingFault
from aktei.records.envelopes.models import Channel, Consignment, Envelope, Fault, Receipt
from aktei.records.envelopes.rules import FILED, PROCESSING, QUARANTINED, READY, RECEIVED, RETURNED, Part, state_of

_FEW = 1_000
WAITING = UNFILED & Q(consignment__isnull=False)
"""Documents that came as post and that somebody still has to deal with."""


@dataclass(frozen=True)
class Trouble:
    """Why a document could not be read, and what can be done."""

    code: str
    reason: str
    advice: str


@dataclass(frozen=True)
class Held:
    """One document of a consignment, as far as lists need to know it."""

    id: UUID
    unit_id: UUID
    waits: bool
    is_filed: bool
    is_read: bool
    trouble: Trouble | None

    def part(self, running: Collection[UUID] = ()) -> Part:
        """The same as the rules weigh it."""
        return Part(
            waits=self.waits,
            is_filed=self.is_filed,
            is_at_work=self.is_read or self.id in running,
            has_fault=self.trouble is not None,
        )


def waiting(actor: Actor, right: str = READ) -> QuerySet[Document]:
    """All documents that wait as post where the actor has this right."""
    return visible(Document.objects.filter(WAITING), actor, right)


def leading(rows: QuerySet[Document]) -> QuerySet[Document]:
    """Of these waiting documents one of each consignment: the first of it that waits."""
    return rows.filter(Q(place_in_consignment=1) | ~Exists(_earlier()))


def dealt_with(actor: Actor) -> QuerySet[Document]:
    """The first document of each consignment of which nothing waits any more."""
    siblings = Document.objects.filter(UNFILED, consignment=OuterRef("consignment"))
    rows = Document.objects.filter(consignment__isnull=False, place_in_consignment=1)
    return visible(rows, actor, READ).filter(~Exists(siblings))


def in_states(rows: QuerySet[Document], states: Collection[str], running: Collection[UUID] = ()) -> QuerySet[Document]:
    """Of these leading documents those whose consignment stands there; `running` are those that are read right now."""
    chosen = Q(pk__in=[])
    unsettled = ~Q(consignment__in=_faulty())
    not_offered = Q(consignment__offered_at=None) & unsettled
    if QUARANTINED in states:
        chosen |= Q(consignment__in=_faulty_first() if set(states) == {QUARANTINED} else _faulty())
    if READY in states:
        chosen |= Q(consignment__offered_at__isnull=False) & unsettled
    if RECEIVED in states and PROCESSING in states:
        chosen |= not_offered
    elif RECEIVED in states or PROCESSING in states:
        at_work = Q(consignment__in=_at_work(running))
        chosen |= not_offered & (at_work if PROCESSING in states else ~at_work)
    if FILED in states or RETURNED in states:
        filed = Exists(Document.objects.filter(consignment=OuterRef("consignment"), dossier__isnull=False))
        over = Q(dossier__isnull=False) | Q(withdrawn_at__isnull=False)
        if not (FILED in states and RETURNED in states):
            over &= Q(filed) if FILED in states else ~Q(filed)
        chosen |= over
    return rows.filter(chosen)


def with_reasons(rows: QuerySet[Document], codes: Iterable[str]) -> QuerySet[Document]:
    """Of these leading documents those whose consignment has a document that could not be read for such a reason."""
    return rows.filter(consignment__in=_faulty(code__in=sorted(codes)))


def counted(rows: QuerySet[Document], running: Collection[UUID] = ()) -> dict[str, int]:
    """How many consignments stand where, of those to which these waiting documents belong; one query."""
    stuck, at_work = Q(consignment__in=_faulty()), Q(consignment__in=_at_work(running))
    # What was not offered is so little that the database keeps it in mind while it counts all the rest.
    found = leading(rows).aggregate(
        all=Count("id"),
        unoffered=Count("id", filter=Q(consignment__in=_not_offered())),
        stuck=Count("id", filter=stuck),
        at_work=Count("id", filter=at_work & ~stuck),
    )
    return {
        RECEIVED: found["unoffered"] - found["stuck"] - found["at_work"],
        PROCESSING: found["at_work"],
        READY: found["all"] - found["unoffered"],
        QUARANTINED: found["stuck"],
    }


def counted_by_unit(rows: QuerySet[Document]) -> dict[UUID, tuple[int, int, datetime]]:
    """How many consignments are ready and stuck in each unit, and since when the oldest of all waits; one query."""
    counted = (
        leading(rows)
        .order_by()
        .values_list("unit")
        .annotate(
            ready=Count("id", filter=~Q(consignment__in=_not_offered())),
            stuck=Count("id", filter=Q(consignment__in=_faulty())),
            oldest=Min("received_at"),
        )
    )
    return {unit: (ready, stuck, oldest) for unit, ready, stuck, oldest in counted}


def seen(actor: Actor, consignments: Collection[UUID], right: str = READ) -> QuerySet[Document]:
    """The documents of these consignments where the actor has this right, withdrawn ones too."""
    return visible(Document.objects.filter(consignment__in=list(consignments)), actor, right)


def noting(word: str) -> QuerySet[Any, Any]:
    """The envelopes that have this word in their note. For lists that check what is seen."""
    rows = Envelope.objects.exclude(note="").filter(named(("note",), [word], inside=True))
    return rows.values("id")


def held_in(consignments: Collection[UUID]) -> dict[UUID, list[Held]]:
    """The documents of these consignments in their order; one query. The caller has checked that they may be seen."""
    standing = FilteredRelation("current__faults", condition=Q(current__faults__cleared_at=None))
    rows = Document.objects.filter(consignment__in=list(consignments)).annotate(standing=standing)
    columns = ("consignment", "id", "unit", "dossier", "withdrawn_at", "current__rendered_at")
    told = rows.values_list(*columns, "standing__code", "standing__reason", "standing__advice")
    found: dict[UUID, list[Held]] = {each: [] for each in consignments}
    for consignment, document, unit, dossier, withdrawn, read, *why in told.order_by("place_in_consignment"):
        waits = dossier is None and withdrawn is None
        trouble = Trouble(*why) if waits and why[0] is not None else None
        found[consignment].append(Held(document, unit, waits, dossier is not None, read is not None, trouble))
    return found


def waiting_of(consignments: Any) -> set[UUID]:
    """Those of these consignments of which something waits, whoever may see it; one query."""
    return set(Document.objects.filter(WAITING, consignment__in=consignments).values_list("consignment", flat=True))


def unoffered(document: UUID) -> tuple[UUID, list[Document]] | None:
    """The consignment of a document with all that waits of it, if all that was read and nobody offered it yet.

    For the office's own machinery.
    """
    row = Document.objects.filter(id=document).values_list("consignment", "consignment__offered_at").first()
    if row is None or row[0] is None or row[1] is not None:
        return None
    rows = Document.objects.filter(WAITING, consignment=row[0]).select_related("current")
    waiting = list(rows.order_by("place_in_consignment"))
    is_read = all(each.current is not None and each.current.rendered_at is not None for each in waiting)
    return (row[0], waiting) if waiting and is_read else None


def overlooked(*, since: datetime | None, before: datetime, most: int) -> list[UUID]:
    """Documents read in this time of consignments that could be offered and were not, at most so many."""
    unread = Document.objects.filter(UNFILED, consignment=OuterRef("consignment"), current__rendered_at=None)
    rows = _read_and_unoffered().filter(current__rendered_at__lt=before)
    if since is not None:
        rows = rows.filter(current__rendered_at__gte=since)
    return list(rows.filter(~Exists(unread)).values_list("id", flat=True)[:most])


def read_and_unoffered(documents: Collection[UUID]) -> list[UUID]:
    """Those of these documents that were read and whose consignment was not offered yet; one query."""
    return list(_read_and_unoffered().filter(id__in=list(documents)).values_list("id", flat=True))


def documents_of(consignment: UUID) -> list[Document]:
    """All documents of a consignment in their order. For acts, which check the right where they lie."""
    rows = Document.objects.filter(consignment=consignment).select_related("unit", "dossier", "case", "current")
    return list(rows.order_by("place_in_consignment"))


def standing(consignment: Consignment) -> str:
    """Where a consignment stands. For acts and the office's own machinery, which see no rendition run."""
    held = held_in([consignment.id])[consignment.id]
    return state_of([each.part() for each in held], is_offered=consignment.offered_at is not None)


def received_under(actor: Actor, key: str) -> Envelope | None:
    """What this person already handed in through this door under this idempotency key."""
    rows = Envelope.objects.filter(created_by=actor.person_id, door=actor.client, idempotency_key=key)
    return rows.prefetch_related("consignments").first()


def first_of(envelope: UUID) -> QuerySet[Document]:
    """The letter of the first consignment in an envelope, wherever it lies by now. For whoever handed that in."""
    return Document.objects.filter(consignment__envelope=envelope, consignment__position=1, place_in_consignment=1)


def with_faults(rows: QuerySet[Document]) -> QuerySet[Any]:
    """These documents, each with what was wrong at the door, as sentences in `door_faults`."""
    wrong = Fault.objects.filter(envelope=OuterRef("consignment__envelope")).order_by("at", "id")
    return rows.annotate(door_faults=ArraySubquery(wrong.values("text")))


def faults_of(envelope: UUID) -> list[Fault]:
    """What was wrong at the door."""
    return list(Fault.objects.filter(envelope=envelope).order_by("at", "id"))


def receipts_of(envelope: UUID) -> list[Receipt]:
    """What was confirmed."""
    return list(Receipt.objects.filter(envelope=envelope).order_by("at", "id"))


def channels() -> dict[str, str]:
    """The ways things come in, with their German names."""
    return {channel.value: str(channel.label) for channel in Channel}


def _read_and_unoffered() -> QuerySet[Document]:
    return Document.objects.filter(WAITING, consignment__offered_at=None, current__rendered_at__isnull=False)


def _earlier() -> QuerySet[Any]:
    same = Document.objects.filter(UNFILED, consignment=OuterRef("consignment"))
    return same.filter(place_in_consignment__lt=OuterRef("place_in_consignment"))


def _faulty(**narrowed: Any) -> QuerySet[Any, Any]:
    """The consignments in which a document that waits could not be read."""
    rows = ReadingFault.objects.filter(cleared_at=None, version=F("version__document__current"), **narrowed)
    rows = rows.filter(version__document__dossier=None, version__document__withdrawn_at=None)
    return rows.filter(version__document__consignment__isnull=False).values("version__document__consignment")


def _faulty_first() -> Any:
    """The same, found before the documents are looked at; of very many the question, which finds some soon.

    Usually there are few, and the database would walk through all that waits, newest first, to find them.
    """
    few = list(_faulty().values_list("version__document__consignment", flat=True)[: _FEW + 1])
    return few if len(few) <= _FEW else _faulty()


def _not_offered() -> QuerySet[Any, Any]:
    return Consignment.objects.filter(offered_at=None).values("id")


def _at_work(running: Collection[UUID]) -> QuerySet[Any, Any]:
    """The consignments that wait and of which a document is being read, or was read."""
    rows = Document.objects.filter(WAITING, consignment__offered_at=None)
    return rows.filter(Q(id__in=list(running)) | Q(current__rendered_at__isnull=False)).values("consignment")
