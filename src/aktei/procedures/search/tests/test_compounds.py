# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Compounds of a county's letters are found by their words; simple words are not taken apart."""

from importlib.resources import files

import pytest

from aktei.procedures.search import teaching
from aktei.procedures.search.analysis import Analyser
from aktei.procedures.search.compounds import Lexicon
from aktei.procedures.search.folding import exact, stem


def listed() -> dict[str, list[str]]:
    """Compound → the words that are to find it; none for a simple word."""
    text = files("aktei.procedures.search.tests").joinpath("data/compounds.txt").read_text(encoding="utf-8")
    rows = (line.split(":") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: [] if parts.strip() == "-" else parts.split() for word, parts in rows}


LISTED = listed()
COMPOUNDS = {word: parts for word, parts in LISTED.items() if parts}


def recall(lexicon: Lexicon) -> float:
    analyser = Analyser(lexicon)
    wanted = found = 0
    for word, parts in COMPOUNDS.items():
        tokens = [token.forms for token in analyser.tokens(word)]
        known = {part for forms in tokens for part in (*forms.parts, forms.stem)}
        wanted += len(parts)
        found += sum(stem(exact(part)) in known for part in parts)
    return found / wanted


@pytest.fixture(scope="module")
def taught():
    return Lexicon(teaching.taught(dict.fromkeys(LISTED, 2)))


def test_most_words_find_their_compounds():
    assert recall(Lexicon()) > 0.82


def test_what_the_model_teaches_finds_more_of_them(taught):
    assert recall(taught) > 0.91


def test_simple_words_and_names_stay_whole(taught):
    simple = [word for word, parts in LISTED.items() if not parts]
    assert sum(bool(taught.split(exact(word))) for word in simple) <= 2


def test_the_model_is_asked_only_about_what_the_list_does_not_know(monkeypatch):
    asked = []
    monkeypatch.setattr(teaching, "parts", lambda word: asked.append(word) or [])
    teaching.taught({"Wohngeldbescheid": 9, "Kirmesplatzordnung": 1, "Rübenackerweg": 2, "Haus": 9, "Xy1": 9})
    assert asked == ["Rübenackerweg"]
