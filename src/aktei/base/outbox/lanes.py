# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lanes: what is waited for most is done first, and what lies below still gets its stated share.

A job that knows lanes has one queue for each; which turn begins where is decided here, without a database.
"""

from collections.abc import Sequence
from enum import StrEnum


class Lane(StrEnum):
    """How soon somebody waits for it, soonest first."""

    COUNTER = "counter"
    TODAY = "today"
    REWORK = "rework"
    LEGACY = "legacy"

    @property
    def rank(self) -> int:
        """0 is the first."""
        return list(Lane).index(self)

    @property
    def above(self) -> tuple["Lane", ...]:
        """Those that go before."""
        return tuple(Lane)[: self.rank]

    @property
    def is_prompt(self) -> bool:
        """Whether somebody waits for every single document; in the others only the end of it all matters."""
        return self in {Lane.COUNTER, Lane.TODAY}


CYCLE = 10
"""Of so many turns, every lane but the first is asked first once: its share, however much waits above it."""
BEHIND = -1
"""Priority within a lane of what has given way: after all that comes fresh."""


def queue_of(queue: str, lane: Lane) -> str:
    """The queue of this lane."""
    return f"{queue}.{lane}"


def queues_of(queue: str, lanes: Sequence[Lane] = tuple(Lane)) -> tuple[str, ...]:
    """The queues of these lanes, soonest first."""
    return tuple(queue_of(queue, lane) for lane in lanes)


def in_turn(queues: Sequence[str], turn: int) -> list[str]:
    """The order in which lanes are asked for a job at this turn: from the top, but for the shares of the lower ones."""
    first = turn % CYCLE
    if not 0 < first < len(queues):
        return list(queues)
    return [queues[first], *queues[:first], *queues[first + 1 :]]


def one_after_the_other(queues: Sequence[str], turn: int) -> list[str]:
    """The order for queues among which none goes before another."""
    first = turn % len(queues)
    return [*queues[first:], *queues[:first]]
