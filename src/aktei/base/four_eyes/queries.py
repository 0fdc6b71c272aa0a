# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading what waits for a second person."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.four_eyes.kinds import PROPOSAL_KINDS
from aktei.base.four_eyes.models import Outcome, Proposal
from aktei.base.rights.models import Principal
from aktei.base.rights.queries import asked_once, chains_at, owns, reach, valid_at
from aktei.base.rights.rules import meets

MOST = 200
MOST_LOOKED_AT = 5_000


def waiting(actor: Actor) -> list[Proposal]:
    """Open proposals on which the actor may decide, the oldest first; their own are not among them."""
    found = asked_once(lambda: _within_reach(actor, _open()), "proposals", actor)
    return [each for each in found if actor.person_id not in (each.proposed_by, None)]


def own(actor: Actor) -> list[Proposal]:
    """What the actor has proposed, newest first."""
    if actor.person_id is None:
        return []
    return list(Proposal.objects.filter(proposed_by=actor.person_id).order_by("-proposed_at", "-id")[:MOST])


def decided(actor: Actor) -> list[Proposal]:
    """What was decided lately on records where the actor may decide, newest first."""
    rows = Proposal.objects.exclude(outcome=Outcome.OPEN).order_by("-decided_at", "-id")
    return _within_reach(actor, rows)


def on_node(node: UUID) -> list[Proposal]:
    """What waits for a second person on this record. The caller has checked who may ask."""
    return list(_open().filter(node=node))


def is_stale(row: Proposal) -> bool:
    """Whether what it was proposed on has changed since."""
    return row.basis != PROPOSAL_KINDS[row.kind].basis(row.node)


def may_decide(actor: Actor, kind: str, chain: Sequence[UUID]) -> bool:
    """Whether the actor holds one of the rights that deciding on this kind takes, and not only lent."""
    return any(owns(actor, right, chain) for right in PROPOSAL_KINDS[kind].needs)


def has_left(row: Proposal) -> bool:
    """Whether whoever proposed it answers to no name any more."""
    return not Principal.objects.filter(valid_at(timezone.now()), person=row.proposed_by).exists()


def _open() -> QuerySet[Proposal]:
    rows = Proposal.objects.filter(outcome=Outcome.OPEN, expires_at__gt=timezone.now())
    return rows.order_by("proposed_at", "id")


def _within_reach(actor: Actor, rows: QuerySet[Proposal]) -> list[Proposal]:
    """The first of these on which the actor may decide; looked for among many, as most are somebody else's."""
    held: dict[str, frozenset[UUID]] = {}
    found: list[Proposal] = []
    for begin in range(0, MOST_LOOKED_AT, MOST):
        piece = list(rows[begin : begin + MOST])
        needed = {need for each in piece for need in PROPOSAL_KINDS[each.kind].needs} - held.keys()
        held |= {right: reach(actor, right) for right in needed}
        chains = chains_at({each.node for each in piece}) if piece else {}
        found += [
            each
            for each in piece
            if any(meets(chains.get(each.node, [each.node]), held[need]) for need in PROPOSAL_KINDS[each.kind].needs)
        ]
        if len(piece) < MOST or len(found) >= MOST:
            break
    return found[:MOST]
