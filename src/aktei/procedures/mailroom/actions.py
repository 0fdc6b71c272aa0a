# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking post in, filing it, and clearing what could not be read: the only writers of consignments.

Bytes are in the blob store before any of these acts. Every act needs `file` where the post lies.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.acts.transaction import action, record
from aktei.base.outbox.lanes import Lane
from aktei.base.rights.queries import require
from aktei.base.rights.rules import FILE
from aktei.procedures.mailroom import events, rules
from aktei.procedures.mailroom.models import Channel, Consignment, ConsignmentState
from aktei.procedures.mailroom.unlocking import keep_until_tried
from aktei.records.cases.actions import open_case
from aktei.records.documents.actions import (
    StoredFile,
    file_document,
    forward_document,
    receive_document,
    undo_filing,
    withdraw_document,
)
from aktei.records.documents.queries import originals_of
from aktei.records.dossiers.actions import open_dossier
from aktei.records.parties.actions import involve_party

CHANNELS = frozenset(Channel.values)


@dataclass(frozen=True)
class NewParty:
    """Who is written into a new dossier along with its first letter; the words are those of `involve_party`."""

    role: str
    name: str
    given_name: str = ""
    kind: str = "person"
    birth_date: date | None = None
    street: str = ""
    postcode: str = ""
    city: str = ""


