# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Giving and ending rights: what people who manage a record do."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.acts.transaction import action, record
from aktei.base.four_eyes.actions import propose, use_approval
from aktei.base.four_eyes.kinds import ProposalKind, offer_kind
from aktei.base.four_eyes.models import Proposal
from aktei.base.granting import refusals
from aktei.base.granting.rules import objections_to_granting
from aktei.base.rights.events import RightEnded, RightGranted
from aktei.base.rights.models import Grant
from aktei.base.rights.queries import chains_at, require_own
from aktei.base.rights.rules import INSTANT, MANAGE, OVERSIGHT, is_protected

WIDENING = "widening"
"""The kind of proposal that gives a right on a protected record."""


@action(personal=True)
def grant(
    actor: Actor,
    *,
    node: UUID,
    chain: Sequence[UUID],
    right: str,
    principal: str,
    cause: str,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
    approval: UUID | None = None,
) -> UUID:
    """Give a principal a right on a node, over a period. Needs `manage` on the node; returns the grant's id.

    Nothing is granted backwards in time: what somebody could see on a past day is what they could see then. On a
    protected record it takes a second person: `propose_grant`, and the confirmed proposal as `approval`.
    `chain` is the node's own; raises `ValueError` for another's, so that nobody is checked against the wrong place.
    """
    if not chain or chain[0] != node:
        raise ValueError("the chain is not that of the node")
    require_own(actor, MANAGE, chain)
    now = timezone.now()
    wanted = {"right": right, "principal": principal, "cause": cause}
    # Confirmed after the day it was to begin, it begins with the confirmation.
    begin = max(valid_from, now) if valid_from and approval else valid_from or now
    reasons = objections_to_granting(now=now, begin=begin, end=valid_until, oversight=node == OVERSIGHT, **wanted)
    if reasons:
        raise Refused(reasons)
    if is_protected(chain) and not actor.is_system:
        use_approval(actor, approval, kind=WIDENING, node=node, arguments=_written(wanted, valid_from, valid_until))
    begin = max(begin, now)
    row = Grant.objects.create(
        node=node,
        right=right,
        principal=principal,
        valid_from=begin,
        valid_until=valid_until,
        cause=cause,
        granted_by=actor.person_id,
        approval=approval,
    )
    record(
        actor,
        RightGranted(
            node=node,
            right=right,
            principal=principal,
            cause=cause,
            valid_from=begin,
            valid_until=valid_until,
        ),
    )
    return row.id


@action(personal=True)
def end_grant(actor: Actor, *, grant_id: UUID, chain: Sequence[UUID]) -> None:
    """End a grant now; its period stays on record. Needs `manage` on the node.

    One that has not begun keeps the instant of its beginning alone: a clock that went back must not delete history.
    """
    row = Grant.objects.select_for_update().filter(id=grant_id, node=chain[0]).first()
    if row is None:
        raise Missing(refusals.NO_SUCH_GRANT())
    require_own(actor, MANAGE, chain)
    if row.valid_until is not None and row.valid_until <= timezone.now():
        raise Refused(refusals.ENDED_ALREADY())
    row.valid_until = max(timezone.now(), row.valid_from + INSTANT)
    row.save(update_fields=["valid_until"])
    record(actor, RightEnded(node=row.node, right=row.right, principal=row.principal))


@action(personal=True)
def propose_grant(
    actor: Actor,
    *,
    node: UUID,
    chain: Sequence[UUID],
    right: str,
    principal: str,
    cause: str,
    what: str,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
) -> UUID:
    """Ask a second person to let a right on a protected record be given. Needs `manage`; returns the proposal's id.

    `what` says it as people would: whom, what, until when.
    """
    require_own(actor, MANAGE, chain)
    now = timezone.now()
    wanted = {"right": right, "principal": principal, "cause": cause}
    reasons = objections_to_granting(
        now=now, begin=valid_from or now, end=valid_until, oversight=node == OVERSIGHT, **wanted
    )
    if reasons:
        raise Refused(reasons)
    arguments = _written(wanted, valid_from, valid_until)
    return propose(actor, kind=WIDENING, node=node, what=what, arguments=arguments, reason=cause)


def _written(wanted: dict[str, str], valid_from: datetime | None, valid_until: datetime | None) -> dict[str, str]:
    periods = {"valid_from": valid_from, "valid_until": valid_until}
    return {**wanted, **{name: at.isoformat() for name, at in periods.items() if at}}


def _carry_out(actor: Actor, proposal: Proposal, chain: Sequence[UUID]) -> None:
    said: dict[str, Any] = dict(proposal.arguments)
    for period in ("valid_from", "valid_until"):
        if period in said:
            said[period] = datetime.fromisoformat(said[period])
    grant(actor, node=proposal.node, chain=chain, approval=proposal.id, **said)


def _basis(node: UUID) -> str:
    """Where the record stands: moved or unprotected meanwhile, and the proposal is about something else."""
    return ",".join(str(each) for each in chains_at([node]).get(node, []))


offer_kind(ProposalKind(WIDENING, needs=(MANAGE,), basis=_basis, carry_out=_carry_out))
