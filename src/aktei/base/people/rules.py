# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules of units and memberships. Sentences are German; nothing here looks at a clock or a table."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from aktei.base.people import refusals
from aktei.base.refusals import Refusal

LENIENT = timedelta(minutes=5)
"""So much a clock may differ, or a form lie open, before a moment counts as past."""


LONGEST_LOGIN = 150
"""Characters of a log-in name, as it is stored and as it is compared."""


def principals_of_membership(role: str, unit: UUID, chain: Sequence[UUID]) -> list[str]:
    """The names a membership gives: the role, the role in this unit, and every unit upwards.

    Members of a team also answer to the name of its department: a grant to the department reaches them all.
    """
    return [f"role:{role}", f"role:{role}@{unit}", *(f"unit:{each}" for each in chain)]


def objections_to_period(*, now: datetime, begin: datetime, end: datetime | None) -> list[Refusal]:
    """Why a membership may not last like this."""
    reasons = []
    if begin < now - LENIENT:
        reasons.append(refusals.MEMBERSHIP_BACKWARDS())
    if end is not None and end <= max(begin, now):
        reasons.append(refusals.END_BEFORE_BEGINNING())
    return reasons


def objections_to_moving(
    *, unit: UUID, target: UUID | None, target_chain: Sequence[UUID], ended: bool
) -> list[Refusal]:
    """Why a unit may not hang below that one."""
    if unit == target:
        return [refusals.UNDER_ITSELF()]
    if unit in target_chain:
        return [refusals.IN_A_CIRCLE()]
    if ended:
        return [refusals.TARGET_DISSOLVED()]
    return []


def objections_to_dissolving(
    *,
    unit: UUID,
    successor: UUID | None,
    successor_chain: Sequence[UUID],
    successor_ended: bool,
    holds: Collection[str],
) -> list[Refusal]:
    """Why a unit may not end. `holds` says what it still has; with a successor, that takes it all over."""
    reasons = []
    if successor is None:
        reasons = [refusals.STILL_HAS(what=each) for each in holds]
        if reasons:
            reasons.append(refusals.SUCCESSOR_MISSING())
    elif successor == unit:
        reasons.append(refusals.OWN_SUCCESSOR())
    elif unit in successor_chain:
        reasons.append(refusals.SUCCESSOR_BELOW())
    if successor_ended:
        reasons.append(refusals.SUCCESSOR_DISSOLVED())
    return reasons
