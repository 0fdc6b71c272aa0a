# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where on a page the words of a query stand: by the same forms the engine looks them up with. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from aktei.procedures.search import folding, joined, numbers
from aktei.procedures.search.analysis import (
    Analyser,
    Forms,
    Half,
    exact_form,
    exact_forms,
    exact_pieces,
    is_next,
    piece_starts,
    word_at,
)
from aktei.procedures.search.folding import ocr_readings
from aktei.procedures.search.query import Clause, Either, Every, Number, Pattern, Phrase, Prefix, Query, Word, words_of
from aktei.procedures.search.wanted import (
    Step,
    confusable,
    constituents,
    effective,
    may_be_similar,
    pattern_forms,
    prefix_forms,
)

Test = Callable[[Forms], bool]

_REMEMBERED_WORDS: Final = 20_000
_HINT: Final = 3
_TELLING: Final = 4
_APART: Final = "\0"


@dataclass(frozen=True, slots=True)
class Match:
    """`text[start:end]` answers the clause with this number."""

    start: int
    end: int
    clause: int


class _Seen(NamedTuple):
    """A word of the text that passed tests: a bit for each."""

    start: int
    end: int
    passed: int


Words = dict[int, _Seen]
"""By a number that is one higher for a word that directly follows; words that passed nothing are missing."""
Finder = Callable[[Words], set[int]]
"""Finds the numbers of the words that answer one clause."""


