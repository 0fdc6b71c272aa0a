# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which words of a page image to mark. Pure."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from aktei.procedures.search.matching import Match


class WordBox(NamedTuple):
    """A word on a page with its box; y grows downwards."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


def text_of(words: Sequence[WordBox]) -> str:
    """The page's text: words parted by a blank, lines by a line break."""
    pieces: list[str] = []
    for at, word in enumerate(words):
        if at:
            pieces.append("\n" if _begins_line(words[at - 1], word) else " ")
        pieces.append(word.text)
    return "".join(pieces)


def marks(lengths: Iterable[int], matches: Sequence[Match]) -> list[int]:
    """Which words answer the query, both halves of a divided word included.

    Args:
        lengths: of the page's words in characters; in its text, one character parts each from the next.
        matches: where that text answers the query.

    """
    found: list[int] = []
    remaining = iter(matches)
    match = next(remaining, None)
    start = 0
    for at, end in enumerate(accumulate(lengths, lambda before, length: before + 1 + length)):
        while match and match.end <= start:
            match = next(remaining, None)
        if match is None:
            break
        if match.start < end:
            found.append(at)
        start = end + 1
    return found


def _begins_line(before: WordBox, word: WordBox) -> bool:
    return word.x0 < before.x0 or word.y0 > before.y1
