# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Trees of any size: small ones stand on the page as they are, of large ones what there is room for.

What is not shown is a link away (`?zweig=`), which script puts in place; a level that is long goes on in pieces
(`?stelle=`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from django.http import HttpRequest

from aktei.entrances.web.kit.lists.rules import worth_saving
from aktei.entrances.web.kit.lists.sheets import wanted

MOST = 120
"""Lines that a tree shows without being asked."""
AT_ONCE = 40
"""Lines of one level that stand together."""


@dataclass
class Twig:
    """A line of a tree: what it is about, and what is shown below it. `all`: how many lie there."""

    item: Any
    id: UUID
    all: int = 0
    first: int = 0
    children: list[Twig] = field(default_factory=list)
    asked: bool = False
    """Whether somebody asked to see what is below, or something of it."""
    found: bool = False
    """Whether it is the very branch that was asked for."""

    @property
    def folded(self) -> bool:
        """Whether something lies below that is not on the page."""
        return bool(self.all) and not self.children

    @property
    def earlier(self) -> int | None:
        """Where the piece before begins."""
        return max(0, self.first - AT_ONCE) if self.first else None

    @property
    def later(self) -> int | None:
        """Where the next piece begins."""
        end = self.first + len(self.children)
        return end if self.children and end < self.all else None

    @property
    def left(self) -> int:
        """How many stand behind those shown."""
        return self.all - self.first - len(self.children)


@dataclass(frozen=True)
class Opened:
    """Which branch somebody asked for, and from where on; nonsense is as good as nothing."""

    branch: UUID | None = None
    place: int = 0

    @classmethod
    def of(cls, request: HttpRequest) -> Opened:
        """From the address of the page."""
        branch, place = request.GET.get("zweig", ""), request.GET.get("stelle", "")
        try:
            found = UUID(branch) if branch else None
        except ValueError:
            found = None
        return cls(found, int(place) if place.isascii() and place.isdecimal() and len(place) < 7 else 0)


def is_alone(request: HttpRequest, *also: str) -> bool:
    """Whether the page is asked for its tree, and nothing of it as a list."""
    chosen = {name for name, _value in parse_qsl(worth_saving(request.GET.urlencode()))}
    return not wanted(request) and chosen <= set(also)


def shown(
    roots: Sequence[Any],
    opened: Opened,
    *,
    key: Callable[[Any], UUID],
    below: Callable[[Any], Sequence[Any]],
) -> Twig:
    """What a page shows of a tree, under a twig of its own that stands for the top."""
    top = Twig(None, UUID(int=0), asked=True)
    way = _way(roots, opened.branch, key, below)
    room, waiting = MOST, deque([(top, roots)])
    while waiting:
        twig, inside = waiting.popleft()
        twig.all, twig.asked = len(inside), twig.asked or twig.id in way
        size = min(len(inside), AT_ONCE)
        if not inside or (not twig.asked and size > room):
            continue
        twig.first = _first(twig, inside, opened, way, key)
        twig.found = twig.id == opened.branch
        piece = inside[twig.first : twig.first + AT_ONCE]
        room -= len(piece)
        twig.children = [Twig(each, key(each)) for each in piece]
        waiting.extend((child, below(child.item)) for child in twig.children)
    return top


def _first(twig: Twig, inside: Sequence[Any], opened: Opened, way: Collection[UUID], key: Callable[[Any], UUID]) -> int:
    """Where the piece of a level begins: as asked for, or so that the branch asked for is in it."""
    if twig.id == (opened.branch or UUID(int=0)):
        return opened.place if opened.place < len(inside) else 0
    at = next((place for place, each in enumerate(inside) if key(each) in way), 0)
    return at - at % AT_ONCE


def _way(
    roots: Sequence[Any], wanted: UUID | None, key: Callable[[Any], UUID], below: Callable[[Any], Sequence[Any]]
) -> frozenset[UUID]:
    """The branch asked for and those it lies in."""
    if wanted is None:
        return frozenset()
    above: dict[UUID, UUID | None] = {key(each): None for each in roots}
    waiting = deque(roots)
    while waiting and wanted not in above:
        each = waiting.popleft()
        for child in below(each):
            above[key(child)] = key(each)
            waiting.append(child)
    way, at = set[UUID](), wanted if wanted in above else None
    while at is not None:
        way.add(at)
        at = above[at]
    return frozenset(way)
