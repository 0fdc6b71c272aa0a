# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking envelopes in with all that is in them: the only writers of envelopes and consignments.

Bytes are in the blob store before any of these acts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.acts.transaction import action, record
from aktei.base.outbox.lanes import Lane
from aktei.records.documents.actions import StoredFile, receive_document
from aktei.records.documents.models import Component, ComponentRole
from aktei.records.envelopes import events, refusals
from aktei.records.envelopes.models import Channel, Consignment, Envelope, Fault, Receipt
from aktei.records.envelopes.queries import received_under

CHANNELS = frozenset(Channel.values)
TAKEN_IN = "taken_in"
"""The kind of a receipt that says: these files were taken in."""


@dataclass(frozen=True)
class NewDocument:
    """One document of a consignment: its files in their order."""

    files: Sequence[StoredFile]
    subject_line: str = ""


@dataclass(frozen=True)
class NewConsignment:
    """One matter for one team: the letter, then what was enclosed."""

    unit: UUID
    documents: Sequence[NewDocument]


@dataclass(frozen=True)
class NewFault:
    """What was wrong at the door, in a word for programs and a sentence for people."""

    code: str
    text: str


@dataclass(frozen=True)
class Origin:
    """How and when something came in, as the door knows it.

    `raw` is the whole as one file, where it came as one; `confirmed_to` who is told on the spot that it was taken in.
    """

    channel: str
    received_at: datetime
    sender: str = ""
    scanned_at: datetime | None = None
    scanned_by: str = ""
    scanner: str = ""
    note: str = ""
    raw: StoredFile | None = None
    faults: Sequence[NewFault] = field(default_factory=tuple)
    confirmed_to: str = ""


@action
def receive_envelope(
    actor: Actor,
    *,
    origin: Origin,
    consignments: Sequence[NewConsignment],
    idempotency_key: str | None = None,
    lane: Lane = Lane.TODAY,
) -> Envelope:
    """Take in what came through a door in one piece. Needs `file` on the unit of every consignment in it.

    `lane`: how soon somebody waits for it to be read.

    Called again with the same key by the same person through the same door, it returns the first envelope and writes
    nothing, also when both calls run at once. Raises `Refused` if the key was used for other files.
    """
    if idempotency_key:
        _one_at_a_time(actor, idempotency_key)
        earlier = received_under(actor, idempotency_key)
        if earlier:
            return _same_files(earlier, consignments)
    envelope = _keep(actor, origin, idempotency_key)
    for position, each in enumerate(consignments, 1):
        _receive(actor, envelope, position, each, lane)
    if origin.confirmed_to:
        hashes = [file.sha256 for new in consignments for each in new.documents for file in each.files]
        Receipt.objects.create(
            envelope=envelope, kind=TAKEN_IN, to=origin.confirmed_to[:300], hashes=hashes, at=timezone.now()
        )
    return envelope


def note_offer(consignment: UUID) -> bool:
    """Note that everything in a consignment was read and can be filed; once. Part of an act, which records."""
    row = locked_consignment(consignment)
    if row.offered_at is not None:
        return False
    row.offered_at = timezone.now()
    row.save(update_fields=["offered_at"])
    return True


def note_return(consignment: Consignment, reason: str) -> None:
    """Keep why a consignment was given back. Part of an act, which records."""
    consignment.returned_because = reason
    consignment.save(update_fields=["returned_because"])


def locked_consignment(consignment: UUID) -> Consignment:
    """The consignment with its envelope, held still, so that acts on it happen one after the other; or `Missing`."""
    rows = Consignment.objects.select_for_update(of=("self",)).select_related("envelope")
    row = rows.filter(id=consignment).first()
    if row is None:
        raise Missing(refusals.NO_SUCH_CONSIGNMENT())
    return row


def _keep(actor: Actor, origin: Origin, key: str | None) -> Envelope:
    now, raw = timezone.now(), origin.raw
    envelope = Envelope.objects.create(
        door=actor.client,
        channel=origin.channel,
        sender=origin.sender.strip()[:300],
        note=origin.note,
        received_at=origin.received_at,
        scanned_at=origin.scanned_at,
        scanned_by=origin.scanned_by.strip()[:200],
        scanner=origin.scanner.strip()[:200],
        raw_sha256=raw.sha256 if raw else "",
        raw_size=raw.size if raw else None,
        raw_media_type=raw.media_type if raw else "",
        raw_filename=raw.filename if raw else "",
        idempotency_key=key or None,
        created_by=actor.person_id,
        created_at=now,
    )
    if origin.faults:
        Fault.objects.bulk_create(
            Fault(envelope=envelope, code=each.code, text=each.text, at=now) for each in origin.faults
        )
    return envelope


def _receive(actor: Actor, envelope: Envelope, position: int, new: NewConsignment, lane: Lane) -> None:
    consignment = Consignment.objects.create(envelope=envelope, position=position)
    for place, each in enumerate(new.documents, 1):
        document = receive_document(
            actor,
            unit=new.unit,
            channel=envelope.channel,
            received_at=envelope.received_at,
            originals=each.files,
            subject_line=each.subject_line.strip()[:300],
            sender=envelope.sender,
            consignment=consignment.id,
            place_in_consignment=place,
            lane=lane,
        )
        within = (document.unit_id,)
        record(
            actor,
            events.ConsignmentReceived(
                node=document.id,
                within=within,
                consignment=consignment.id,
                envelope=envelope.id,
                received_at=envelope.received_at,
                channel=envelope.channel,
                unit_name=str(document.unit),
            ),
        )
        if envelope.scanned_at or envelope.scanned_by or envelope.scanner:
            record(
                actor,
                events.ConsignmentScanned(
                    node=document.id,
                    within=within,
                    scanned_at=envelope.scanned_at,
                    scanned_by=envelope.scanned_by,
                    scanner=envelope.scanner,
                ),
            )


def _one_at_a_time(actor: Actor, key: str) -> None:
    """Let a second act under the same key wait until the first has committed."""
    with connection.cursor() as cursor:
        name = f"envelope {actor.person_id} {actor.client} {key}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def _same_files(earlier: Envelope, consignments: Sequence[NewConsignment]) -> Envelope:
    first = Component.objects.filter(
        role=ComponentRole.ORIGINAL, version__number=1, version__document__consignment__envelope=earlier
    ).order_by("version__document__consignment__position", "version__document__place_in_consignment", "position")
    was = list(first.values_list("sha256", flat=True))
    if was != [file.sha256 for new in consignments for each in new.documents for file in each.files]:
        raise Refused(refusals.KEY_USED_FOR_ANOTHER())
    return earlier
