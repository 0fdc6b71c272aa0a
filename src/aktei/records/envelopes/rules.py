# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a consignment stands, by what its documents say."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aktei.base.refusals import Refusal
from aktei.records.envelopes import refusals

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


MOST_PARTS = 500
"""So many documents are made of one at once."""
_ONE = re.compile(r"\s*(\d{1,6})\s*")
_FROM_TO = re.compile(r"\s*(\d{1,6})\s*(?:[-–—]|bis)\s*(\d{1,6})\s*")

Span = tuple[int, int]
"""First and last page, counted from 1, both included."""


@dataclass(frozen=True)
class Dividing:
    """What the rules need to know of a document that is to be divided."""

    waits: bool
    is_read: bool
    files: int
    pages: int


def spans_of(texts: Iterable[str]) -> tuple[list[Span], list[Refusal]]:
    """The pages that people name: `3`, `3-5`, `3 bis 5`; and what of it names none."""
    spans, wrong = [], []
    for text in texts:
        if found := _ONE.fullmatch(text):
            spans.append((int(found[1]), int(found[1])))
        elif found := _FROM_TO.fullmatch(text):
            spans.append((int(found[1]), int(found[2])))
        else:
            wrong.append(refusals.NO_PAGES_MEANT(text=text.strip()[:40]))
    return spans, wrong


def objections_to_dividing(now: Dividing, parts: Sequence[Span] | None = None) -> list[Refusal]:
    """Why a document may not be divided into these parts, or at all: each page has to be in exactly one of them."""
    reasons = _objections_to_any(now)
    return reasons if parts is None or reasons else _objections_to_parts(parts, now.pages)


def _objections_to_any(now: Dividing) -> list[Refusal]:
    reasons = []
    if not now.waits:
        reasons.append(refusals.NOT_DIVIDED_IN_A_DOSSIER())
    if not now.is_read:
        reasons.append(refusals.NOT_READ_YET())
    if now.files != 1:
        reasons.append(refusals.SEVERAL_FILES())
    if now.is_read and now.pages < 2:
        reasons.append(refusals.ONE_PAGE_ONLY())
    return reasons


def _objections_to_parts(parts: Sequence[Span], pages: int) -> list[Refusal]:
    reasons = []
    if len(parts) < 2:
        return [refusals.TOO_FEW_PARTS()]
    if len(parts) > MOST_PARTS:
        return [refusals.TOO_MANY_PARTS(most=MOST_PARTS)]
    outside = [
        refusals.NO_SUCH_PAGES(first=first, last=last, count=pages)
        for first, last in parts
        if not 1 <= first <= last <= pages
    ]
    if outside:
        return outside
    named = Counter(page for first, last in parts for page in range(first, last + 1))
    if twice := [page for page, times in named.items() if times > 1]:
        reasons.append(refusals.PAGES_TWICE(pages=pages_text(twice)))
    if left := set(range(1, pages + 1)) - set(named):
        reasons.append(refusals.PAGES_LEFT_OVER(pages=pages_text(left)))
    return reasons


def pages_text(pages: Iterable[int]) -> str:
    """Numbers of pages as people write them: `1, 4–6`."""
    spans: list[list[int]] = []
    for page in sorted(pages):
        if spans and spans[-1][1] == page - 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)
