# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many jobs of which kind a worker does at once.

Readings take minutes and what follows from an act takes milliseconds, so each has places of its own. Of those for
readings, some take nothing but what somebody waits for: whatever lies below never holds all of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aktei.base.outbox import lanes
from aktei.base.outbox.fetching import Order
from aktei.base.outbox.jobs import LANED, QUEUES

BESIDE = 2
"""Places for what takes milliseconds: search, pictures, post that has been read, clearing up."""
_RESERVED = 2
_PROMPT = tuple(lane for lane in lanes.Lane if lane.is_prompt)


@dataclass(frozen=True)
class Group:
    """So many places that take jobs out of these queues, asked in this order."""

    name: str
    queues: tuple[str, ...]
    places: int
    order: Order


def groups(asked: Sequence[str] | None, concurrency: int) -> list[Group]:
    """The places of a worker: `concurrency` for readings, and a few beside them; only of these queues, if any."""
    wanted = _expanded(asked) if asked else sorted(QUEUES)
    laned = {each for queue in LANED for each in lanes.queues_of(queue)}
    beside = tuple(each for each in wanted if each not in laned)
    found = []
    if beside:
        places = BESIDE if len(beside) < len(wanted) else max(BESIDE, concurrency)
        found.append(Group("beside", beside, places, lanes.one_after_the_other))
    for queue in sorted(LANED):
        found += _of_lanes(queue, [each for each in lanes.queues_of(queue) if each in wanted], concurrency)
    return found


def all_in_one(asked: Sequence[str] | None, concurrency: int) -> Group:
    """The same queues without places of their own: for a worker that ends once nothing waits any more."""
    queues = tuple(dict.fromkeys(queue for each in groups(asked, concurrency) for queue in each.queues))
    return Group("all", queues, concurrency, lanes.one_after_the_other)


def _of_lanes(queue: str, queues: Sequence[str], concurrency: int) -> Iterable[Group]:
    prompt = tuple(each for each in lanes.queues_of(queue, _PROMPT) if each in queues)
    reserved = min(_RESERVED, concurrency // 2) if 0 < len(prompt) < len(queues) else 0
    if reserved:
        yield Group(f"{queue} at once", prompt, reserved, lanes.in_turn)
    if queues:
        yield Group(queue, tuple(queues), concurrency - reserved, lanes.in_turn)


def _expanded(asked: Sequence[str]) -> list[str]:
    """A name of several lanes means all of them, and the queue of that name beside them."""
    named = (each for name in asked for each in ((name, *lanes.queues_of(name)) if name in LANED else (name,)))
    return list(dict.fromkeys(named))
