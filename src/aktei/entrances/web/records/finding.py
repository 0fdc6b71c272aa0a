# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words wanted in a book: on which pages they stand, and which words of a page to mark."""

from collections.abc import Sequence
from functools import lru_cache

from aktei.base.journal.acts import Actor
from aktei.entrances.web.records.book import Book
from aktei.procedures.search.analysis import Analyser
from aktei.procedures.search.engines.chosen import engine
from aktei.procedures.search.engines.port import EngineError
from aktei.procedures.search.marks import marks
from aktei.procedures.search.matching import Matcher
from aktei.procedures.search.query import parse
from aktei.procedures.search.wanted import Step
from aktei.records.documents import queries as documents
from aktei.records.documents.words import Word, text_of

LONGEST = 400
"""Characters of a query that are looked at."""
MOST_PAGES = 5_000
"""Pages of a book that are looked through, about a second of work; in thicker ones the search page finds more."""


def analyser() -> Analyser:
    """How the index reads text, so that what was found there is marked here; without an index, plainly."""
    try:
        return engine().analyser
    except EngineError:
        return _plain()


@lru_cache(maxsize=1)
def _plain() -> Analyser:
    return Analyser()


@lru_cache(maxsize=64)
def _matcher(wanted: str, step: Step, reader: Analyser) -> Matcher:
    return Matcher(parse(wanted), reader, step)


def matcher(wanted: str, step: Step) -> Matcher:
    """What finds these words at this step; kept, as every page of a book asks for the same."""
    return _matcher(wanted[:LONGEST], step, analyser())


def step_of(name: str) -> Step:
    """The step with this name, else that of word forms."""
    return Step(name) if name in set(Step) else Step.FORMS


def marked(words: Sequence[Word], wanted: str, step: Step) -> list[int]:
    """The places of the words to mark."""
    if not wanted.strip():
        return []
    return marks((len(word.text) for word in words), matcher(wanted, step).matches(text_of(words)))


def hits(actor: Actor, book: Book, wanted: str, first: Step = Step.FORMS) -> tuple[Step, list[tuple[int, int]]]:
    """Pages of the book with these words as (Blatt, number of places); searches wider only if nothing is found."""
    step: Step | None = first
    while step is not None and wanted.strip():
        found = _hits(actor, book, matcher(wanted, step))
        if found or step.wider is None:
            return step, found
        step = step.wider
    return first, []


def _hits(actor: Actor, book: Book, wanted: Matcher) -> list[tuple[int, int]]:
    first = {chapter.document: chapter.first for chapter in book.chapters if chapter.first <= MOST_PAGES}
    found = []
    for document, number, text in documents.page_texts(actor, list(first)):
        if places := len(wanted.matches(text)):
            found.append((first[document] + number - 1, places))
    return sorted(found)
