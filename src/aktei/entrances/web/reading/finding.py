# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words wanted in a book: on which pages they stand, and which words of a page to mark."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.records.book import Book
from aktei.procedures.search.analysis import Analyser, Half
from aktei.procedures.search.engines.chosen import engine
from aktei.procedures.search.engines.port import EngineError
from aktei.procedures.search.marks import marks
from aktei.procedures.search.matching import Matcher
from aktei.procedures.search.overleaf import halves_of
from aktei.procedures.search.page_ends import of_pages
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


def marked(document: UUID, number: int, words: Sequence[Word], wanted: str, step: Step) -> list[int]:
    """The places of the words to mark on a page."""
    if not wanted.strip():
        return []
    text = text_of(words)
    found = matcher(wanted, step).matches(text, halves_of(document, number, text))
    return marks((len(word.text) for word in words), found)


@dataclass(frozen=True)
class Found:
    """Pages of a book as (Blatt, number of places), and how widely was searched for them.

    `similar`: how many pages there are on which something spelt much like it stands; told only where no page has the
    words themselves.
    """

    step: Step
    pages: list[tuple[int, int]]
    similar: int = 0


def hits(actor: Actor, book: Book, wanted: str, step: Step = Step.FORMS) -> Found:
    """Where the words stand. What is only spelt much like them is a group of its own, shown to whoever asks for it."""
    if not wanted.strip():
        return Found(step, [])
    if step is not Step.SIMILAR:
        found = _hits(actor, book, matcher(wanted, step))
        similar = 0 if found else len(_hits(actor, book, matcher(wanted, Step.SIMILAR)))
        return Found(step, found, similar)
    return Found(step, _hits(actor, book, matcher(wanted, step), without=matcher(wanted, Step.FORMS)))


def _hits(actor: Actor, book: Book, wanted: Matcher, *, without: Matcher | None = None) -> list[tuple[int, int]]:
    first = {chapter.document: chapter.first for chapter in book.chapters if chapter.first <= MOST_PAGES}
    found = []
    for document, number, text, halves in _pages(actor, list(first)):
        if without and without.matches(text, halves):
            continue
        if places := len(wanted.matches(text, halves)):
            found.append((first[document] + number - 1, places))
    return sorted(found)


def _pages(actor: Actor, ids: Sequence[UUID]) -> Iterator[tuple[UUID, int, str, tuple[Half, ...]]]:
    """Every page of these documents with the words that are divided between it and its neighbours."""
    for document, rows in groupby(documents.page_texts(actor, ids), key=itemgetter(0)):
        pages = list(rows)
        for (_document, number, text), halves in zip(pages, of_pages([text for *_, text in pages]), strict=True):
            yield document, number, text, halves
