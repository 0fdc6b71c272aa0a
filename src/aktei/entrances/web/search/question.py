# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the address of a search page asks for; the address is the search, so it can be shared and kept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict

from aktei.procedures.search.answers import Box, Facet
from aktei.procedures.search.selecting import Filters

T = TypeVar("T")

AT_ONCE = 20
FURTHEST = 10_000
LONGEST = 1_200
"""Signs of a question that are read; what is cut off of it is told."""
FEW = 10
"""Values of a facet that are seen at once."""
_NAMES = {"unit": "einheit", "channel": "kanal", "plan": "plan", "year": "jahr"}


@dataclass(frozen=True)
class Asked:
    """Words, filters, order and how widely to search, as they stand in the address."""

    text: str
    sort: str
    step: str
    offset: int
    filters: Filters
    chosen: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, query: QueryDict) -> "Asked":
        """Read an address; what is mangled in it counts as not asked for."""
        chosen = tuple((name, value) for name in _NAMES.values() for value in query.getlist(name))
        filters = Filters(
            units=_each(query.getlist("einheit"), UUID),
            channels=frozenset(query.getlist("kanal")),
            plans=frozenset(query.getlist("plan")),
            years=_each(query.getlist("jahr"), int),
            dossiers=_each(query.getlist("akte"), UUID),
        )
        sort = "date" if query.get("sortierung") == "datum" else "relevance"
        offset = min(whole_number(query.get("ab", "")), FURTHEST)
        return cls(query.get("q", "").strip()[:LONGEST], sort, query.get("stufe", ""), offset, filters, chosen)

    def address(
        self, *, without: tuple[str, str] | None = None, plus: tuple[str, str] | None = None, **more: str
    ) -> str:
        """The query string of the same search, with one filter more or less, or with other words for the rest."""
        pairs = [("q", self.text), *(pair for pair in self.chosen if pair != without), *([plus] if plus else [])]
        rest = {"sortierung": "datum" if self.sort == "date" else "", "stufe": self.step, **more}
        return "?" + urlencode([*pairs, *((name, value) for name, value in rest.items() if value)])

    def in_other_words(self, text: str) -> str:
        """The query string of other words with the same filters."""
        return "?" + urlencode([("q", text), *self.chosen])

    def cleared(self) -> str:
        """The query string of the same words without any filter."""
        return "?" + urlencode({"q": self.text})

    def narrowing(self, step: str) -> str:
        """The query string that asks what this search, answered by this step, can be narrowed by."""
        return self.address(schritt=step)


def facets(asked: Asked, found: Sequence[Facet], channels: dict[str, str]) -> list[dict[str, object]]:
    """The facets worth showing, each value with the address that adds or removes it; chosen ones first, then most hits.

    Behind the first few the rest is folded, with a field to narrow it by typing.
    """
    shown: list[dict[str, object]] = []
    for facet in found:
        if len(facet.values) > 1 or any(value.chosen for value in facet.values):
            values = sorted(_values(asked, facet, channels), key=lambda value: not value["chosen"])
            shown.append({"name": facet.name, "label": facet.label, "values": values[:FEW], "rest": values[FEW:]})
    return shown


@dataclass(frozen=True)
class Strip:
    """A cut-out of a page that shows where a word stands, in ten-thousandths of the page's width and height."""

    left: int
    top: int

    WIDTH: ClassVar[int] = 6_000
    HEIGHT: ClassVar[int] = 800
    MARGIN: ClassVar[int] = 900

    @classmethod
    def around(cls, marks: Sequence[Box]) -> "Strip | None":
        """The cut-out with the most marked words in it, the topmost of those; nothing if no word is marked."""
        places = [cls.at(cls._left_of(mark), mark[1] - cls.HEIGHT // 3) for mark in marks[:50]]
        return max(places, key=lambda place: len(place.boxes(marks)), default=None)

    @classmethod
    def at(cls, left: int, top: int) -> "Strip":
        """The cut-out with this corner, or the nearest to it that lies on the page."""
        return cls(max(0, min(10_000 - cls.WIDTH, left)), max(0, min(10_000 - cls.HEIGHT, top)))

    @classmethod
    def _left_of(cls, mark: Box) -> int:
        """The page's usual margin if the word is seen from there: lines are read from their beginning."""
        margin = min(cls.MARGIN, mark[0])
        return margin if mark[2] <= margin + cls.WIDTH else mark[0] - cls.WIDTH // 4

    def boxes(self, marks: Sequence[Box]) -> list[Box]:
        """The marked words in it, from its own corner."""
        right, bottom = self.left + self.WIDTH, self.top + self.HEIGHT
        return [
            (x0 - self.left, y0 - self.top, x1 - self.left, y1 - self.top)
            for x0, y0, x1, y1 in marks
            if self.left <= x0 and x1 <= right and self.top <= y0 and y1 <= bottom
        ]

    def outline(self, marks: Sequence[Box]) -> str:
        """The marked words in it as the data of one SVG path."""
        return "".join(f"M{x0} {y0}H{x1}V{y1}H{x0}z" for x0, y0, x1, y1 in self.boxes(marks))


def whole_number(text: str) -> int:
    """The number somebody wrote into an address; 0 if it is none."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _values(asked: Asked, facet: Facet, channels: dict[str, str]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for value in facet.values:
        pair = (_NAMES[facet.name], value.value)
        link = asked.address(without=pair) if value.chosen else asked.address(plus=pair)
        label = channels.get(value.value, value.label) if facet.name == "channel" else value.label
        rows.append({"label": label, "count": value.count, "chosen": value.chosen, "href": link})
    return rows


def _each(values: Iterable[str], read: Callable[[str], T]) -> frozenset[T]:
    found = set()
    for value in values:
        try:
            found.add(read(value))
        except ValueError:
            continue
    return frozenset(found)
