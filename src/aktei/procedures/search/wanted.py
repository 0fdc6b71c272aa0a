# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a query asks of single words. Pure.

Shared by engines and by the marking of hits, so that what is found is what is marked.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import Final

from rapidfuzz.distance import OSA

from aktei.procedures.search import folding
from aktei.procedures.search.analysis import Analyser, Forms
from aktei.procedures.search.query import Clause, Either, Every, Number, Phrase, Query, Word
from aktei.procedures.search.wordlists import words

FUNCTION_WORDS: Final = frozenset(words("function_words"))
_FOLDED_FUNCTION_WORDS: Final = frozenset(map(folding.folded, FUNCTION_WORDS))
_REFERENCE_PART: Final = re.compile(r"[^\W_]+")
_SHORT_YEAR: Final = re.compile(r"(?<=[-–‑−/.\s])\d\d(?=\s*[/-]\s*\d+\s*$)")
_SHORTEST_SIMILAR: Final = 4
_SIGNS: Final = {"*": ".*", "?": "..?"}


class Step(StrEnum):
    """How widely was searched; each step contains the one before."""

    WORDS = "words"
    FORMS = "forms"
    SIMILAR = "similar"

    @property
    def wider(self) -> "Step | None":
        """The next wider step."""
        following = list(Step)[list(Step).index(self) + 1 :]
        return following[0] if following else None


def effective(query: Query) -> Query:
    """The query without *der, und, für …*, as long as other words remain: they say nothing about a page."""
    telling = tuple(clause for clause in query.clauses if not _is_function_word(clause))
    return replace(query, clauses=telling) if telling else query


def _is_function_word(clause: Clause) -> bool:
    return isinstance(clause, Word) and folding.exact(clause.text) in FUNCTION_WORDS


def constituents(analyser: Analyser, forms: Forms) -> tuple[str, ...]:
    """The stems that together say what a compound says; empty for a simple word."""
    return analyser.lexicon.constituents(forms.exact) if forms.parts else ()


def may_be_similar(forms: Forms) -> bool:
    """Whether similar spellings are worth trying: not for short words, nor for numbers: every digit counts."""
    return len(forms.folded) >= _SHORTEST_SIMILAR and not forms.folded.isdigit()


@lru_cache(maxsize=1024)
def confusable(word: str) -> frozenset[str]:
    """The function words one letter off a folded word: they are read right on every page, and meant on none."""
    return frozenset(each for each in _FOLDED_FUNCTION_WORDS if OSA.distance(each, word, score_cutoff=1) == 1)


@lru_cache(maxsize=1024)
def near_pattern(word: str) -> str | None:
    """A regular expression for all that is one letter off a word but no function word; None if none is near."""
    unwanted = confusable(word)
    if not unwanted:
        return None
    ways = [f"{word[:at]}{word[at + 1 :]}" for at in range(len(word))]
    ways += [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
    patterns = [re.escape(way) for way in dict.fromkeys(ways) if way not in unwanted]
    for at in range(len(word) + 1):
        patterns.append(_one_letter(word[:at], word[at:], unwanted))
        if at < len(word):
            patterns.append(_one_letter(word[:at], word[at + 1 :], unwanted))
    return "|".join(patterns)


def _one_letter(before: str, after: str, unwanted: frozenset[str]) -> str:
    letters = {
        word[len(before)]
        for word in unwanted
        if len(word) == len(before) + 1 + len(after) and word.startswith(before) and word.endswith(after)
    }
    letter = f"[^{''.join(sorted(letters))}]" if letters else "."
    return re.escape(before) + letter + re.escape(after)


def has_similar(analyser: Analyser, clause: Clause) -> bool:
    """Whether similar spellings can find anything that the narrower steps do not: no beginnings, no numbers."""
    match clause:
        case Word(text):
            return may_be_similar(analyser.forms(text))
        case Phrase(words):
            return not any(word.isdigit() for word in words)
        case Either(options) | Every(options):
            return any(has_similar(analyser, option) for option in options)
        case Number(_, inner):
            return has_similar(analyser, inner)
        case _:
            return False


def prefix_forms(text: str) -> tuple[str, str | None]:
    """A prefix in exact and folded spelling; no folded one where its end may or may not be an umlaut."""
    exact = folding.exact(text)
    return exact, None if exact.endswith(("ae", "oe", "ue")) else folding.folded(exact)


def pattern_forms(text: str) -> tuple[str, str]:
    """Regular expressions for the exact and the folded forms of words like this; a sign may stand for an umlaut."""

    def read(fold: Callable[[str], str]) -> str:
        return "".join(_SIGNS.get(piece) or re.escape(fold(piece)) for piece in re.split(r"([*?])", text))

    return read(folding.exact), read(lambda piece: folding.folded(folding.exact(piece)))


def reference_parts(reference: str, *, zeros: bool = False) -> tuple[str, ...]:
    """`50.30-2026/00042` → 50, 30, 2026, 42: separators do not matter, leading zeros only if asked for."""
    found = (folding.exact(part) for part in _REFERENCE_PART.findall(reference))
    return tuple(part if zeros else part.lstrip("0") or "0" for part in found)


def reference_terms(reference: str) -> frozenset[str]:
    """Every run of neighbouring parts, so that `2026/42` and `50.30` find `50.30-2026/00042`."""
    parts = reference_parts(reference)
    runs = frozenset(run for at in range(len(parts)) for run in accumulate(parts[at:], lambda a, b: f"{a}-{b}"))
    return runs | reference_joined(reference)


def reference_joined(reference: str) -> frozenset[str]:
    """A whole reference without anything between its parts, with leading zeros and without."""
    return frozenset("".join(reference_parts(reference, zeros=zeros)) for zeros in (True, False))


def with_whole_year(reference: str) -> str:
    """`50.30-26/2` → `50.30-2026/2`: the year before the number may be written in two digits."""
    return _SHORT_YEAR.sub(lambda year: f"{'20' if year.group() < '70' else '19'}{year.group()}", reference)


def reference_key(reference: str, *, zeros: bool = False) -> str:
    """The term to look up for a whole or partial reference."""
    return "-".join(reference_parts(reference, zeros=zeros))
