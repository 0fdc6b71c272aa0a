# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the making of exports asks of the sealer without knowing it."""

from aktei.base.questions import question


@question
def seal_what_waits() -> object:
    """Have the waiting lines sealed now, if that is possible; says nothing of trouble, nor whether anybody did.

    Unanswered, an export waits until the sealer comes round by itself.
    """
    return None
