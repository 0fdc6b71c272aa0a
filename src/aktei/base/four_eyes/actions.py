# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Four eyes: an act that needs a second person is proposed by one and confirmed by another.

An act demands it with one line, `use_approval(actor, approval, kind=…, node=…, arguments=…)`, and offers its `Kind`
once: which rights the second person needs, what the decision is based on, and how it is carried out. Confirming carries
the act out in the same transaction, with the proposal as its `approval`; it works once.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.acts.refusals import REASON_MISSING
from aktei.base.acts.transaction import action, record
from aktei.base.four_eyes import events, refusals
from aktei.base.four_eyes.kinds import PROPOSAL_KINDS
from aktei.base.four_eyes.models import Outcome, Proposal
from aktei.base.four_eyes.queries import has_left, may_decide
from aktei.base.four_eyes.rules import objections_to_deciding
from aktei.base.rights.models import Standing
from aktei.base.rights.queries import chains_at, denied, right_name, valid_at

EXPIRES_AFTER = timedelta(days=7)


class SecondPersonNeeded(Refused):
    """The act takes two people: propose it."""


def propose(actor: Actor, *, kind: str, node: UUID, what: str, arguments: Mapping[str, Any], reason: str) -> UUID:
    """Lay an act before a second person; returns the proposal's id. Part of a surrounding act, which checks the right.

    `what` says the act as people would; `arguments` are plain JSON values.
    """
    if actor.person_id is None:
        raise Forbidden(refusals.PROPOSED_BY_A_PERSON())
    if not reason.strip():
        raise Refused(REASON_MISSING())
    now = timezone.now()
    row = Proposal.objects.create(
        kind=kind,
        node=node,
        what=what,
        arguments=dict(arguments),
        reason=reason.strip(),
        basis=PROPOSAL_KINDS[kind].basis(node),
        proposed_by=actor.person_id,
        proposed_for=actor.for_person_id,
        proposed_at=now,
        expires_at=now + EXPIRES_AFTER,
    )
    record(
        actor,
        events.ActProposed(node=node, proposal=row.id, what=what, reason=row.reason, expires_at=row.expires_at),
    )
    return row.id


def use_approval(actor: Actor, approval: UUID | None, *, kind: str, node: UUID, arguments: Mapping[str, Any]) -> None:
    """Demand that a second person has confirmed exactly this, and use it up. Part of the act that is carried out.

    Raises `SecondPersonNeeded` otherwise.
    """
    rows = Proposal.objects.select_for_update().filter(kind=kind, node=node, outcome=Outcome.CONFIRMED, used_at=None)
    row = rows.filter(id=approval).first() if approval else None
    if row is None or row.decided_by != actor.person_id or row.arguments != dict(arguments):
        raise SecondPersonNeeded(refusals.SECOND_PERSON_NEEDED())
    row.used_at = timezone.now()
    row.save(update_fields=["used_at"])


@action(personal=True)
def confirm_proposal(actor: Actor, *, proposal: UUID) -> None:
    """Confirm as the second person; the act is carried out at once. Needs one of the rights its kind names."""
    row, chain = _to_decide(actor, proposal)
    reasons = objections_to_deciding(
        proposer=(row.proposed_by, row.proposed_for),
        decider=(actor.person_id, actor.for_person_id),
        stands_in=_stands_in(actor, row),
        is_open=row.outcome == Outcome.OPEN,
        expired=row.expires_at <= timezone.now(),
        stale=row.basis != PROPOSAL_KINDS[row.kind].basis(row.node),
        left=has_left(row),
    )
    if reasons:
        raise Refused(reasons)
    _decide(row, actor, Outcome.CONFIRMED)
    record(
        actor,
        events.ProposalConfirmed(node=row.node, proposal=row.id, what=row.what, proposed_by=str(row.proposed_by)),
    )
    PROPOSAL_KINDS[row.kind].carry_out(actor, row, chain)


@action(personal=True)
def decline_proposal(actor: Actor, *, proposal: UUID, remark: str) -> None:
    """Say no, with a reason. Needs one of the rights its kind names; nothing is carried out."""
    row, _chain = _to_decide(actor, proposal)
    _still_open(row)
    if actor.person_id == row.proposed_by:
        raise Refused(refusals.WITHDRAW_YOUR_OWN())
    if not remark.strip():
        raise Refused(REASON_MISSING())
    _decide(row, actor, Outcome.DECLINED, remark.strip())
    record(actor, events.ProposalDeclined(node=row.node, proposal=row.id, what=row.what, remark=row.remark))


@action(personal=True)
def withdraw_proposal(actor: Actor, *, proposal: UUID) -> None:
    """Take back one's own proposal."""
    row = _locked(proposal)
    if actor.person_id is None or actor.person_id != row.proposed_by:
        chain = chains_at([row.node]).get(row.node, [row.node])
        raise denied(actor, chain, refusals.WITHDRAWN_BY_PROPOSER())
    _still_open(row)
    _decide(row, actor, Outcome.WITHDRAWN)
    record(actor, events.ProposalWithdrawn(node=row.node, proposal=row.id, what=row.what))


@action
def expire_proposals(actor: Actor) -> int:
    """Close what nobody decided in time. For the office's own machinery; returns how many."""
    if not actor.is_system:
        raise Forbidden(refusals.DONE_BY_THE_OFFICE_ALONE())
    now = timezone.now()
    rows = Proposal.objects.select_for_update(skip_locked=True).filter(outcome=Outcome.OPEN, expires_at__lte=now)
    overdue = list(rows)
    for row in overdue:
        _decide(row, actor, Outcome.EXPIRED)
        record(actor, events.ProposalExpired(node=row.node, proposal=row.id, what=row.what))
    return len(overdue)


def _to_decide(actor: Actor, proposal: UUID) -> tuple[Proposal, list[UUID]]:
    row = _locked(proposal)
    chain = chains_at([row.node]).get(row.node, [row.node])
    if actor.person_id is None or not may_decide(actor, row.kind, chain):
        wanted = ", ".join(f"„{right_name(right)}“" for right in PROPOSAL_KINDS[row.kind].needs)
        raise denied(actor, chain, refusals.DECIDING_NEEDS(rights=wanted))
    return row, chain


def _stands_in(actor: Actor, row: Proposal) -> bool:
    """Whether the actor is a deputy of whoever proposed: a deputy's second look would be the first one's own."""
    persons = [each for each in (row.proposed_by, row.proposed_for) if each]
    now = timezone.now()
    rows = Standing.objects.filter(valid_at(now), person=actor.person_id or row.proposed_by, stands_for__in=persons)
    return rows.exists()


def _still_open(row: Proposal) -> None:
    if row.outcome != Outcome.OPEN:
        raise Refused(refusals.DECIDED_ALREADY())


def _decide(row: Proposal, actor: Actor, outcome: str, remark: str = "") -> None:
    row.outcome, row.remark = outcome, remark
    row.decided_by, row.decided_for, row.decided_at = actor.person_id, actor.for_person_id, timezone.now()
    row.save(update_fields=["outcome", "remark", "decided_by", "decided_for", "decided_at"])


def _locked(proposal: UUID) -> Proposal:
    row = Proposal.objects.select_for_update().filter(id=proposal).first()
    if row is None:
        raise Missing(refusals.NO_SUCH_PROPOSAL())
    return row