class Matcher:
    """Finds the places of one query in any number of texts; most words cost it one look-up."""

    def __init__(self, query: Query, analyser: Analyser, step: Step) -> None:
        self.analyser = analyser
        self._step = step
        self._tests: list[Test] = []
        self._hints: set[str] = set()
        self._spellings: set[str] = set()
        self._passed: dict[str, int] = {}
        clauses = effective(query).clauses
        self._finders = [self._finder(clause) for clause in clauses]
        self._wanted = [folding.folded(folding.exact(word)) for clause in clauses for word in words_of(clause)]
        self._numbers = {key: number for number, clause in enumerate(clauses) for key in _keys(clause)}
        self._joined = {
            f"+{self._forms(word).stem}": number
            for number, clause in enumerate(clauses)
            for word in _whole_words(clause)
            if step is not Step.WORDS and self._forms(word).exact.isalpha()
        }
        self._has_particles = any(key[1:2] in joined.PARTICLES for key in self._joined)

    def matches(self, text: str, halves: Sequence[Half] = ()) -> list[Match]:
        """All places in order; where the word itself stands, wider readings of it are not looked for.

        Args:
            text: of a page.
            halves: its words that are divided between it and a neighbour.

        """
        found = self._grouped(text)
        grouped = {match.clause for match in found}
        words = self._words(text, halves)
        clauses: dict[int, int] = {}
        for number, finder in enumerate(self._finders):
            for at in finder(words) if number not in grouped else ():
                clauses.setdefault(at, number)
        found += [Match(words[at].start, words[at].end, number) for at, number in clauses.items()]
        pieces = self._in_pieces(text)
        if grouped or pieces:
            return _one_after_the_other([*found, *pieces])
        return sorted(found, key=lambda match: match.start)

    def _in_pieces(self, text: str) -> list[Match]:
        """Words of the query that are written in two pieces on the page: E-Mail."""
        if not self._joined:
            return []
        places = joined.places(text) if self._has_particles else joined.hyphenated(text)
        known = ((place, self._joined.get(self.analyser.joined(place.word))) for place in places)
        return [Match(place.start, place.end, number) for place, number in known if number is not None]

    def _grouped(self, text: str) -> list[Match]:
        """Numbers of the query that stand in groups on the page."""
        if not self._numbers:
            return []
        wanted = self._numbers
        return [
            Match(place.start, place.end, wanted[place.key]) for place in numbers.places(text) if place.key in wanted
        ]

    def is_answered_by(self, found: Sequence[Match]) -> bool:
        """Whether every clause has a place among these."""
        return len({match.clause for match in found}) == len(self._finders)

    def may_match(self, raw: str) -> bool:
        """Whether a word on a page may be part of something wanted; for asking only where it is worth it."""
        form = folding.folded(exact_form(raw))[:_TELLING]
        return any(form in wanted for wanted in self._wanted)

    def _words(self, text: str, halves: Sequence[Half]) -> Words:
        known = self._passed
        if len(known) > _REMEMBERED_WORDS:
            known.clear()
        forms = self.analyser.halves(text, halves) if halves else {}
        found: Words = {}
        at = end = 0
        for place in self._worth_reading(text, forms):
            start, raw = place.start(), place.group()
            passed = self._try(forms[start]) if start in forms else known.get(raw)
            if passed is None:
                passed = known[raw] = self._try(self.analyser.forms(raw))
            if passed:
                at += 1 if found and is_next(text, end, start) else 2
                end = place.end()
                found[at] = _Seen(start, end, passed)
        return found

    def _try(self, forms: Forms) -> int:
        return sum(1 << number for number, test in enumerate(self._tests) if test(forms))

    def _worth_reading(self, text: str, certainly: Iterable[int]) -> list[re.Match[str]]:
        """The words that may pass, and those that begin at these places: most words of a page share not even the

        beginning of a stem with anything wanted. Looking at one after the other would take longer than all the rest
        of a search.
        """
        found = {word.start(): word for word in self._hinted(text)}
        found |= {start: word for start in certainly if (word := word_at(text, start))}
        if self._spellings:
            found |= {word.start(): word for word in self._alike(text)}
        return [found[start] for start in sorted(found)]

    def _hinted(self, text: str) -> Iterator[re.Match[str]]:
        """The words of all pieces of the text in which a hint stands."""
        numbers = self._hinted_pieces(_squeezed(exact_pieces(text, _APART)))
        starts = piece_starts(text) if numbers else []
        read = 0
        for number in sorted(numbers):
            for word in self.analyser.words(text, max(read, starts[number])):
                if word.start() >= starts[number + 1]:
                    break
                read = word.end()
                yield word

    def _hinted_pieces(self, squeezed: str) -> set[int]:
        found: set[int] = set()
        for hint in self._hints:
            number = counted = 0
            at = squeezed.find(hint)
            while at >= 0:
                number += squeezed.count(_APART, counted, at)
                found.add(number)
                counted = squeezed.find(_APART, at)
                at = squeezed.find(hint, counted + 1) if counted >= 0 else -1
        return found

    def _alike(self, text: str) -> Iterator[re.Match[str]]:
        """The words that are one letter off a wanted one. All of a page are compared at once."""
        words = list(self.analyser.words(text))
        seen = folding.folded(exact_forms([word.group() for word in words], _APART)).split(_APART)
        for wanted in self._spellings if words else ():
            near = process.extract_iter(wanted, seen, scorer=OSA.distance, processor=None, score_cutoff=1)
            yield from (words[at] for _form, _distance, at in near)

    def _hint(self, *forms: str) -> None:
        self._hints.update(_squeezed(each)[:_HINT] for each in forms)

    def _finder(self, clause: Clause) -> Finder:
        match clause:
            case Word(text):
                return self._first_of([_where(self._bit(test)) for test in self._word_tests(self._forms(text))])
            case Phrase(words):
                return self._first_of(self._phrase([self._forms(word) for word in words]))
            case Prefix(text):
                return _where(self._bit(self._begins(text)))
            case Pattern(text):
                return _where(self._bit(self._like(text)))
            case Either(options):
                finders = [self._finder(option) for option in options]
                return lambda words: set().union(*(finder(words) for finder in finders))
            case Every(options):
                each = [self._finder(option) for option in options]
                return lambda words: set().union(*places) if all(places := [one(words) for one in each]) else set()
            case Number(keys, inner):
                self._hint(*keys)
                whole = _where(self._bit(lambda seen: seen.exact in keys))
                return self._first_of([whole, self._finder(inner)])

    def _forms(self, word: str) -> Forms:
        return self.analyser.forms(word)

    def _bit(self, test: Test) -> int:
        self._tests.append(test)
        return 1 << (len(self._tests) - 1)

    @staticmethod
    def _first_of(finders: list[Finder]) -> Finder:
        """From narrow to wide: the first that finds anything."""
        return lambda words: next((places for finder in finders if (places := finder(words))), set())

    def _word_tests(self, wanted: Forms) -> list[Test]:
        """From narrow to wide."""
        self._hint(wanted.folded, wanted.stem)
        if self._step is Step.WORDS:
            return [lambda seen: seen.folded == wanted.folded]
        tests: list[Test] = [
            lambda seen: seen.folded == wanted.folded or seen.stem == wanted.stem or wanted.stem in seen.parts
        ]
        said = frozenset(constituents(self.analyser, wanted))
        if said:
            self._hint(*said)
            tests.append(lambda seen: seen.stem in said)
        if self._step is Step.SIMILAR and may_be_similar(wanted):
            readings = frozenset(ocr_readings(wanted.folded))
            self._hint(*readings)
            self._spellings.add(wanted.folded)
            unlike = confusable(wanted.folded)
            tests.append(
                lambda seen: (
                    seen.folded not in unlike and (seen.folded in readings or _near(seen.folded, wanted.folded))
                )
            )
        return tests

    def _phrase(self, wanted: list[Forms]) -> list[Finder]:
        self._hint(*(form for one in wanted for form in (one.exact, one.stem)))
        finders = [self._run([_same_exact(forms) for forms in wanted])]
        if self._step is not Step.WORDS:
            finders.append(self._run([_same_stem(forms) for forms in wanted]))
        if self._step is Step.SIMILAR and not any(one.exact.isdigit() for one in wanted):
            single = [self._first_of([_where(self._bit(test)) for test in self._word_tests(one)]) for one in wanted]
            finders.append(lambda words: set().union(*(finder(words) for finder in single)))
        return finders

    def _run(self, tests: list[Test]) -> Finder:
        """Finds words that pass these tests one after the other."""
        bits = [self._bit(test) for test in tests]

        def find(words: Words) -> set[int]:
            starts = [
                at
                for at in words
                if all((seen := words.get(at + offset)) and seen.passed & bit for offset, bit in enumerate(bits))
            ]
            return {at + offset for at in starts for offset in range(len(bits))}

        return find

    def _like(self, text: str) -> Test:
        exact, folded = map(re.compile, pattern_forms(text))
        self._hint(*(fold(re.split(r"[*?]", text)[0]) for fold in (folding.exact, folding.folded)))
        return lambda seen: any(
            one.fullmatch(form) for one, form in ((exact, seen.exact), (folded, seen.folded), (folded, seen.exact))
        )

    def _begins(self, text: str) -> Test:
        exact, folded = prefix_forms(text)
        self._hint(exact, folded or exact)
        if folded is None or self._step is Step.WORDS:
            return lambda seen: seen.exact.startswith(exact)
        return lambda seen: seen.exact.startswith(exact) or seen.folded.startswith(folded)


def _keys(clause: Clause) -> tuple[str, ...]:
    match clause:
        case Number(keys, _):
            return keys
        case Either(options):
            return tuple(key for option in options for key in _keys(option))
    return ()


def _whole_words(clause: Clause) -> tuple[str, ...]:
    match clause:
        case Word(text):
            return (text,)
        case Either(options):
            return tuple(word for option in options for word in _whole_words(option))
    return ()


def _one_after_the_other(matches: list[Match]) -> list[Match]:
    """In order, without those that lie in a longer one: the number 0561 78 is also found as 61 78."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def _squeezed(form: str) -> str:
    """Without any e: whether one belongs to an umlaut is decided by its neighbours, which differ within compounds."""
    return form.replace("e", "")


def _where(bit: int) -> Finder:
    return lambda words: {at for at, seen in words.items() if seen.passed & bit}


def _same_exact(wanted: Forms) -> Test:
    return lambda seen: seen.exact == wanted.exact


def _same_stem(wanted: Forms) -> Test:
    return lambda seen: seen.stem == wanted.stem


def _near(seen: str, wanted: str) -> bool:
    return abs(len(seen) - len(wanted)) < 2 and OSA.distance(seen, wanted, score_cutoff=1) < 2
