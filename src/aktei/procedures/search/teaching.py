# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which words compounds are made of that our own list does not know, by HanTa's model of German. Pure.

The model is asked once for each word of the office's vocabulary, when the index is built anew; what it teaches is kept
with the index, so that no process that searches ever loads it.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from typing import Any, Final

from aktei.procedures.search.compounds import Lexicon
from aktei.procedures.search.folding import exact

_SHORTEST_COMPOUND: Final = 9
_MOST_ASKED: Final = 50_000
"""Words that the model is asked about, a minute or two."""
_BOUND: Final = ("PREF", "PTKVZ", "ADV")
_ENDINGS: Final = ("FUGE", "SUF")
_TAUGHT: Final = ("NN", "ADJ")


@cache
def _model() -> Any:
    return import_module("HanTa.HanoverTagger").HanoverTagger("morphmodel_ger.pgz")


def forget() -> None:
    """Give the model's memory back: it is wanted once in months."""
    _model.cache_clear()


def parts(word: str) -> list[str]:
    """The nouns and adjectives that a written compound consists of, in exact form; none for a simple word."""
    found: list[tuple[str, str]] = []
    for piece, tag in _model().analyze(word, taglevel=3)[1]:
        if tag.startswith(_ENDINGS):
            continue
        if found and found[-1][1].startswith(_BOUND):
            found[-1] = (found[-1][0] + piece, tag)
        else:
            found.append((piece, tag))
    # A variant (auszüg, häus) is no word of its own.
    return (
        [exact(piece) for piece, tag in found if tag.startswith(_TAUGHT) and "VAR" not in tag] if len(found) > 1 else []
    )


def taught(vocabulary: Mapping[str, int], *, at_least: int = 2) -> frozenset[str]:
    """The words to add to the lexicon.

    Args:
        vocabulary: word as written → pages on which it stands. What stands on fewer than `at_least` may be misread.
        at_least: that number.

    """
    lexicon = Lexicon()
    unknown = (
        word
        for word, pages in sorted(vocabulary.items(), key=lambda one: -one[1])
        if pages >= at_least and len(word) >= _SHORTEST_COMPOUND and word.isalpha() and not lexicon.split(exact(word))
    )
    return frozenset(part for word in _first(unknown) for part in parts(word))


def _first(words: Iterable[str]) -> Iterable[str]:
    return (word for word, _ in zip(words, range(_MOST_ASKED), strict=False))