@dataclass(frozen=True)
class Placing:
    """One consignment and where it goes: a case, or a dossier; `reason` says why there."""

    consignment: UUID
    dossier: UUID | None = None
    case: UUID | None = None
    reason: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one of several consignments: filed, or why not."""

    consignment: UUID
    reasons: tuple[str, ...] = ()

    @property
    def filed(self) -> bool:
        """Whether it was filed."""
        return not self.reasons


@action
def receive_consignment(
    actor: Actor,
    *,
    unit: UUID,
    channel: str,
    received_at: datetime,
    files: Sequence[StoredFile],
    scanned_at: datetime | None = None,
    scanned_by: str = "",
    scanner: str = "",
    sender: str = "",
    subject_line: str = "",
    note: str = "",
    lane: Lane = Lane.TODAY,
    idempotency_key: str | None = None,
) -> Consignment:
    """Take one piece of post in for a unit; several files form one consignment in their order.

    `lane`: how soon somebody waits for it to be read.

    Called again with the same key by the same person and client, it returns the first consignment and writes
    nothing, also when both calls run at once. Raises `Refused` if the key was used for other files.
    """
    if idempotency_key:
        _one_at_a_time(actor, idempotency_key)
        earlier = _received_under(actor, idempotency_key)
        if earlier:
            return _same_files(earlier, files)
    reasons = rules.objections_to_receiving(channel=channel, channels=CHANNELS, files=len(files))
    if reasons:
        raise Refused(reasons)
    document = receive_document(
        actor,
        unit=unit,
        channel=channel,
        received_at=received_at,
        originals=files,
        subject_line=subject_line.strip()[:300],
        sender=sender.strip()[:300],
        lane=lane,
    )
    consignment = Consignment.objects.create(
        document=document,
        unit_id=document.unit_id,
        channel=channel,
        received_at=received_at,
        scanned_at=scanned_at,
        scanned_by=scanned_by.strip()[:200],
        scanner=scanner.strip()[:200],
        sender=document.sender,
        note=note,
        client=actor.client,
        idempotency_key=idempotency_key or None,
        created_by=actor.person_id,
        created_at=timezone.now(),
        chain=document.chain,
    )
    _record_receiving(actor, consignment)
    return consignment


@action
def file_consignment(
    actor: Actor,
    *,
    consignment: UUID,
    dossier: UUID | None = None,
    case: UUID | None = None,
    subject_line: str | None = None,
    reason: str = "",
) -> Consignment:
    """File a consignment that is ready into a case, or directly into a dossier; its `document` says where it lies.

    Needs `file` on the post and on the target. `subject_line` None keeps the one it has. `reason` says why
    there, for example the sentence of the suggestion that was followed.
    """
    row = _locked(consignment)
    require(actor, FILE, row.chain)
    _refuse(rules.objections_to_filing(row.state))
    document = file_document(
        actor, document=row.document_id, dossier=dossier, case=case, subject_line=subject_line, reason=reason
    )
    return _move(row, ConsignmentState.FILED, document)


def file_together(
    actor: Actor,
    *,
    consignments: Sequence[UUID],
    dossier: UUID | None = None,
    case: UUID | None = None,
    reason: str = "",
) -> list[Outcome]:
    """File several consignments into one place, each in its own act; what became of each, in the order given."""
    return file_each(actor, [Placing(each, dossier, case, reason) for each in dict.fromkeys(consignments)])


def file_each(actor: Actor, placings: Sequence[Placing]) -> list[Outcome]:
    """File each into its own place, in its own act: one that cannot be filed holds up no other.

    Returns what became of each, in the order given.
    """
    outcomes = []
    for each in placings:
        try:
            file_consignment(
                actor, consignment=each.consignment, dossier=each.dossier, case=each.case, reason=each.reason
            )
            outcomes.append(Outcome(each.consignment))
        except Refused as refusal:
            outcomes.append(Outcome(each.consignment, tuple(refusal.reasons)))
    return outcomes


@action
def open_dossier_and_file(
    actor: Actor,
    *,
    consignments: Sequence[UUID],
    entry: UUID,
    dossier_subject_line: str,
    lead_unit: UUID,
    case_subject_line: str = "",
    subject_line: str | None = None,
    party: NewParty | None = None,
) -> list[Consignment]:
    """Open a dossier (with a case and a party in it, if they are given) and file these consignments there.

    All or nothing: no dossier is opened if one of them cannot be filed. Needs `file` on the file plan entry.
    """
    dossier = open_dossier(actor, entry=entry, subject_line=dossier_subject_line, lead_unit=lead_unit)
    if party:
        involve_party(actor, dossier=dossier.id, **vars(party))
    if case_subject_line.strip():
        return open_case_and_file(
            actor,
            consignments=consignments,
            dossier=dossier.id,
            case_subject_line=case_subject_line,
            subject_line=subject_line,
        )
    return [
        file_consignment(actor, consignment=each, dossier=dossier.id, subject_line=subject_line)
        for each in dict.fromkeys(consignments)
    ]


@action
def open_case_and_file(
    actor: Actor,
    *,
    consignments: Sequence[UUID],
    dossier: UUID,
    case_subject_line: str,
    subject_line: str | None = None,
) -> list[Consignment]:
    """Open a case in a dossier and file these consignments there, all or nothing. Needs `file` on the dossier."""
    case = open_case(actor, dossier=dossier, subject_line=case_subject_line)
    return [
        file_consignment(actor, consignment=each, case=case.id, subject_line=subject_line)
        for each in dict.fromkeys(consignments)
    ]


@action
def undo(actor: Actor, *, consignment: UUID) -> Consignment:
    """Take a filing back: the consignment is ready again in its unit's post. Needs `file` where it was filed."""
    row = _locked(consignment)
    require(actor, FILE, row.chain)
    _refuse(rules.objections_to_undoing(row.state))
    return _move(row, ConsignmentState.READY, undo_filing(actor, document=row.document_id))


@action
def forward(actor: Actor, *, consignment: UUID, unit: UUID) -> Consignment:
    """Hand unfiled post to another unit, in whatever state it is."""
    row = _locked(consignment)
    require(actor, FILE, row.chain)
    _refuse(rules.objections_to_moving(row.state))
    return _move(row, row.state, forward_document(actor, document=row.document_id, unit=unit))


@action
def retry(actor: Actor, *, consignment: UUID) -> Consignment:
    """Have quarantined post read again, without changing anything about it."""
    row = _locked_in_quarantine(actor, consignment)
    _release(row)
    record(actor, events.ConsignmentRetried(node=row.document_id, within=(row.unit_id,), version=_version(row)))
    return row


@action
def supply_password(actor: Actor, *, consignment: UUID, password: str) -> Consignment:
    """Have an encrypted file read with this password. It is stored sealed and forgotten once it was tried."""
    row = _locked(consignment)
    require(actor, FILE, row.chain)
    _refuse(rules.objections_to_password(row.state, row.reason_code, password))
    keep_until_tried(row.document_id, password)
    _release(row)
    record(actor, events.PasswordSupplied(node=row.document_id, within=(row.unit_id,), version=_version(row)))
    return row


