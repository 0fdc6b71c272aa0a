# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may confirm a proposal: all reasons at once."""

from collections.abc import Iterable

from aktei.base.four_eyes import refusals
from aktei.base.refusals import Refusal


def objections_to_deciding(
    *,
    proposer: Iterable[object],
    decider: Iterable[object],
    stands_in: bool,
    is_open: bool,
    expired: bool,
    stale: bool,
    left: bool,
) -> list[Refusal]:
    """Why this person may not confirm a proposal.

    `proposer` and `decider` are persons, each with whom they act for; `stands_in`: the decider is a deputy of one of
    the proposers just now; `left`: whoever proposed it has left the office.
    """
    reasons = []
    if not is_open:
        reasons.append(refusals.DECIDED_ALREADY())
    elif expired:
        reasons.append(refusals.EXPIRED())
    elif stale:
        reasons.append(refusals.CHANGED_SINCE())
    elif left:
        reasons.append(refusals.PROPOSER_LEFT())
    if {each for each in proposer if each} & {each for each in decider if each}:
        reasons.append(refusals.ANOTHER_PERSON_DECIDES())
    elif stands_in:
        reasons.append(refusals.DEPUTY_OF_PROPOSER())
    return reasons
