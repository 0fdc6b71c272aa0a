# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a right may be given: all reasons at once."""

from datetime import datetime

from aktei.base.acts.refusals import REASON_MISSING
from aktei.base.granting import refusals
from aktei.base.refusals import Refusal
from aktei.base.rights.rules import AUDIT, LENIENT, RIGHTS, is_lent


def objections_to_granting(
    *, right: str, principal: str, cause: str, now: datetime, begin: datetime, end: datetime | None, oversight: bool
) -> list[Refusal]:
    """Why a right may not be given like this."""
    reasons = []
    if right not in RIGHTS:
        reasons.append(refusals.NO_SUCH_RIGHT())
    if not principal:
        reasons.append(refusals.CHOOSE_WHO())
    if not cause.strip():
        reasons.append(REASON_MISSING())
    if is_lent(cause):
        reasons.append(refusals.CAUSE_OF_LENDING())
    if begin < now - LENIENT:
        reasons.append(refusals.NOT_BACKWARDS())
    if end is not None and end <= max(begin, now):
        reasons.append(refusals.END_BEFORE_BEGINNING())
    if oversight and right != AUDIT:
        reasons.append(refusals.ONLY_OVERSIGHT())
    return reasons
