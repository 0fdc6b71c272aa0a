# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a consignment stands, by what its documents say."""

from collections.abc import Iterable
from dataclasses import dataclass

RECEIVED, PROCESSING, READY = "received", "processing", "ready"
FILED, QUARANTINED, RETURNED = "filed", "quarantined", "returned"
STATES = (RECEIVED, PROCESSING, READY, FILED, QUARANTINED, RETURNED)
WAITING = frozenset({RECEIVED, PROCESSING, READY, QUARANTINED})
"""The states of what somebody still has to deal with."""


@dataclass(frozen=True)
class Part:
    """What the rules need to know of one document of a consignment.

    `is_at_work`: its reading runs, or is complete; `has_fault`: its files could not be read.
    """

    waits: bool
    is_filed: bool = False
    is_at_work: bool = False
    has_fault: bool = False


def state_of(parts: Iterable[Part], *, is_offered: bool) -> str:
    """Where a consignment of these documents stands: one that could not be read holds up all that wait with it."""
    parts = list(parts)
    waiting = [each for each in parts if each.waits]
    if not waiting:
        return FILED if any(each.is_filed for each in parts) else RETURNED
    if any(each.has_fault for each in waiting):
        return QUARANTINED
    if is_offered:
        return READY
    return PROCESSING if any(each.is_at_work for each in waiting) else RECEIVED
