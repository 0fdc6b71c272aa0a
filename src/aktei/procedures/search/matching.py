# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where on a page the words of a query stand: by the same forms the engine looks them up with. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from aktei.procedures.search.analysis import Analyser, Forms, Token
from aktei.procedures.search.folding import ocr_readings
from aktei.procedures.search.query import Clause, Either, Phrase, Prefix, Query, Word
from aktei.procedures.search.wanted import Step, constituents, effective, may_be_similar, prefix_forms

Test = Callable[[Forms], bool]


@dataclass(frozen=True, slots=True)
class Match:
    """`text[start:end]` answers the clause with this number."""

    start: int
    end: int
    clause: int


class Matcher:
    """Finds the places of one query in any number of texts."""

    def __init__(self, query: Query, analyser: Analyser, step: Step) -> None:
        self._analyser = analyser
        self._step = step
        self._clauses = effective(query).clauses

    def matches(self, text: str) -> list[Match]:
        """All places in order; where the word itself stands, wider readings of it are not looked for."""
        tokens = list(self._analyser.tokens(text))
        found = {(at, number) for number, clause in enumerate(self._clauses) for at in self._places(clause, tokens)}
        first_clause: dict[int, int] = {}
        for at, number in sorted(found):
            first_clause.setdefault(at, number)
        return [Match(tokens[at].start, tokens[at].end, number) for at, number in sorted(first_clause.items())]

    def _places(self, clause: Clause, tokens: list[Token]) -> set[int]:
        match clause:
            case Word(text):
                return self._word(self._analyser.forms(text), tokens)
            case Phrase(words):
                return self._phrase([self._analyser.forms(word) for word in words], tokens)
            case Prefix(text):
                return _where(self._begins(text), tokens)
            case Either(options):
                return set().union(*(self._places(option, tokens) for option in options))

    def _word(self, wanted: Forms, tokens: list[Token]) -> set[int]:
        for test in self._tests(wanted):
            places = _where(test, tokens)
            if places:
                return places
        return set()

    def _tests(self, wanted: Forms) -> list[Test]:
        """From narrow to wide."""
        if self._step is Step.WORDS:
            return [lambda seen: seen.folded == wanted.folded]
        tests: list[Test] = [
            lambda seen: seen.folded == wanted.folded or seen.stem == wanted.stem or wanted.stem in seen.parts
        ]
        said = frozenset(constituents(self._analyser, wanted))
        if said:
            tests.append(lambda seen: seen.stem in said or not said.isdisjoint(seen.parts))
        if self._step is Step.SIMILAR and may_be_similar(wanted):
            readings = frozenset(ocr_readings(wanted.folded))
            tests.append(lambda seen: seen.folded in readings or _near(seen.folded, wanted.folded))
        return tests

    def _phrase(self, wanted: list[Forms], tokens: list[Token]) -> set[int]:
        places = _runs([word.exact for word in wanted], [token.forms.exact for token in tokens])
        if not places and self._step is not Step.WORDS:
            places = _runs([word.stem for word in wanted], [token.forms.stem for token in tokens])
        if not places and self._step is Step.SIMILAR:
            places = set().union(*(self._word(word, tokens) for word in wanted))
        return places

    def _begins(self, text: str) -> Test:
        exact, folded = prefix_forms(text)
        if folded is None or self._step is Step.WORDS:
            return lambda seen: seen.exact.startswith(exact)
        return lambda seen: seen.exact.startswith(exact) or seen.folded.startswith(folded)


def _where(test: Test, tokens: list[Token]) -> set[int]:
    return {at for at, token in enumerate(tokens) if test(token.forms)}


def _runs(wanted: list[str], seen: list[str]) -> set[int]:
    length = len(wanted)
    starts = [at for at, word in enumerate(seen) if word == wanted[0] and seen[at : at + length] == wanted]
    return {place for start in starts for place in range(start, start + length)}


def _near(seen: str, wanted: str) -> bool:
    return abs(len(seen) - len(wanted)) < 2 and OSA.distance(seen, wanted, score_cutoff=1) < 2
