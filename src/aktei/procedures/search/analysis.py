# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How Aktei reads German text for searching: the same for pages, queries, snippets, marks and every engine. Pure.

A page is cut into tokens; each has an exact form, a folded form (names, OCR-tolerant search), a stem, and the
stems of the words it is composed of. Words divided at the end of a line are put together again.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from aktei.procedures.search import folding, joined, numbers
from aktei.procedures.search.compounds import Lexicon, worth_learning

# A change of this number makes every index of an older one out of date.
ANALYSIS_VERSION: Final = 3

# Ein-\nund Ausgang, Müller-\nSchön and 2026-\n42 are not divided; WIDER-\nSPRUCH is, as far as one can tell.
_NO_HALF: Final = (
    r"(?:und|oder|u|o|bzw|beziehungsweise|sowie|als|wie|noch|aber|statt|bis|resp|respektive|and|or|og|eller)\b"
)
NO_HALF: Final = re.compile(_NO_HALF)
"""What follows a hyphen without being the second half of its word."""
_SMALL: Final = rf"(?=[^\W\d_A-ZÀ-ÖØ-Þ])(?!{_NO_HALF})"
_CAPITALS: Final = r"(?<=[A-ZÄÖÜẞ]{2}[-‐‑¬])"
_LINE_END: Final = r"[ \t\u00a0]*\r?\n[ \t\u00a0]*"
# Some repeat the hyphen where the word goes on; ⸗ and = are hyphens of old prints.
_DIVIDED: Final = (
    rf"(?<=[^\W\d_])(?:[-‐‑¬\u00ad⸗]|(?<=[a-zß-öø-ÿ])[–—=]){_LINE_END}[-‐‑]?{_SMALL}"
    rf"|[-‐‑¬]{_CAPITALS}{_LINE_END}(?=[A-ZÄÖÜẞ]{{2}})"
)
_UNSEEN: Final = r"\u200b-\u200d\u2060\ufeff"
_APOSTROPHE: Final = r"['’‘ʼ`´](?=[^\W\d_])"  # O'Neill, d’Arcy, Sa'id
_INSIDE: Final = rf"[\u0300-\u036f]+|[\u00ad{_UNSEEN}]+(?!\s)|{_APOSTROPHE}|{_DIVIDED}"
_WORD: Final = re.compile(rf"[^\W_]+(?:(?:{_INSIDE})[^\W_]*)*")
_HYPHENS: Final = r"-‐‑¬\u00ad–—=⸗"
_DIVISION: Final = re.compile(rf"[{_HYPHENS}]{_LINE_END}[-‐‑]?|[\u00ad{_UNSEEN}]|['’‘ʼ`´]")
_OVERHANG: Final = re.compile(rf"(?:[{_HYPHENS}]{_LINE_END}[-‐‑]?[^{_HYPHENS}\s]*)+")
_LAST_SIGNS: Final = frozenset("-‐‑¬\u00ad–—=⸗")
_DROPPED: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff'’‘ʼ`´"
_PIECES: Final = re.compile(rf"[-‐‑¬]{_LINE_END}(?=[A-ZÄÖÜẞ])|['’‘ʼ`´]")
_CACHED_WORDS: Final = 2**16


@dataclass(frozen=True, slots=True)
class Forms:
    """What one word is found by. `parts` holds stems; `folded` is `exact` itself where they are equal."""

    exact: str
    folded: str
    stem: str
    parts: tuple[str, ...]


class Token(NamedTuple):
    """A word of a text with its place: `text[start:end]`, characters."""

    forms: Forms
    start: int
    end: int


class Half(NamedTuple):
    """`text[start:end]` is one half of a word that is divided between two pages; `sure`: it is no word of its own."""

    start: int
    end: int
    whole: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Streams:
    """A page as an engine takes it: tokens parted by blanks; `numbers` are the keys of what stands in several pieces.

    Positions agree in `exact` and `stems`. `folded` holds only what differs from the exact form, `parts` each once.
    """

    exact: str
    folded: str
    stems: str
    parts: str
    numbers: str


