# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which words of a page image to mark. Pure."""

from collections.abc import Sequence

from aktei.procedures.search.matching import Matcher

# text, x0, y0, x1, y1; y grows downwards
WordBox = tuple[str, float, float, float, float]


def marks(words: Sequence[WordBox], matcher: Matcher) -> list[int]:
    """The places in `words` that answer the query, both halves of a divided word included.

    Args:
        words: the page's words in reading order, with their boxes.
        matcher: of the query, at the step that answered.

    """
    text, starts = _joined(words)
    found: set[int] = set()
    for match in matcher.matches(text):
        found |= {
            at for at, start in enumerate(starts) if start < match.end and start + len(words[at][0]) > match.start
        }
    return sorted(found)


def _joined(words: Sequence[WordBox]) -> tuple[str, list[int]]:
    """The page's text with a line break wherever a new line begins, and where in it each word starts."""
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for at, word in enumerate(words):
        if at:
            gap = "\n" if _begins_line(words[at - 1], word) else " "
            pieces.append(gap)
            length += 1
        starts.append(length)
        pieces.append(word[0])
        length += len(word[0])
    return "".join(pieces), starts


def _begins_line(before: WordBox, word: WordBox) -> bool:
    return word[1] < before[1] or word[2] > before[4]
