# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The kinds of acts that need two people; each is offered where the act is defined."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.four_eyes.models import Proposal


@dataclass(frozen=True)
class ProposalKind:
    """An act that can be proposed. `needs`: the second person holds one of these rights on the node.

    `basis(node)` is the state a decision rests on; another state, and the proposal is stale.
    `carry_out(actor, proposal, chain)` does the act as the second person, with `approval=proposal.id`.
    """

    name: str
    needs: tuple[str, ...]
    basis: Callable[[UUID], str]
    carry_out: Callable[[Actor, Proposal, Sequence[UUID]], Any]


PROPOSAL_KINDS: dict[str, ProposalKind] = {}


def offer_kind(kind: ProposalKind) -> None:
    """Make a kind of act known; once per kind, where the act is defined."""
    PROPOSAL_KINDS[kind.name] = kind
