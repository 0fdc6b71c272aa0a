# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which words a German compound is made of: an own list, enlarged by what the indexed pages teach. Pure."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from aktei.procedures.search.folding import exact, stem
from aktei.procedures.search.wordlists import words

_SHORTEST_COMPOUND: Final = 7
_LONGEST_PART: Final = 20
_MOST_PARTS: Final = 5
_LONGEST_LEARNED: Final = 16
_SHORT_PARTS: Final = frozenset(words("short_parts"))
_LINKS: Final = ("", "s", "n", "en", "es", "er", "e", "ns")
_ENDINGS: Final = ("", "e", "en", "n", "s", "es", "er", "ern", "em", "innen", "in", "nen", "se", "sen")
_UMLAUT_ENDINGS: Final = ("", "e", "en", "er", "ern", "n")
_UMLAUT_LINKS: Final = ("e", "er", "")
_LAST_VOWEL: Final = re.compile(r"(au|[aou])(?=[^aeiou]*(?:e[rl]?)?$)")


class Lexicon:
    """The words that may be parts of a compound.

    Attributes:
        learned: words in exact form that came from indexed pages, beside the list that Aktei brings along.

    """

    def __init__(self, learned: Iterable[str] = ()) -> None:
        self._words: set[str] = set()
        self._heads: dict[str, str] = {}
        self._modifiers: dict[str, str] = {}
        for word in words("first_parts"):
            self._add_modifiers(exact(word))
        for word in words("words"):
            self._add(exact(word))
        self._inside: dict[str, tuple[str, ...]] = {}
        self.learned = frozenset(word for word in learned if self._worth_learning(word))
        for word in self.learned:
            self._add(word)

    def _add(self, word: str) -> None:
        self._words.add(word)
        if len(word) < 4 and word not in _SHORT_PARTS:
            return
        for form in (word, _umlauted(word)):
            for ending in _ENDINGS if form == word else _UMLAUT_ENDINGS:
                self._heads.setdefault(form + ending, word)
        # A word's own form beats an inflection of another one.
        self._heads[word] = word
        self._add_modifiers(word)

    def _add_modifiers(self, word: str) -> None:
        for link in _LINKS:
            self._modifiers.setdefault(word + link, word)
        for link in _UMLAUT_LINKS:
            self._modifiers.setdefault(_umlauted(word) + link, word)
        if word.endswith("e") and len(word) > 4:  # Schule → Schul-amt, Hilfe → Hilf-s-mittel
            self._modifiers.setdefault(word[:-1], word)
            self._modifiers.setdefault(word[:-1] + "s", word)
        self._modifiers[word] = word

    def _worth_learning(self, word: str) -> bool:
        return 4 < len(word) <= _LONGEST_LEARNED and word.isalpha() and word not in self._words and not self.split(word)

    def split(self, word: str) -> tuple[str, ...]:
        """The surface parts of a compound in exact form; empty if it is none.

        A link stays with the part before it. Fewest parts win, then the longest last part: it carries the meaning.
        """
        return self._split(word, _MOST_PARTS) or () if len(word) >= _SHORTEST_COMPOUND else ()

    def _split(self, word: str, parts_left: int) -> tuple[str, ...] | None:
        best: tuple[str, ...] | None = None
        for cut in range(3, len(word) - 2):
            head = word[cut:]
            if len(head) > _LONGEST_PART or head not in self._heads:
                continue
            front = self._front(word[:cut], parts_left - 1)
            if front is not None and (best is None or len(front) + 1 < len(best)):
                best = (*front, head)
        return best

    def _front(self, rest: str, parts_left: int) -> tuple[str, ...] | None:
        if parts_left < 1:
            return None
        if rest in self._modifiers:
            return (rest,)
        best: tuple[str, ...] | None = None
        for cut in range(3, len(rest) - 2):
            last = rest[cut:]
            if last not in self._modifiers:
                continue
            front = self._front(rest[:cut], parts_left - 1)
            if front is not None and (best is None or len(front) + 1 < len(best)):
                best = (*front, last)
        return best

    def parts(self, word: str) -> tuple[str, ...]:
        """The stems of everything a compound contains, itself excepted: its words and every run of them.

        `wohngeldbescheide` → wohngeld, wohn, geld, bescheid, geldbescheid.
        """
        pieces = self._finest(self.split(word))
        if not pieces:
            return ()
        found: dict[str, None] = {}
        for first in range(len(pieces)):
            for last in range(first, len(pieces)):
                if last - first + 1 < len(pieces):
                    found.setdefault(self._stem_of_run(pieces, first, last))
        found.pop(stem(word), None)
        return tuple(found)

    def constituents(self, word: str) -> tuple[str, ...]:
        """The stems of the fewest words that say the same: `wohngeldbescheid` → wohngeld, bescheid."""
        pieces = self.split(word)
        return tuple(self._stem_of_run(pieces, at, at) for at in range(len(pieces)))

    def _finest(self, pieces: tuple[str, ...]) -> tuple[str, ...]:
        """Replace parts that are compounds themselves by their own parts."""
        finest: list[str] = []
        for at, piece in enumerate(pieces):
            base = (self._heads if at == len(pieces) - 1 else self._modifiers)[piece]
            smaller = self._inside_of(base) if piece.startswith(base) else ()
            finest += [*smaller[:-1], smaller[-1] + piece[len(base) :]] if smaller else [piece]
        return tuple(finest)

    def _inside_of(self, listed: str) -> tuple[str, ...]:
        """The finest parts of a listed word; worked out once, as there are only some thousands."""
        found = self._inside.get(listed)
        if found is None:
            found = self._inside[listed] = self._finest(self.split(listed))
        return found

    def _stem_of_run(self, pieces: tuple[str, ...], first: int, last: int) -> str:
        """A part inside the word stands for its base word, the last one for its own inflected form."""
        before, piece = "".join(pieces[first:last]), pieces[last]
        if last < len(pieces) - 1:
            return stem(before + self._modifiers.get(piece, piece))
        return stem(before + self._heads.get(piece, piece))


def _umlauted(word: str) -> str:
    """The word as in most plurals with umlaut: Auszug → Auszüge, Haus → Häuser; itself if its vowel has none."""
    return _LAST_VOWEL.sub(lambda vowel: "aeu" if vowel.group() == "au" else vowel.group() + "e", word, count=1)


def worth_learning(seen: Mapping[str, int], capitalised: Mapping[str, int], *, at_least: int = 8) -> frozenset[str]:
    """Choose from a sample of pages the words to learn.

    Args:
        seen: exact form → pages of the sample on which it stands.
        capitalised: exact form → on how many of them it began with a capital letter, as nouns do.
        at_least: words on fewer pages are left out, OCR errors among them.

    """
    return frozenset(
        word
        for word, count in seen.items()
        if count >= at_least and 4 < len(word) <= 12 and word.isalpha() and capitalised.get(word, 0) >= 0.9 * count
    )
