# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the office's own machinery does to consignments: ready, into quarantine, after their document."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden
from aktei.base.acts.transaction import action, record
from aktei.procedures.mailroom import events
from aktei.procedures.mailroom.describing import Description
from aktei.procedures.mailroom.matching import Proposal
from aktei.procedures.mailroom.models import Consignment, ConsignmentState, Suggestion, SuppliedPassword
from aktei.records.documents.actions import describe_document


@action
def make_ready(
    actor: Actor, *, document: UUID, description: Description, proposals: Sequence[Proposal]
) -> Consignment | None:
    """Offer a rendered consignment for filing, with what the letter says of itself and where it may belong.

    Only what was received becomes ready; anything else stays as it is. None if the document came in otherwise.
    """
    row = _locked(actor, document)
    if row is None or row.state != ConsignmentState.RECEIVED:
        return row
    describe_document(
        actor,
        document=document,
        subject_line=description.subject_line,
        sender=description.sender,
        written_on=description.written_on,
    )
    _suggest(row, proposals)
    _forget_password(document)
    row.state = ConsignmentState.READY
    row.save(update_fields=["state"])
    record(
        actor,
        events.ConsignmentReady(node=document, within=(row.unit_id,), suggestions=len(proposals)),
    )
    return row


@action
def quarantine(actor: Actor, *, document: UUID, code: str, reason: str, advice: str) -> Consignment | None:
    """Let a consignment wait for a decision, with the reason and what to do. Changes nothing once it is dealt with."""
    row = _locked(actor, document)
    if row is None or row.state != ConsignmentState.RECEIVED:
        return row
    _forget_password(document)
    row.state = ConsignmentState.QUARANTINED
    row.reason_code, row.reason, row.advice = code, reason, advice
    row.save(update_fields=["state", "reason_code", "reason", "advice"])
    record(
        actor,
        events.ConsignmentQuarantined(node=document, within=(row.unit_id,), code=code, reason=reason),
    )
    return row


@action
def follow(actor: Actor, *, document: UUID) -> Consignment | None:
    """Let a consignment stand where its document stands, when that was moved elsewhere than in the mailroom."""
    row = _locked(actor, document)
    if row is None:
        return None
    where = row.document
    state = _state_of(row.state, where)
    if (row.state, row.unit_id, row.chain) == (state, where.unit_id, where.chain):
        return row
    row.state, row.unit_id, row.chain = state, where.unit_id, where.chain
    row.reason = row.reason or (_("Wieder aufgenommen.") if state == ConsignmentState.QUARANTINED else "")
    row.save(update_fields=["state", "unit_id", "chain", "reason"])
    record(actor, events.ConsignmentFollowed(node=document, within=where.context, state=state))
    return row


@action
def forget(actor: Actor, *, document: UUID) -> Consignment | None:
    """Erase sender, note and reason of a consignment whose document was deleted; when it came and went stays."""
    row = _locked(actor, document)
    if row is None:
        return None
    Suggestion.objects.filter(consignment=row).delete()
    _forget_password(document)
    row.sender = row.note = row.reason = row.advice = ""
    row.save(update_fields=["sender", "note", "reason", "advice"])
    record(actor, events.ConsignmentForgotten(node=document, within=(row.unit_id,)))
    return row


def _state_of(state: str, document: Any) -> str:
    if document.dossier_id:
        return ConsignmentState.FILED
    if document.withdrawn_at:
        return ConsignmentState.RETURNED
    if state == ConsignmentState.RETURNED and not document.current.rendered_at:
        return ConsignmentState.QUARANTINED  # its reason for being returned is shown there, and it can be tried again
    return ConsignmentState.READY if state in (ConsignmentState.FILED, ConsignmentState.RETURNED) else state


def _suggest(row: Consignment, proposals: Sequence[Proposal]) -> None:
    Suggestion.objects.filter(consignment=row).delete()
    Suggestion.objects.bulk_create(_suggestion(row, rank, proposal) for rank, proposal in enumerate(proposals, start=1))


def _suggestion(row: Consignment, rank: int, proposal: Proposal) -> Suggestion:
    strongest = proposal.strongest
    place = next((each.place for each in strongest if each.place), None)
    return Suggestion(
        consignment=row,
        dossier_id=proposal.dossier,
        case_id=proposal.case,
        rank=rank,
        score=proposal.score,
        kind=strongest[0].kind,
        level=proposal.level,
        reason=proposal.reason,
        page=place.page if place else None,
        words=list(place.words) if place else [],
        quote=place.quote[:300] if place else "",
    )


def _forget_password(document: UUID) -> None:
    SuppliedPassword.objects.filter(document=document).delete()


def _locked(actor: Actor, document: UUID) -> Consignment | None:
    if not actor.is_system:
        raise Forbidden(_("Das macht nur Aktei selbst."))
    rows = Consignment.objects.select_for_update(of=("self",)).select_related("document__current")
    return rows.filter(document=document).first()
