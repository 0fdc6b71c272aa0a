# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""When somebody may open a dossier that is closed to them: all reasons at once."""

from datetime import timedelta

from aktei.base.refusals import Refusal
from aktei.procedures.access import refusals

USUAL_HOURS = 4
ALONE_HOURS = 24
"""So long somebody may do it alone; beyond, a second person confirms."""
LOOKED_BACK = timedelta(days=7)
"""So far back accesses that somebody took alone count towards their day, so that nobody strings them together."""
MOST_HOURS = 7 * 24
SHORTEST_REASON = 10


def objections_to_breaking(
    *, reason: str, hours: int, has_role: bool, reads: bool, confirmed: bool, before: timedelta = timedelta()
) -> list[Refusal]:
    """Why a break-glass access is refused.

    `before`: so long the person has had the dossier open alone within `LOOKED_BACK`.
    """
    reasons = []
    if not has_role:
        reasons.append(refusals.NO_ROLE())
    if reads:
        reasons.append(refusals.READS_ALREADY())
    if len(reason.strip()) < SHORTEST_REASON:
        reasons.append(refusals.REASON_TOO_SHORT())
    if not 1 <= hours <= MOST_HOURS:
        reasons.append(refusals.OUT_OF_RANGE())
    elif hours > ALONE_HOURS and not confirmed:
        reasons.append(refusals.NEEDS_A_SECOND_PERSON())
    elif not confirmed and before + timedelta(hours=hours) > timedelta(hours=ALONE_HOURS):
        reasons.append(refusals.TOO_LONG_TOGETHER())
    return reasons
