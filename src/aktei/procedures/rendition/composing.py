# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text as its writer meant it, where a program set it in pieces: accents apart from letters, words letter by letter."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from aktei.procedures.rendition.words import Word

Edges = tuple[float, float, float, float]
"""Left, bottom, right, top."""

# Accents that stand for themselves → what they put on a letter. Those of plain typing last: they are used otherwise.
_ACCENTS: Final = {
    "¨": "\u0308", "´": "\u0301", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c", "˘": "\u0306", "˙": "\u0307",
    "˚": "\u030a", "¸": "\u0327", "˛": "\u0328", "˝": "\u030b", "¯": "\u0304", "ˉ": "\u0304", "ˊ": "\u0301",
    "ˋ": "\u0300", "°": "\u030a", "`": "\u0300", "^": "\u0302", "~": "\u0303", '"': "\u0308",
}  # fmt: skip
_ACCENT: Final = re.compile(f"[{re.escape(''.join(_ACCENTS))}\u0300-\u0338]")
_BLANKS: Final = " \u00a0\r\n"
"""Also the ends of lines: a raised accent seems to stand on a line of its own."""
_DOTLESS: Final = {"ı": "i", "ȷ": "j"}

_LETTER_GAP: Final = 0.3
"""Between letters of one word there is less room than this share of their height; between words, more."""
_FEWEST, _FEWEST_CAPITALS, _FEWEST_KINDS = 4, 5, 3
_WORD_GAP: Final = 1.55
"""A gap this many times as wide as usual in a spaced run parts words."""
_PIECE: Final = re.compile(r"[(\[„“»«‚\"']?(?:[^\W\d_]|sch|ch|ck|tz|st|ff|fi|fl)[.,;:!?)\]“”«»‘\"']*|-")
"""One letter, or a few that spaced setting keeps together, with the punctuation at it."""
_PUNCTUATION: Final = "()[]„“”»«‚‘\"'.,;:!?"
_ONE_WORD: Final = re.compile(r"[^\W\d_]?[^\W\d_A-ZÄÖÜ]+|[A-ZÄÖÜẞ]+")


def composed(text: str, edges: Callable[[int], Edges]) -> str:
    """The text with accents put on the letters they stand over; of the same length, NUL where something fell away.

    Args:
        text: a page's text, one character for each of the page's.
        edges: the box of the character with this number.

    """
    if not _ACCENT.search(text):
        return text
    signs = list(text)
    for match in _ACCENT.finditer(text):
        at = match.start()
        if signs[at] == "\0":
            continue
        for step in (1, -1):  # before its letter as TeX sets it, or after
            letter = at + step
            while 0 <= letter < len(signs) and signs[letter] in f"{_BLANKS}\0":
                letter += step
            whole = _together(signs, at, letter)
            if whole and _stands_over(edges(at), edges(letter), combining="\u0300" <= signs[at] <= "\u0338"):
                signs[letter] = whole
                for between in range(min(at, letter), max(at, letter)):
                    signs[between + (step < 0)] = "\0"
                _close_gaps(signs, min(at, letter), max(at, letter), edges(letter), edges)
                break
    return "".join(signs)


def _close_gaps(signs: list[str], first: int, last: int, letter: Edges, edges: Callable[[int], Edges]) -> None:
    """Take out the blanks beside a letter that are there only because the pen went back to set its accent."""
    for at, step in ((first, -1), (last, 1)):
        other = at + step
        while 0 <= other < len(signs) and signs[other] in f"{_BLANKS}\0":
            other += step
        if not 0 <= other < len(signs):
            continue
        left, right = (edges(other), letter) if step < 0 else (letter, edges(other))
        height = max(letter[3] - letter[1], right[3] - right[1])
        level = min(left[3], right[3]) - max(left[1], right[1]) > 0
        if level and abs(right[0] - left[2]) < _LETTER_GAP * height:
            for blank in range(min(at, other) + 1, max(at, other)):
                signs[blank] = "\0"


def _together(signs: list[str], accent: int, letter: int) -> str | None:
    """The one character that letter and accent make; None if there is none."""
    if not 0 <= letter < len(signs) or not signs[letter].isalpha():
        return None
    base = _DOTLESS.get(signs[letter], signs[letter])
    whole = unicodedata.normalize("NFC", base + _ACCENTS.get(signs[accent], signs[accent]))
    return whole if len(whole) == 1 else None


def _stands_over(accent: Edges, letter: Edges, *, combining: bool) -> bool:
    """Whether the middle of the accent lies within the letter's width, on the same line."""
    across, up = (accent[0] + accent[2]) / 2, (accent[1] + accent[3]) / 2
    width, height = letter[2] - letter[0], letter[3] - letter[1]
    slack = 0.6 * width if combining else 0.0  # those are often set without a width of their own
    slack = max(slack, 0.15 * height - width / 2)  # an i is narrower than what stands over it
    beside = letter[0] - slack <= across <= letter[2] + slack
    return beside and letter[1] - 0.6 * height <= up <= letter[3] + 0.9 * height


def closed_up(words: Sequence[Word]) -> list[Word]:
    """The words of a page, those that were set letter by letter (S p e r r s a t z) put together."""
    found: list[Word] = []
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and words[end].line == words[at].line and _PIECE.fullmatch(words[end].text):
            end += 1
        found += _read_run(words[at:end])
        if end == at:
            found.append(words[at])
        at = max(end, at + 1)
    return found


def _read_run(run: Sequence[Word]) -> list[Word]:
    """Pieces of one line as words; left as they are if they are none: `A B C D`, `x x x x`."""
    if len(run) < _FEWEST:
        return list(run)
    gaps = [after.x0 - before.x1 for before, after in pairwise(run)]
    usual = median(gaps)
    if usual < 0 or min(gaps) < -usual - 5:
        return list(run)  # not from left to right
    groups: list[list[Word]] = [[run[0]]]
    for gap, piece in zip(gaps, run[1:], strict=True):
        last = groups[-1][-1].text
        begins = (piece.text[0].isupper() and last[-1].islower()) or last[-1] in _PUNCTUATION
        if begins or gap > _WORD_GAP * max(usual, 5):
            groups.append([])
        groups[-1].append(piece)
    if not any(_is_spaced_word(group) for group in groups):
        return list(run)
    return [word for group in groups for word in (_joined(group) if _may_join(group) else group)]


def _is_spaced_word(group: Sequence[Word]) -> bool:
    """Whether these letters can only be one word: long enough, not one letter again and again, not the alphabet."""
    letters = "".join(_parts(group))
    if not _may_join(group) or len(set(letters.lower())) < _FEWEST_KINDS:
        return False
    in_order = sum(ord(after) - ord(before) == 1 for before, after in pairwise(letters))
    fewest = _FEWEST_CAPITALS if letters.isupper() else _FEWEST
    return len(letters) >= fewest and in_order < len(letters) // 2


def _may_join(group: Sequence[Word]) -> bool:
    """Beside a spaced word, shorter ones are spaced, too: `i m  N a m e n`."""
    return len(group) > 1 and all(_ONE_WORD.fullmatch(part) for part in _parts(group))


def _parts(group: Sequence[Word]) -> list[str]:
    """The letters alone, parted by hyphens."""
    return "".join(piece.text for piece in group).strip(_PUNCTUATION).split("-")


def _joined(group: Sequence[Word]) -> list[Word]:
    text = "".join(piece.text for piece in group)
    left, top = min(piece.x0 for piece in group), min(piece.y0 for piece in group)
    right, bottom = max(piece.x1 for piece in group), max(piece.y1 for piece in group)
    return [Word(text, left, top, right, bottom, group[0].line)]
