# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Journal lines by the thousand, as acts would have written them, without the jobs that would follow."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from aktei.base.acts.actor import Actor
from aktei.base.acts.events import Event
from aktei.base.acts.transaction import acting, record_each

_AT_ONCE = 5_000


@dataclass(frozen=True, kw_only=True)
class PastEvent(Event):
    """Something of this kind that happened once; nobody subscribes to it."""

    was: str
    said: dict[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The kind it had."""
        return self.was

    def payload(self) -> dict[str, Any]:
        """What it said."""
        return self.said


def write_lines(events: Iterable[PastEvent]) -> None:
    """Write a line for each event, in acts of a few thousand."""
    office = Actor.system("seed")
    for some in _portions(iter(events)):
        with acting("seed", actor=office):
            record_each(office, some)


def _portions(events: Iterator[PastEvent]) -> Iterator[list[PastEvent]]:
    while some := list(islice(events, _AT_ONCE)):
        yield some
