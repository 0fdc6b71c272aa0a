# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a document lies: laid into a dossier directly, moved, attached to another, and all of it taken back."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from aktei.base.acts import queries as journal
from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.acts.models_base import new_id
from aktei.base.acts.transaction import action, record
from aktei.base.rights.actions import place
from aktei.base.rights.queries import require, require_own
from aktei.base.rights.rules import FILE
from aktei.records.cases.models import Case
from aktei.records.documents import events, refusals, rules
from aktei.records.documents.actions import StoredFile, keep_originals
from aktei.records.documents.locking import (
    attachments_of,
    dossier_of,
    is_closed,
    locked,
    locked_target,
    locked_where_it_lies,
    next_position,
    state_of,
    target_within,
)
from aktei.records.documents.models import DIRECT, Document, Version
from aktei.records.dossiers.models import Dossier


@action
def add_document(
    actor: Actor,
    *,
    originals: Sequence[StoredFile],
    dossier: UUID | None = None,
    case: UUID | None = None,
    subject_line: str = "",
    sender: str = "",
    attached_to: UUID | None = None,
) -> Document:
    """Lay a document directly into a dossier or case; it is rendered like post. Needs `file` there.

    Without a subject line it is called like its first file. `attached_to`: a document of that dossier.
    """
    target, target_case = locked_target(dossier, case)
    chain = target_case.chain if target_case else target.chain
    require(actor, FILE, chain)
    reasons = rules.objections_to_adding(
        files=len(originals), target_closed=is_closed(target.id, target_case.id if target_case else None)
    )
    if reasons:
        raise Refused(reasons)
    now, document_id = timezone.now(), new_id()
    row = Document.objects.create(
        id=document_id,
        unit_id=target.lead_unit_id,
        dossier=target,
        case=target_case,
        position=next_position(target.id),
        channel=DIRECT,
        received_at=now,
        filed_at=now,
        filed_by=actor.person_id,
        subject_line=(subject_line.strip() or _title(originals[0].filename))[:300],
        sender=sender.strip()[:300],
        chain=place(document_id, target_case.id if target_case else target.id, chain),
    )
    version = Version.objects.create(document=row, number=1, created_at=now, created_by=actor.person_id)
    row.current = version
    row.save(update_fields=["current"])
    keep_originals(version, originals)
    record(
        actor,
        events.DocumentAdded(
            node=row.id,
            within=row.context,
            dossier=target.id,
            reference=target.reference,
            case=row.case_id,
            subject_line=row.subject_line,
            sender=row.sender,
            originals=tuple(file.sha256 for file in originals),
        ),
    )
    record(actor, events.VersionReceived(node=row.id, within=row.context, version=version.id, number=1))
    return attach_document(actor, document=row.id, to=attached_to) if attached_to else row


@action
def move_document(
    actor: Actor, *, document: UUID, dossier: UUID | None = None, case: UUID | None = None, reason: str = ""
) -> Document:
    """Move a document with its attachments to another dossier or case. Needs `file` where it lies and where it goes.

    Who was only lent the right leaves it where it lies: elsewhere others see it, and longer. Inside one dossier it
    keeps its place in the order; in another it comes last.
    """
    into = dossier_of(dossier, case)
    row = locked_where_it_lies(document, into)
    require_own(actor, FILE, row.chain)
    target, target_case = target_within(into, case)
    require(actor, FILE, target_case.chain if target_case else target.chain)
    case_id = target_case.id if target_case else None
    reasons = rules.objections_to_moving(
        state_of(actor, row),
        same_place=(row.dossier_id, row.case_id) == (target.id, case_id),
        target_closed=is_closed(target.id, case_id),
    )
    if reasons:
        raise Refused(reasons)
    for each in (row, *attachments_of(row)):
        before = _facts(each)
        position = each.position if each.dossier_id == target.id else None
        _relocate(each, target, target_case, position)
        record(
            actor,
            events.DocumentMoved(
                node=each.id,
                within=tuple(dict.fromkeys((*before.pop("within"), *each.context))),
                **before,
                to_dossier=target.id,
                to_case=case_id,
                to_name=_name_of(target, target_case),
                along_with=row.id if each is not row else None,
                reason=reason.strip(),
            ),
        )
    return row


