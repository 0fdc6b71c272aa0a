# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the words of a query stand on pages, divided words included: neighbours are asked only where it is worth it."""

from collections.abc import Iterator, Mapping
from typing import Final
from uuid import UUID

from django.db.models.functions import Left, Right

from aktei.base.acts.actor import Actor
from aktei.procedures.search.analysis import Half
from aktei.procedures.search.matching import Match, Matcher
from aktei.procedures.search.page_ends import LOOKED_AT, across, beginnings, may_go_on
from aktei.records.documents.queries import documents

_MACHINERY: Final = Actor.system("search")

Leaf = tuple[UUID, int]
"""A document and the number of one of its pages."""


def matches_on(texts: Mapping[Leaf, str], matcher: Matcher) -> dict[Leaf, list[Match]]:
    """All places on these pages, which the caller may show; at most one query."""
    found = {leaf: matcher.matches(text) for leaf, text in texts.items()}
    for leaf, halves in _halves(texts, found, matcher).items():
        if halves:
            found[leaf] = matcher.matches(texts[leaf], halves)
    return found


def halves_of(document: UUID, number: int, text: str) -> tuple[Half, ...]:
    """The words of a page that are divided between it and a neighbour; at most one query."""
    neighbours = [(document, number - 1)] if beginnings(text) else []
    neighbours += [(document, number + 1)] if may_go_on(text) else []
    return _between((document, number), text, _ends(neighbours))


def _halves(
    texts: Mapping[Leaf, str], found: Mapping[Leaf, list[Match]], matcher: Matcher
) -> dict[Leaf, tuple[Half, ...]]:
    wanted = [
        neighbour
        for leaf, text in texts.items()
        for neighbour in _worth_asking(leaf, text, matcher, complete=matcher.is_answered_by(found[leaf]))
    ]
    ends = _ends(wanted)
    return {leaf: _between(leaf, text, ends) for leaf, text in texts.items()} if ends else {}


def _worth_asking(leaf: Leaf, text: str, matcher: Matcher, *, complete: bool) -> Iterator[Leaf]:
    document, number = leaf
    if may_go_on(text):
        yield document, number + 1
    if number > 1 and any(not complete or matcher.may_match(word) for word in beginnings(text)):
        yield document, number - 1


def _ends(leaves: list[Leaf]) -> dict[Leaf, str]:
    """What stands at both ends of these pages."""
    if not leaves:
        return {}
    rows = documents(_MACHINERY).filter(
        id__in={document for document, _ in leaves}, current__pages__number__in={number for _, number in leaves}
    )
    ends = rows.annotate(top=Left("current__pages__text", LOOKED_AT), end=Right("current__pages__text", LOOKED_AT))
    return {
        (document, number): top if len(top) < LOOKED_AT else f"{top}\n{end}"
        for document, number, top, end in ends.values_list("id", "current__pages__number", "top", "end")
    }


def _between(leaf: Leaf, text: str, ends: Mapping[Leaf, str]) -> tuple[Half, ...]:
    document, number = leaf
    before, after = ends.get((document, number - 1)), ends.get((document, number + 1))
    return (*(across(before, text)[1] if before else ()), *(across(text, after)[0] if after else ()))
