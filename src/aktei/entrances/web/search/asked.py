# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the address of a search page asks for; the address is the search, so it can be shared and kept."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict

from aktei.procedures.search.answers import Answer, Facet, Hit
from aktei.procedures.search.selecting import Filters

T = TypeVar("T")

AT_ONCE = 20
FURTHEST = 10_000
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
        offset = min(int(query["ab"]), FURTHEST) if query.get("ab", "").isdecimal() else 0
        return cls(query.get("q", "").strip()[:400], sort, query.get("stufe", ""), offset, filters, chosen)

    def address(
        self, *, without: tuple[str, str] | None = None, plus: tuple[str, str] | None = None, **more: str
    ) -> str:
        """The query string of the same search, with one filter more or less, or with other words for the rest."""
        pairs = [("q", self.text), *(pair for pair in self.chosen if pair != without), *([plus] if plus else [])]
        rest = {"sortierung": "datum" if self.sort == "date" else "", "stufe": self.step, **more}
        return "?" + urlencode([*pairs, *((name, value) for name, value in rest.items() if value)])


def facets(asked: Asked, answer: Answer, channels: dict[str, str]) -> list[dict[str, object]]:
    """The facets worth showing, each value with the address that adds or removes it."""
    return [
        {"label": facet.label, "values": _values(asked, facet, channels)}
        for facet in answer.facets
        if len(facet.values) > 1 or any(value.chosen for value in facet.values)
    ]


def strip_of(hit: Hit) -> dict[str, int] | None:
    """The band of the page around the first marked word: its top and height in ten-thousandths of the page."""
    if not hit.marks:
        return None
    top = max(0, min(10_000 - STRIP, hit.marks[0][1] - STRIP // 3))
    return {"top": top, "height": STRIP}


STRIP = 900
"""How much of a page's height a strip shows, in ten-thousandths: about five lines of a letter."""


def boxes_in(hit: Hit, top: int) -> list[dict[str, int]]:
    """The marked words that lie in the strip, in its own coordinates."""
    inside = [box for box in hit.marks if top <= box[1] and box[3] <= top + STRIP]
    return [{"x": x0, "y": y0 - top, "width": x1 - x0, "height": y1 - y0} for x0, y0, x1, y1 in inside]


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