@action
def undo_move(actor: Actor, *, document: UUID) -> Document:
    """Take the last move back, if the document still lies where it went. Needs `file` at both places."""
    last = journal.about(document).filter(node=document, kind=events.DocumentMoved.__name__).first()
    facts: dict[str, Any] = last.payload if last else {}
    case = UUID(facts["from_case"]) if facts.get("from_case") else None
    back_to = dossier_of(UUID(facts["from_dossier"]), case) if facts else None
    row = locked_where_it_lies(document, back_to)
    require_own(actor, FILE, row.chain)
    lies_there = _as_text(row.dossier_id, row.case_id) == (facts.get("to_dossier"), facts.get("to_case"))
    if not facts or not lies_there:
        raise Refused(refusals.NOTHING_TO_MOVE_BACK())
    target, target_case = target_within(back_to, case)
    require(actor, FILE, target_case.chain if target_case else target.chain)
    case_id = target_case.id if target_case else None
    reasons = rules.objections_to_moving(
        state_of(actor, row), same_place=False, target_closed=is_closed(target.id, case_id)
    )
    if reasons:
        raise Refused(reasons)
    for each in (row, *attachments_of(row)):
        before = _facts(each)
        _relocate(each, target, target_case, _earlier_position(each, target.id))
        record(
            actor,
            events.MoveUndone(
                node=each.id,
                within=tuple(dict.fromkeys((*before["within"], *each.context))),
                from_name=before["from_name"],
                to_name=_name_of(target, target_case),
                to_dossier=target.id,
                to_case=case_id,
            ),
        )
    return row


@action
def attach_document(actor: Actor, *, document: UUID, to: UUID) -> Document:
    """Make a document an attachment of another in the same dossier; it follows it into its case. Needs `file`."""
    row, target = _both_locked(document, to)
    (require if row.case_id == target.case_id else require_own)(actor, FILE, row.chain)
    require(actor, FILE, target.chain)
    reasons = rules.objections_to_attaching(
        state_of(actor, row),
        state_of(actor, target),
        is_same=row.id == target.id,
        same_dossier=row.dossier_id == target.dossier_id,
    )
    if reasons or target.dossier is None:
        raise Refused(reasons)
    before = row.context
    row.attached_to = target
    if row.case_id != target.case_id:
        _relocate(row, target.dossier, target.case, row.position)
    row.save(update_fields=["attached_to"])
    within = tuple(dict.fromkeys((*before, *row.context, target.id)))
    record(actor, events.DocumentAttached(node=row.id, within=within, to=target.id, to_name=target.subject_line))
    return row


@action
def detach_document(actor: Actor, *, document: UUID) -> Document:
    """Make an attachment a document of its own; it stays in its dossier and case. Needs `file`."""
    row = locked_where_it_lies(document)
    require(actor, FILE, row.chain)
    reasons = rules.objections_to_detaching(state_of(actor, row))
    above = row.attached_to
    if reasons or above is None:
        raise Refused(reasons)
    row.attached_to = None
    row.save(update_fields=["attached_to"])
    within = (*row.context, above.id)
    record(actor, events.DocumentDetached(node=row.id, within=within, to=above.id, to_name=above.subject_line))
    return row


def _both_locked(document: UUID, other: UUID) -> tuple[Document, Document]:
    """Both with their dossiers, in the order of their ids."""
    lies_in = Document.objects.filter(id__in=[document, other]).values_list("dossier_id", flat=True)
    first, second = sorted((document, other))
    rows = {first: locked_where_it_lies(first, *lies_in)}
    rows[second] = locked(second)  # if it has been moved elsewhere meanwhile, the rules say that it does not fit
    return rows[document], rows[other]


def _relocate(row: Document, dossier: Dossier, case: Case | None, position: int | None) -> None:
    """Let a document lie there from now on; the dossier is locked. Part of an act, which records."""
    row.dossier, row.case = dossier, case
    row.position = position or next_position(dossier.id)
    row.unit_id = dossier.lead_unit_id if row.channel == DIRECT else row.unit_id
    above = case or dossier
    row.chain = place(row.id, above.id, above.chain)
    row.save(update_fields=["dossier", "case", "position", "unit", "chain"])


def _facts(row: Document) -> dict[str, Any]:
    """Where a filed document lies now, as the event of its move tells it."""
    assert row.dossier is not None, "the rules let only filed documents move"
    return {
        "within": row.context,
        "from_dossier": row.dossier.id,
        "from_case": row.case_id,
        "from_position": row.position,
        "from_name": _name_of(row.dossier, row.case),
    }


def _earlier_position(row: Document, dossier: UUID) -> int | None:
    """The place it had in that dossier before its last move, if that is still free."""
    if row.dossier_id == dossier:
        return row.position
    last = journal.about(row.id).filter(node=row.id, kind=events.DocumentMoved.__name__).first()
    position = last.payload["from_position"] if last and last.payload["from_dossier"] == str(dossier) else None
    taken = position and Document.objects.filter(dossier=dossier, position=position).exists()
    return None if taken else position


def _name_of(dossier: Dossier, case: Case | None) -> str:
    return f"{dossier.reference}, {case}" if case else dossier.reference


def _as_text(*ids: UUID | None) -> tuple[str | None, ...]:
    return tuple(str(each) if each else None for each in ids)


def _title(filename: str) -> str:
    """`antrag_2026.pdf` becomes `antrag 2026`."""
    return re.sub(r"[_\s]+", " ", re.sub(r"\.\w{1,5}$", "", filename)).strip()
