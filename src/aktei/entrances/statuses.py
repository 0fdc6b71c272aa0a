# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""With which status every door answers a refusal."""

from aktei.base.acts.errors import Forbidden, Missing, Refused

MISSING = 404


def status_of(refusal: Refused) -> int:
    """404 for what is not there and for what somebody may not even find, 403 for a missing right, else 409."""
    if isinstance(refusal, Missing):
        return MISSING
    return 403 if isinstance(refusal, Forbidden) else 409