@action
def accept_as_is(actor: Actor, *, consignment: UUID) -> Consignment:
    """Work on quarantined post despite what was found, on the responsibility of whoever says so.

    Active content is left out of the archival copy and readable pages of a truncated file are taken; what cannot
    be read at all gets a page that says so. The original is kept unchanged.
    """
    row = _locked_in_quarantine(actor, consignment)
    reason = row.reason
    _release(row)
    record(
        actor,
        events.ConsignmentAccepted(node=row.document_id, within=(row.unit_id,), version=_version(row), reason=reason),
    )
    return row


@action
def return_to_sender(actor: Actor, *, consignment: UUID, reason: str) -> Consignment:
    """Give post back with a reason; its bytes stay, its document is withdrawn."""
    row = _locked(consignment)
    require(actor, FILE, row.chain)
    _refuse(rules.objections_to_moving(row.state))
    document = withdraw_document(actor, document=row.document_id, reason=reason)
    row.reason_code, row.reason, row.advice = "returned", reason.strip(), ""
    record(actor, events.ConsignmentReturned(node=row.document_id, within=(row.unit_id,), reason=row.reason))
    return _move(row, ConsignmentState.RETURNED, document)


def _record_receiving(actor: Actor, row: Consignment) -> None:
    within = (row.unit_id,)
    record(
        actor,
        events.ConsignmentReceived(
            node=row.document_id,
            within=within,
            consignment=row.id,
            received_at=row.received_at,
            channel=row.channel,
            unit_name=str(row.unit),
        ),
    )
    if row.scanned_at or row.scanned_by or row.scanner:
        record(
            actor,
            events.ConsignmentScanned(
                node=row.document_id,
                within=within,
                scanned_at=row.scanned_at,
                scanned_by=row.scanned_by,
                scanner=row.scanner,
            ),
        )


def _one_at_a_time(actor: Actor, key: str) -> None:
    """Let a second act under the same key wait until the first has committed."""
    with connection.cursor() as cursor:
        name = f"consignment {actor.person_id} {actor.client} {key}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def _received_under(actor: Actor, key: str) -> Consignment | None:
    rows = Consignment.objects.select_related("document")
    return rows.filter(created_by=actor.person_id, client=actor.client, idempotency_key=key).first()


def _same_files(earlier: Consignment, files: Sequence[StoredFile]) -> Consignment:
    first = earlier.document.versions.order_by("number").values_list("id", flat=True)[0]
    if [each.sha256 for each in originals_of(first)] != [each.sha256 for each in files]:
        raise Refused(
            _("Unter diesem Schlüssel wurde schon eine andere Sendung eingereicht. Verwenden Sie einen neuen.")
        )
    return earlier


def _locked(consignment: UUID) -> Consignment:
    rows = Consignment.objects.select_for_update(of=("self",)).select_related("document", "unit")
    row = rows.filter(id=consignment).first()
    if row is None:
        raise Missing(_("Diese Sendung gibt es nicht."))
    return row


def _locked_in_quarantine(actor: Actor, consignment: UUID) -> Consignment:
    row = _locked(consignment)
    require(actor, FILE, row.chain)
    _refuse(rules.objections_to_resolving(row.state))
    return row


def _version(row: Consignment) -> UUID:
    version = row.document.current_id
    assert version is not None, "a received document has a version"
    return version


def _release(row: Consignment) -> None:
    row.state = ConsignmentState.RECEIVED
    row.reason_code = row.reason = row.advice = ""
    row.save(update_fields=["state", "reason_code", "reason", "advice"])


def _move(row: Consignment, state: str, document: Any) -> Consignment:
    """Let the consignment stand where its document stands now."""
    row.document = document
    row.state, row.unit_id, row.chain = state, document.unit_id, document.chain
    row.save()
    return row


def _refuse(reasons: Sequence[str]) -> None:
    if reasons:
        raise Refused(reasons)