class Analyser:
    """Turns text into tokens by one lexicon; keeps the words it has seen (bounded)."""

    def __init__(self, lexicon: Lexicon | None = None, *, cached_words: int = _CACHED_WORDS) -> None:
        self.lexicon = lexicon or Lexicon()
        self.forms = lru_cache(maxsize=cached_words)(self._forms)

    def _forms(self, raw: str) -> Forms:
        exact = exact_form(raw)
        parts = self.lexicon.parts(exact) if exact.isalpha() else ()
        if not raw.isalnum():  # O'Neill is found as Neill, too, and MÜLLER-\nSCHÖN as Schön
            pieces = [folding.stem(exact_form(piece)) for piece in _PIECES.split(raw) if len(piece) > 2]
            parts = tuple(dict.fromkeys((*parts, *(piece for piece in pieces if piece != folding.stem(exact)))))
        folded = folding.folded(exact)
        return Forms(exact, exact if folded == exact else folded, folding.stem(exact), parts)

    def words(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """The words of a text as they are written, in order, from a place where none goes on; `forms` reads each."""
        return _WORD.finditer(text, start)

    def tokens(self, text: str) -> Iterator[Token]:
        """The words of a text in order, each with its place in it."""
        for match in _WORD.finditer(text):
            yield Token(self.forms(match.group()), match.start(), match.end())

    def halves(self, text: str, halves: Sequence[Half]) -> dict[int, Forms]:
        """Where a word begins that goes on overleaf or came from there → its forms, those of the whole among them."""
        return {half.start: self._half(text, half, halves) for half in halves}

    def _half(self, text: str, half: Half, halves: Sequence[Half]) -> Forms:
        own = self.forms(text[half.start : half.end])
        wholes = [self.forms(one.whole) for one in halves if one.start == half.start]
        if half.sure:
            return replace(wholes[0], parts=tuple(dict.fromkeys((*wholes[0].parts, own.stem, *own.parts))))
        more = (part for whole in wholes for part in (whole.stem, *whole.parts))
        return replace(own, parts=tuple(dict.fromkeys((*own.parts, *more))))

    def streams(self, text: str, halves: Sequence[Half] = ()) -> Streams:
        """The token streams of a page; thousands of pages a second once the words are known."""
        if halves:
            known = self.halves(text, halves)
            forms = [known.get(word.start()) or self.forms(word.group()) for word in _WORD.finditer(text)]
        else:
            forms = [self.forms(raw) for raw in _WORD.findall(text)]
        return Streams(
            " ".join([one.exact for one in forms]),
            " ".join([one.folded for one in forms if one.folded is not one.exact]),
            " ".join([one.stem for one in forms]),
            " ".join({part for one in forms if one.parts for part in one.parts}),
            f"{numbers.keys(text)} {' '.join({self.joined(place.word) for place in joined.places(text)})}".strip(),
        )

    def joined(self, word: str) -> str:
        """The key of a word that may be written in two pieces."""
        return f"+{self.forms(word).stem}"


def word_at(text: str, start: int) -> re.Match[str] | None:
    """The word that begins here."""
    return _WORD.match(text, start)


def is_next(text: str, end: int, start: int) -> bool:
    """Whether the word that begins at `start` is the next one after that which ends at `end`."""
    following = _WORD.search(text, end)
    return following is not None and following.start() == start


def word_until(text: str, end: int) -> tuple[int, int]:
    """Where the word stands that ends here; an empty place if none does."""
    looked_from = text.rfind(" ", 0, end) + 1
    return next((word.span() for word in _WORD.finditer(text, looked_from, end) if word.end() == end), (end, end))


def exact_form(raw: str) -> str:
    """The exact form of a word as it stands in a text, where it may be divided."""
    return folding.exact(raw if raw.isalpha() else _DIVISION.sub("", raw))


def exact_forms(raws: Iterable[str], apart: str) -> str:
    """The exact forms of many words, many times faster than one by one; those of overlong words are not cut.

    Args:
        raws: words as they stand in a text.
        apart: the character that parts their forms; it must not occur in words.

    """
    together = apart.join(raws)
    return folding.spelled(_DIVISION.sub("", together) if _DIVISION.search(together) else together)


def exact_pieces(text: str, apart: str) -> str:
    """The exact form of a whole text, to look for parts of words in it without reading every word.

    What is parted by blanks or line ends stays apart, so that each piece is where it is in the text; a word that goes
    on in the next line stands whole in the piece where it begins, and what follows the hyphen once more in its own.

    Args:
        text: of a page.
        apart: the character that parts the pieces; it must not occur in the text.

    """
    divided = any(line.rstrip()[-1:] in _LAST_SIGNS for line in text.split("\n")[:-1])
    whole = _OVERHANG.sub(lambda found: _DIVISION.sub("", found[0]) + found[0], text) if divided else text
    for sign in _DROPPED:
        whole = whole.replace(sign, "")
    return folding.spelled(whole.replace("\n", apart).replace(" ", apart))


def piece_starts(text: str) -> list[int]:
    """Where the pieces of a text begin that are parted by blanks or line ends, and where the last one ends."""
    return list(accumulate((len(piece) + 1 for piece in text.replace("\n", " ").split(" ")), initial=0))


def vocabulary(texts: Iterable[str]) -> Counter[str]:
    """The words of a sample of pages as they are written, with the pages on which they stand."""
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update(set(_WORD.findall(text)))
    return seen


def learn(written: Mapping[str, int], *, at_least: int = 8) -> frozenset[str]:
    """The words of a vocabulary that may be parts of compounds, for a `Lexicon`."""
    seen: Counter[str] = Counter()
    capitalised: Counter[str] = Counter()
    for raw, pages in written.items():
        word = exact_form(raw)
        seen[word] += pages
        capitalised[word] += pages if raw[:1].isupper() and not raw.isupper() else 0
    return worth_learning(seen, capitalised, at_least=at_least)
