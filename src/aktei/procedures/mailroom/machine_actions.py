# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the office's own machinery does to consignments: offer what was read for filing, with where it may belong."""

from collections.abc import Sequence
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden
from aktei.base.acts.transaction import action, record
from aktei.procedures.mailroom import events, refusals
from aktei.procedures.mailroom.describing import Description
from aktei.procedures.mailroom.models import Suggestion
from aktei.procedures.mailroom.proposals import Proposal
from aktei.records.documents.actions import describe_document
from aktei.records.envelopes.actions import note_offer
from aktei.records.envelopes.queries import held_in


@action
def make_ready(
    actor: Actor,
    *,
    consignment: UUID,
    descriptions: dict[UUID, Description],
    proposals: Sequence[Proposal],
) -> bool:
    """Offer a consignment for filing, with what its documents say of themselves and where it may belong.

    Only what waits, was read in whole and was not offered before; anything else stays as it is. Returns whether it
    was offered.
    """
    if not actor.is_system:
        raise Forbidden(refusals.DONE_BY_THE_OFFICE_ALONE())
    waiting = [each for each in held_in([consignment])[consignment] if each.waits]
    if not waiting or any(each.trouble or not each.is_read for each in waiting):
        return False
    if not note_offer(consignment):
        return False
    for document, said in descriptions.items():
        describe_document(
            actor,
            document=document,
            subject_line=said.subject_line,
            sender=said.sender,
            written_on=said.written_on,
        )
    _suggest(consignment, proposals)
    within = (waiting[0].unit_id,)
    record(actor, events.ConsignmentReady(node=waiting[0].id, within=within, suggestions=len(proposals)))
    return True


def forget_suggestions(document: UUID) -> None:
    """Drop what was quoted from letters, now that one of them is gone. No act: nothing official."""
    Suggestion.objects.filter(consignment__documents=document).delete()


def _suggest(consignment: UUID, proposals: Sequence[Proposal]) -> None:
    Suggestion.objects.filter(consignment=consignment).delete()
    Suggestion.objects.bulk_create(
        _suggestion(consignment, rank, proposal) for rank, proposal in enumerate(proposals, start=1)
    )


def _suggestion(consignment: UUID, rank: int, proposal: Proposal) -> Suggestion:
    strongest = proposal.strongest
    place = next((each.place for each in strongest if each.place), None)
    return Suggestion(
        consignment_id=consignment,
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
