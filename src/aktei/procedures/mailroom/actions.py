# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking post in, filing it, forwarding it and giving it back. Bytes are in the blob store before any of these acts.

Every act needs `file` where the post lies, and means all documents of a consignment that it can mean, unless some are
named. Whatever needs no decision of the mailroom (what could not be read) the documents' own acts do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.acts.transaction import action, record
from aktei.base.outbox.lanes import Lane
from aktei.base.refusals import Refusal
from aktei.base.rights.queries import require
from aktei.base.rights.rules import FILE
from aktei.procedures.mailroom import events, refusals, rules
from aktei.records.cases.actions import open_case
from aktei.records.documents.actions import (
    StoredFile,
    file_document,
    forward_document,
    undo_filing,
    withdraw_document,
)
from aktei.records.dossiers.actions import open_dossier
from aktei.records.envelopes.actions import CHANNELS as CHANNELS  # words everybody may know
from aktei.records.envelopes.actions import (
    NewConsignment,
    NewDocument,
    Origin,
    locked_consignment,
    note_return,
    receive_envelope,
)
from aktei.records.envelopes.actions import NewFault as NewFault
from aktei.records.envelopes.queries import documents_of, standing
from aktei.records.parties.actions import involve_party


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
    files: Sequence[StoredFile] = (),
    documents: Sequence[Sequence[StoredFile]] = (),
    scanned_at: datetime | None = None,
    scanned_by: str = "",
    scanner: str = "",
    sender: str = "",
    subject_line: str = "",
    note: str = "",
    faults: Sequence[NewFault] = (),
    confirmed_to: str = "",
    lane: Lane = Lane.TODAY,
    idempotency_key: str | None = None,
) -> Any:
    """Take in an envelope with one consignment for a unit, and return that.

    `files` are one document, in their order; `documents` are several, the first of them the letter, each with its
    files. Idempotent under its key, as `receive_envelope` is. `lane`: how soon somebody waits for it to be read.
    """
    parts = [list(each) for each in ([files] if files else documents)]
    reasons = rules.objections_to_receiving(channel=channel, channels=CHANNELS, documents=[len(each) for each in parts])
    if reasons:
        raise Refused(reasons)
    origin = Origin(
        channel=channel,
        received_at=received_at,
        sender=sender,
        scanned_at=scanned_at,
        scanned_by=scanned_by,
        scanner=scanner,
        note=note,
        faults=faults,
        confirmed_to=confirmed_to,
    )
    letter, *enclosed = parts
    made = [NewDocument(letter, subject_line), *(NewDocument(each) for each in enclosed)]
    envelope = receive_envelope(
        actor, origin=origin, consignments=[NewConsignment(unit, made)], idempotency_key=idempotency_key, lane=lane
    )
    return envelope.consignments.get(position=1)


@action
def file_consignment(
    actor: Actor,
    *,
    consignment: UUID,
    dossier: UUID | None = None,
    case: UUID | None = None,
    subject_line: str | None = None,
    reason: str = "",
    documents: Sequence[UUID] = (),
) -> Any:
    """File what waits of a consignment, or only these documents of it, into a case or directly into a dossier.

    Needs `file` on the post and on the target. `subject_line` is the first one's; None keeps what it has. `reason`
    says why there, for example the sentence of the suggestion that was followed.
    """
    row, waiting = _held_still(actor, consignment)
    meant = _chosen(waiting, documents)
    _refuse(rules.objections_to_filing(standing(row), only_some=len(meant) < len(waiting)))
    for each in meant:
        file_document(actor, document=each.id, dossier=dossier, case=case, subject_line=subject_line, reason=reason)
        subject_line = None
    return row


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
    documents: Sequence[UUID] = (),
) -> list[Any]:
    """Open a dossier (with a case and a party in it, if they are given) and file these consignments there.

    `documents`: of the one consignment that is filed only these.
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
            documents=documents,
        )
    return [
        file_consignment(actor, consignment=each, dossier=dossier.id, subject_line=subject_line, documents=documents)
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
    documents: Sequence[UUID] = (),
) -> list[Any]:
    """Open a case in a dossier and file these consignments there, all or nothing. Needs `file` on the dossier."""
    for each in sorted(set(consignments)):
        locked_consignment(each)  # before the dossier, as whoever files one of them elsewhere does
    case = open_case(actor, dossier=dossier, subject_line=case_subject_line)
    return [
        file_consignment(actor, consignment=each, case=case.id, subject_line=subject_line, documents=documents)
        for each in dict.fromkeys(consignments)
    ]


@action
def undo(actor: Actor, *, consignment: UUID, documents: Sequence[UUID] = ()) -> Any:
    """Take a filing back: what of it lies in dossiers, or only these documents, waits in its unit's post again.

    Needs `file` where it was filed.
    """
    row = locked_consignment(consignment)
    there = documents_of(row.id)
    filed = [each for each in there if each.dossier_id is not None]
    if not filed:
        require(actor, FILE, there[0].chain)
        raise Refused(rules.objections_to_undoing("ready"))
    meant = _chosen(filed, documents)
    for each in meant:
        undo_filing(actor, document=each.id)
    return row


@action
def forward(actor: Actor, *, consignment: UUID, unit: UUID) -> Any:
    """Hand what waits of a consignment to another unit, in whatever state it is."""
    row, waiting = _held_still(actor, consignment)
    _refuse(rules.objections_to_moving(standing(row)))
    forward_document(actor, document=waiting[0].id, unit=unit)  # takes along what waits beside it
    return row


@action
def return_to_sender(actor: Actor, *, consignment: UUID, reason: str, documents: Sequence[UUID] = ()) -> Any:
    """Give post back with a reason, all that waits of it or only these documents; its bytes stay, it is withdrawn."""
    row, waiting = _held_still(actor, consignment)
    meant = _chosen(waiting, documents)
    _refuse(rules.objections_to_moving(standing(row)))
    for each in meant:
        withdraw_document(actor, document=each.id, reason=reason)
    note_return(row, reason.strip())
    record(
        actor,
        events.ConsignmentReturned(node=meant[0].id, within=(meant[0].unit_id,), reason=row.returned_because),
    )
    return row


def _held_still(actor: Actor, consignment: UUID) -> tuple[Any, list[Any]]:
    """The consignment, locked, and what of it waits.

    Of post of which nothing waits any more the first is asked for the right, so that the refusal tells no stranger.
    """
    row = locked_consignment(consignment)
    documents = documents_of(row.id)
    waiting = [each for each in documents if each.dossier_id is None and each.withdrawn_at is None]
    require(actor, FILE, (waiting or documents)[0].chain)
    return row, waiting


def _chosen(rows: list[Any], wanted: Sequence[UUID]) -> list[Any]:
    if not wanted:
        return rows
    found = [each for each in rows if each.id in wanted]
    if len(found) < len(set(wanted)):
        raise Missing(refusals.NOT_ALL_WAIT_HERE())
    return found


def _refuse(reasons: Sequence[Refusal]) -> None:
    if reasons:
        raise Refused(reasons)
