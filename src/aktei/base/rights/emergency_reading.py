# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading that only a break-glass access allows is journalled as such."""

from collections.abc import Sequence
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.acts.transaction import record
from aktei.base.rights.events import ReadInEmergency
from aktei.base.rights.queries import causes_on
from aktei.base.rights.rules import EMERGENCY, READ


def note_emergency_reading(actor: Actor, chain: Sequence[UUID], within: Sequence[UUID] = ()) -> None:
    """Add a line to that of a reading if nothing but break-glass lets the actor read the first node of `chain`.

    Part of the act of reading, which has checked the right. One query.
    """
    causes = causes_on(actor, READ, chain)
    if causes and all(cause.startswith(EMERGENCY) for cause in causes):
        emergency = causes[0].removeprefix(EMERGENCY)
        record(actor, ReadInEmergency(node=chain[0], within=tuple(within), emergency=emergency))
