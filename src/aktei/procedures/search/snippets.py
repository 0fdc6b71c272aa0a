# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The few words around a hit, made from the page's own text. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from aktei.procedures.search.matching import Match

_LENGTH: Final = 240
_DIVISION: Final = re.compile(r"(?<=\w)[-‐‑¬\u00ad–—][ \t]*\r?\n[ \t]*(?=[a-zß-öø-ÿ])|\u00ad")
_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class SnippetPiece:
    """A stretch of a snippet, marked if it answers the query."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """Stretches to be shown one after the other; `before` and `after` tell that the page goes on there."""

    pieces: tuple[SnippetPiece, ...]
    before: bool
    after: bool

    def __str__(self) -> str:
        """The snippet as plain text, with … where the page goes on."""
        text = "".join(piece.text for piece in self.pieces)
        return f"{'… ' if self.before else ''}{text}{' …' if self.after else ''}"


def snippet(text: str, matches: Sequence[Match], *, length: int = _LENGTH) -> Snippet:
    """The stretch of a page that answers most of the query; its beginning if nothing on it does.

    Args:
        text: the page's text.
        matches: where it answers the query.
        length: wished length in characters; words are not cut.

    """
    start, end = _window(text, matches, length)
    pieces: list[SnippetPiece] = []
    at = start
    for match in matches:
        if match.start >= start and match.end <= end:
            pieces += [_piece(text[at : match.start], marked=False), _piece(text[match.start : match.end], marked=True)]
            at = match.end
    pieces.append(_piece(text[at:end], marked=False))
    shown = tuple(piece for piece in pieces if piece.text)
    return Snippet(shown, bool(text[:start].strip()), bool(text[end:].strip()))


def _piece(text: str, *, marked: bool) -> SnippetPiece:
    return SnippetPiece(_BLANKS.sub(" ", _DIVISION.sub("", text)), marked)


def _window(text: str, matches: Sequence[Match], length: int) -> tuple[int, int]:
    if not matches:
        return 0, _to_blank(text, min(length, len(text)), forward=True)
    best = max(matches, key=lambda first: (_clauses_within(matches, first.start, length), -first.start))
    start = _to_blank(text, max(0, best.start - length // 4), forward=False)
    return start, max(best.end, _to_blank(text, min(start + length, len(text)), forward=True))


def _clauses_within(matches: Sequence[Match], start: int, length: int) -> tuple[int, int]:
    inside = [match.clause for match in matches if start <= match.start and match.end <= start + length * 3 // 4]
    return len(set(inside)), len(inside)


def _to_blank(text: str, at: int, *, forward: bool) -> int:
    """The nearest edge of a word, but not far away: some pages have no blanks."""
    for moved in range(40):
        place = at + moved if forward else at - moved
        if place <= 0:
            return 0
        if place >= len(text):
            return len(text)
        if text[place - 1 if not forward else place].isspace():
            return place
    return at
