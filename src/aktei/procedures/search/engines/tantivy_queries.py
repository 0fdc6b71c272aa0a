# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From our query tree to Tantivy's queries.

An exact word outweighs a folded one, that a stem, that a part of a compound, that a similar spelling. The weights
add up, because whoever matches narrowly matches widely as well. Whatever a page lacks in length or rarity, the very
word on it puts it before pages that have only other forms.
"""

import re
from collections.abc import Iterable
from typing import Final
from uuid import UUID

import tantivy
from tantivy import Occur

from aktei.procedures.search.analysis import Analyser, Forms
from aktei.procedures.search.engines.port import Request, Selection
from aktei.procedures.search.engines.tantivy_schema import forms_as_terms, received_rank
from aktei.procedures.search.folding import ocr_readings
from aktei.procedures.search.query import Clause, Either, Every, Number, Pattern, Phrase, Prefix, Query, Word
from aktei.procedures.search.wanted import (
    FUNCTION_WORDS,
    Step,
    constituents,
    effective,
    may_be_similar,
    near_pattern,
    pattern_forms,
    prefix_forms,
    reference_key,
    with_whole_year,
)

_EXACT: Final = 8.0
_FOLDED: Final = 4.0
_STEM: Final = 2.0
_PART: Final = 1.0
_CONTEXT: Final = 0.5
_SIMILAR: Final = 0.1
_FIRST: Final = 200.0
_SET_FROM: Final = 500


class Builder:
    """Builds the queries of one request."""

    def __init__(self, schema: tantivy.Schema, analyser: Analyser, step: Step) -> None:
        self._schema = schema
        self._analyser = analyser
        self._step = step

    def pages(self, request: Request, reach: tantivy.Query) -> tantivy.Query:
        """Everything a request asks for, within what the actor may read."""
        query = effective(request.query)
        must = [self._content(query), silent(reach), *map(silent, self._selection(request.selection))]
        without = [(Occur.MustNot, self._excluded(clause)) for clause in query.without]
        if self._step is Step.SIMILAR and query.clauses:
            narrower = Builder(self._schema, self._analyser, Step.FORMS)
            without.append((Occur.MustNot, narrower._content(query)))
        return tantivy.Query.boolean_query([*((Occur.Must, one) for one in must), *without])

    def _content(self, query: Query) -> tantivy.Query:
        if not query.clauses:  # only fields: each document once, by its first page
            return silent(self.term("first", "1"))
        if len(query.clauses) == 1:
            return self._either([self._on_page(query.clauses[0]), self._beside(query.clauses[0], "head")])
        on_page = [self._on_page(clause) for clause in query.clauses]
        anywhere = [
            self._either([page, self._beside(clause, "context")])
            for page, clause in zip(on_page, query.clauses, strict=True)
        ]
        # Subject lines may contribute words, but at least one has to stand on the page itself. Said as an exclusion,
        # because few pages are answered by subject lines alone, and going through all that are not takes twice as long.
        beside = [(Occur.Must, self._beside(clause, "context")) for clause in query.clauses]
        only_beside = tantivy.Query.boolean_query([*beside, (Occur.MustNot, self._either(on_page))])
        return tantivy.Query.boolean_query([*((Occur.Must, one) for one in anywhere), (Occur.MustNot, only_beside)])

    def _on_page(self, clause: Clause) -> tantivy.Query:
        match clause:
            case Word(text):
                return self._word(self._analyser.forms(text))
            case Phrase(words):
                return self._phrase([self._analyser.forms(word) for word in words])
            case Prefix(text):
                return self._prefix(text)
            case Pattern(text):
                return self._pattern(text)
            case Either(options):
                return self._either([self._on_page(option) for option in options])
            case Every(options):
                return _all([self._on_page(option) for option in options])
            case Number(keys, inner):
                return self._either([*self._number(keys), self._on_page(inner)])

    def _number(self, keys: tuple[str, ...]) -> Iterable[tantivy.Query]:
        """Numbers that stand in one piece are words; only those in groups have a field of their own."""
        for key in keys:
            yield from (
                tantivy.Query.const_score_query(self.term(field, key), _FIRST) for field in ("exact", "numbers")
            )

    def _word(self, forms: Forms) -> tantivy.Query:
        exact, folded = self.term("exact", forms.exact), list(self._folded(forms))
        ways = [boosted(exact, _EXACT), *(boosted(one, _FOLDED) for one in folded)]
        if self._step is not Step.WORDS:
            ways.append(tantivy.Query.const_score_query(self._either([exact, *folded]), _FIRST))
            ways += [
                boosted(self.term("stems", forms.stem), _STEM),
                boosted(self.term("parts", forms.stem), _PART),
            ]
            if forms.exact.isalpha():
                ways.append(boosted(self.term("numbers", f"+{forms.stem}"), _FOLDED))
            said = constituents(self._analyser, forms)
            if said:
                together = [self.term("stems", stem) for stem in said]
                ways.append(boosted(_all(together), _PART / len(together)))
        if self._step is Step.SIMILAR:
            ways += self._similar(forms)
        return self._either(ways)

    def _folded(self, forms: Forms) -> Iterable[tantivy.Query]:
        """The folded field holds only words that differ from their exact form."""
        yield self.term("folded", forms.folded)
        if forms.folded != forms.exact:
            yield self.term("exact", forms.folded)

    def _similar(self, forms: Forms) -> Iterable[tantivy.Query]:
        if not may_be_similar(forms):
            return
        for field in ("folded", "exact"):
            near = self._near(field, forms.folded)
            readings = [self.term(field, reading) for reading in ocr_readings(forms.folded)]
            yield from (tantivy.Query.const_score_query(one, _SIMILAR) for one in (near, *readings))

    def _near(self, field: str, word: str) -> tantivy.Query:
        """Words one letter off; *über* is on every page and nobody's *Huber*."""
        pattern = near_pattern(word)
        if pattern:
            return tantivy.Query.regex_query(self._schema, field, pattern)
        return tantivy.Query.fuzzy_term_query(self._schema, field, word, 1)

    def _phrase(self, words: list[Forms]) -> tantivy.Query:
        exact = tantivy.Query.phrase_query(self._schema, "exact", [word.exact for word in words])
        ways = [boosted(exact, _EXACT)]
        if self._step is not Step.WORDS and any(word.exact not in FUNCTION_WORDS for word in words):
            ways.append(tantivy.Query.const_score_query(exact, _FIRST))
            stems = tantivy.Query.phrase_query(self._schema, "stems", [word.stem for word in words])
            ways.append(boosted(stems, _STEM))
        if self._step is Step.SIMILAR and not any(word.exact.isdigit() for word in words):
            ways.append(boosted(_all([self._word(word) for word in words]), _SIMILAR))
        return self._either(ways)

    def _prefix(self, text: str) -> tantivy.Query:
        exact, folded = prefix_forms(text)
        ways = [self._regex("exact", exact)]
        if folded and self._step is not Step.WORDS:
            ways += [self._regex(field, folded) for field in ("folded", "exact")]
        return self._either(ways)

    def _pattern(self, text: str) -> tantivy.Query:
        exact, folded = pattern_forms(text)
        ways = [("exact", exact), ("folded", folded), ("exact", folded)]
        return self._either([tantivy.Query.regex_query(self._schema, *way) for way in ways])

    def _beside(self, clause: Clause, field: str) -> tantivy.Query:
        """A clause answered by a subject line or reference instead of the page."""
        match clause:
            case Word(text):
                wanted = forms_as_terms(self._analyser.forms(text))[: 2 if self._step is Step.WORDS else 3]
                return boosted(self._either([self.term(field, term) for term in wanted]), _CONTEXT)
            case Phrase(words) if any(word.isdigit() for word in words):
                return boosted(self.term(field, reference_key("-".join(words))), _CONTEXT)
            case Phrase(words):
                exact = [f"={self._analyser.forms(word).exact}" for word in words]
                return boosted(_all([self.term(field, term) for term in exact]), _CONTEXT)
            case Prefix(text):
                return boosted(self._regex(field, "=" + prefix_forms(text)[0]), _CONTEXT)
            case Pattern(text):
                like = tantivy.Query.regex_query(self._schema, field, "=" + pattern_forms(text)[0])
                return boosted(like, _CONTEXT)
            case Either(options):
                return self._either([self._beside(option, field) for option in options])
            case Every(options):
                return _all([self._beside(option, field) for option in options])
            case Number(keys, inner):
                known = [boosted(self.term(field, key), _CONTEXT) for key in keys]
                return self._either([self._beside(inner, field), *known])

    def _excluded(self, clause: Clause) -> tantivy.Query:
        """Excluding means the word in all its forms, but neither compounds nor similar spellings."""
        match clause:
            case Word(text):
                forms = self._analyser.forms(text)
                return self._either([self.term("exact", forms.exact), self.term("stems", forms.stem)])
            case Phrase(words):
                return tantivy.Query.phrase_query(
                    self._schema, "exact", [self._analyser.forms(word).exact for word in words]
                )
            case Prefix(text):
                return self._prefix(text)
            case Pattern(text):
                return self._pattern(text)
            case Either(options):
                return self._either([self._excluded(option) for option in options])
            case Every(options):
                return _all([self._excluded(option) for option in options])
            case Number(keys, inner):
                return self._either([*self._number(keys), self._excluded(inner)])

    def _selection(self, wanted: Selection) -> Iterable[tantivy.Query]:
        for field, nodes in (
            ("dossier", wanted.dossiers),
            ("case", wanted.cases),
            ("owner", wanted.documents),
        ):
            if nodes:
                yield self.terms(field, [node.hex for node in nodes])
        if wanted.units is not None:
            yield self.terms("unit", [node.hex for node in wanted.units])
        if wanted.channels is not None:
            yield self.terms("channel", wanted.channels)
        if wanted.years:
            yield self.terms("year", [str(year) for year in wanted.years])
        if wanted.references:
            written = [way for one in wanted.references for way in (one, with_whole_year(one))]
            yield self.terms("reference", dict.fromkeys(map(reference_key, written)))
        if wanted.plans:
            yield self._either([self._plan(one) for one in wanted.plans])
        if wanted.since or wanted.until:
            yield self._period(wanted)

    def _plan(self, notation: str) -> tantivy.Query:
        return self._regex("plan", notation.strip("."))

    def _period(self, wanted: Selection) -> tantivy.Query:
        return tantivy.Query.range_query(
            self._schema,
            "received",
            tantivy.FieldType.Integer,
            received_rank(wanted.since) if wanted.since else 1,
            received_rank(wanted.until, 0) if wanted.until else None,
        )

    def typed(self, text: str, reach: tantivy.Query, *, similar: bool) -> tantivy.Query:
        """Records whose subject line has words that begin as typed, or whose reference does."""
        must = [self._typed_piece(piece, similar) for piece in text.split()]
        kinds = [
            (Occur.Should, tantivy.Query.const_score_query(self.term("kind", kind), score))
            for kind, score in (("dossier", 100.0), ("case", 50.0), ("document", 0.0))
        ]
        wanted = [one for one in must if one is not None] or [tantivy.Query.empty_query()]
        return tantivy.Query.boolean_query([*((Occur.Must, one) for one in (*wanted, silent(reach))), *kinds])

    def _typed_piece(self, piece: str, similar: bool) -> tantivy.Query | None:
        words = [token.forms.folded for token in self._analyser.tokens(piece)]
        if not words:
            return None
        reference = reference_key(piece)
        ways = [self.term("typed", one) for one in {reference, reference_key(piece, zeros=True)}]
        ways.append(boosted(self.term("typed", "=" + reference), 4))
        ways.append(_all([self.term("typed", word[:24]) for word in words]))
        ways += [boosted(self.term("typed", "=" + word), 2) for word in words if len(words) == 1]
        if similar and len(words) == 1 and len(words[0]) > 3 and not words[0].isdigit():
            near = tantivy.Query.fuzzy_term_query(self._schema, "typed", words[0][:24], 1)
            ways.append(tantivy.Query.const_score_query(near, _SIMILAR))
        return self._either(ways)

    def resembling(self, stems: list[str], reach: tantivy.Query, without: UUID) -> tantivy.Query:
        """Pages of filed documents with any of these stems, most and rarest first."""
        return tantivy.Query.boolean_query(
            [
                (Occur.Must, self._either([self.term("stems", stem) for stem in stems])),
                (Occur.Must, silent(reach)),
                (Occur.Must, silent(tantivy.Query.regex_query(self._schema, "dossier", ".+"))),
                (Occur.MustNot, self.term("owner", without.hex)),
            ]
        )

    def term(self, field: str, value: str) -> tantivy.Query:
        """One term; word positions are not read."""
        return tantivy.Query.term_query(self._schema, field, value, "freq")

    def _regex(self, field: str, beginning: str) -> tantivy.Query:
        return tantivy.Query.regex_query(self._schema, field, re.escape(beginning) + ".*")

    def terms(self, field: str, values: Iterable[str]) -> tantivy.Query:
        """Any of these terms, which do not rank; a set is the faster way only for thousands."""
        wanted = list(values)
        if len(wanted) > _SET_FROM:
            return tantivy.Query.term_set_query(self._schema, field, wanted)
        return silent(self._either([self.term(field, one) for one in wanted]))

    def _either(self, ways: list[tantivy.Query]) -> tantivy.Query:
        if len(ways) == 1:
            return ways[0]
        return tantivy.Query.boolean_query([(Occur.Should, way) for way in ways])


def boosted(query: tantivy.Query, weight: float) -> tantivy.Query:
    """The query with its score multiplied."""
    return tantivy.Query.boost_query(query, weight)


def silent(query: tantivy.Query) -> tantivy.Query:
    """A condition that does not take part in the ranking."""
    return tantivy.Query.const_score_query(query, 0.0)


def _all(queries: list[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(Occur.Must, query) for query in queries])
