# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening, renaming, moving, closing and reopening cases."""

from uuid import UUID

from django.db.models import F, Max
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.acts.models_base import new_id
from aktei.base.acts.refusals import REASON_MISSING
from aktei.base.acts.transaction import action, record
from aktei.base.refusals import Refusal
from aktei.base.rights.actions import place
from aktei.base.rights.queries import require, require_own
from aktei.base.rights.rules import CLOSE, EDIT, FILE, MANAGE
from aktei.base.rights.subtree import move_subtree
from aktei.records.cases import events, refusals
from aktei.records.cases.models import Case
from aktei.records.documents.models import Document
from aktei.records.dossiers.branches import held_back
from aktei.records.dossiers.closing import close_node
from aktei.records.dossiers.locking import barrier_of, is_closed, locked, locked_all, standing
from aktei.records.dossiers.models import Closure, Dossier
from aktei.records.dossiers.obstacles import obstacles
from aktei.records.dossiers.rules import (
    objections_to_closing,
    objections_to_moving_a_case,
    objections_to_renaming,
    objections_to_subject_line,
)

_TRIES = 5


@action
def open_case(actor: Actor, *, dossier: UUID, subject_line: str) -> Case:
    """Open a case in a dossier under its next number. Needs `file` on the dossier."""
    above = locked(dossier)
    require(actor, FILE, above.chain)
    reasons = objections_to_subject_line(subject_line)
    if is_closed(above.id):
        reasons.append(refusals.DOSSIER_CLOSED())
    if reasons:
        raise Refused(reasons)
    case_id = new_id()
    case = Case.objects.create(
        id=case_id,
        dossier=above,
        number=_next_number(above),
        subject_line=subject_line.strip(),
        opened_at=timezone.now(),
        opened_by=actor.person_id,
        chain=place(case_id, above.id, above.chain),
    )
    record(
        actor,
        events.CaseOpened(node=case.id, within=(above.id,), number=case.number, subject_line=case.subject_line),
    )
    return case


@action
def rename_case(actor: Actor, *, case: UUID, subject_line: str, seen: str | None = None) -> Case:
    """Give a case another subject line. Needs `edit`; not while it or its dossier is closed, nor if not as `seen`."""
    row, above = _locked(case)
    require(actor, EDIT, row.chain)
    reasons = objections_to_subject_line(subject_line) + _closed(row, above)
    reasons += objections_to_renaming(wanted=subject_line, now=row.subject_line, seen=seen)
    if reasons:
        raise Refused(reasons)
    before, row.subject_line = row.subject_line, subject_line.strip()
    if before != row.subject_line:
        row.save(update_fields=["subject_line"])
        record(
            actor,
            events.CaseRenamed(
                node=row.id, within=(above.id,), number=row.number, before=before, after=row.subject_line
            ),
        )
    return row


@action
def move_case(actor: Actor, *, case: UUID, into: UUID, reason: str = "") -> Case:
    """Move a case with its documents into another dossier, where it gets the next number and comes last.

    Needs `edit` on the case and `file` on the other dossier. Out of a protected dossier nothing is moved.
    """
    row, above = _locked(case, into)
    target = locked(into)
    require_own(actor, EDIT, row.chain)
    require(actor, FILE, target.chain)
    reasons = objections_to_moving_a_case(
        barrier=barrier_of(row.chain), closed=bool(_closed(row, above)), into=standing(target), here=above.id
    )
    reasons += held_back(row.chain, [row.id, *target.chain])
    if reasons:
        raise Refused(reasons)
    last = Document.objects.filter(dossier=target).aggregate(last=Max("position"))["last"] or 0
    first = Document.objects.filter(case=row).order_by("position").values_list("position", flat=True).first() or 1
    inside = Document.objects.filter(case=row)
    moved = inside.update(dossier=target, position=F("position") + (last + 1 - first))
    before, row.dossier, row.number = row.number, target, _next_number(target)
    row.chain = move_subtree(row.id, target.id, target.chain)
    row.save(update_fields=["dossier", "number", "chain"])
    record(
        actor,
        events.CaseMoved(
            node=row.id,
            within=(above.id, target.id),
            from_dossier=above.id,
            to_dossier=target.id,
            from_number=before,
            to_number=row.number,
            documents=moved,
            reason=reason.strip(),
        ),
    )
    return row


@action
def close_case(actor: Actor, *, case: UUID, reason: str = "") -> Closure:
    """Close a case (zdA). All obstacles are told at once. Needs `close`."""
    row, _above = _locked(case)
    require(actor, CLOSE, row.chain)
    unrendered = Document.objects.filter(case=row, withdrawn_at=None, current__rendered_at=None).count()
    closed = [refusals.CLOSED_ALREADY()] if is_closed(row.id) else []
    objections = objections_to_closing(closed=False, unrendered=unrendered)
    reasons = [*closed, *objections, *obstacles(actor, row.id)]
    if reasons:
        raise Refused(reasons)
    inside = Document.objects.filter(case=row)
    closure = close_node(actor, row.id, opened=row.opened_at, inside=inside, at=timezone.now(), why=reason)
    record(actor, events.CaseClosed(node=row.id, within=(row.dossier_id,), number=row.number, reason=reason.strip()))
    return closure


@action
def reopen_case(actor: Actor, *, case: UUID, reason: str) -> None:
    """Open a closed case again, with a reason. Needs `manage` or, while its dossier is open, `close`."""
    row, above = _locked(case)
    closed_above = is_closed(above.id)
    require(actor, MANAGE if closed_above else CLOSE, row.chain)
    reasons = [] if reason.strip() else [REASON_MISSING()]
    if closed_above:
        reasons.append(refusals.DOSSIER_CLOSED())
    if not is_closed(row.id):
        reasons.append(refusals.NOT_CLOSED())
    if reasons:
        raise Refused(reasons)
    Closure.objects.filter(node=row.id, reopened_at=None).update(reopened_at=timezone.now())
    record(actor, events.CaseReopened(node=row.id, within=(above.id,), number=row.number, reason=reason.strip()))


def _locked(case: UUID, *also: UUID) -> tuple[Case, Dossier]:
    """A case with its dossier, and with further dossiers: dossiers first, so that acts never wait in a circle."""
    for _each in range(_TRIES):
        lies_in = Case.objects.filter(id=case).values_list("dossier_id", flat=True).first()
        if lies_in is None:
            raise Missing(refusals.MISSING())
        rows = locked_all({lies_in, *also})
        row = Case.objects.select_for_update(of=("self",)).get(id=case)
        if row.dossier_id == lies_in:
            return row, rows[lies_in]
    raise Refused(refusals.BEING_MOVED())


def _closed(row: Case, above: Dossier) -> list[Refusal]:
    if is_closed(row.id, above.id):
        return [refusals.CASE_OR_DOSSIER_CLOSED()]
    return []


def _next_number(dossier: Dossier) -> int:
    return (Case.objects.filter(dossier=dossier).aggregate(last=Max("number"))["last"] or 0) + 1
