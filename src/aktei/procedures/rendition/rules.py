# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which password can be tried, without a database."""

from aktei.base.refusals import Refusal
from aktei.procedures.rendition import refusals

NEED_A_PASSWORD = frozenset({"encrypted", "wrong_password"})
"""The faults that a password may mend."""


def objections_to_password(code: str, password: str) -> list[Refusal]:
    """Why a password cannot be tried on files with such a fault."""
    reasons = []
    if code not in NEED_A_PASSWORD:
        reasons.append(refusals.NO_PASSWORD_WANTED())
    if not password:
        reasons.append(refusals.NO_PASSWORD())
    if len(password) > 500:
        reasons.append(refusals.PASSWORD_TOO_LONG())
    return reasons
