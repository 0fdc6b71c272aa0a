# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lies in a dossier or case: cases, and a page of documents with the Blatt they begin on."""

from dataclasses import dataclass
from typing import Any

from aktei.base.journal.acts import Actor
from aktei.entrances.web.records.book import Chapter
from aktei.entrances.web.records.places import Place
from aktei.records.cases import queries as cases
from aktei.records.documents import queries as documents

ONE_PAGE = 100


@dataclass(frozen=True)
class Entry:
    """One document in the contents."""

    chapter: Chapter
    document: Any


@dataclass(frozen=True)
class CaseEntry:
    """One case with how much lies in it."""

    case: Any
    documents: int
    pages: int


@dataclass(frozen=True)
class Contents:
    """Cases of a dossier, one page of its documents, and where the next page starts (0: nowhere)."""

    cases: list[CaseEntry]
    entries: list[Entry]
    documents: int
    pages: int
    next: int


def of(actor: Actor, place: Place, *, start: str = "") -> Contents:
    """The contents from document number `start` on. A constant number of queries."""
    begin = int(start) if start.isdecimal() and len(start) < 9 else 0
    book = place.book()
    shown = book.chapters[begin : begin + ONE_PAGE]
    ids = [chapter.document for chapter in shown]
    rows = {row.id: row for row in documents.documents(actor).filter(id__in=ids).select_related("case")}
    return Contents(
        cases=_cases(actor, place),
        entries=[Entry(chapter, rows[chapter.document]) for chapter in shown if chapter.document in rows],
        documents=len(book.chapters),
        pages=book.total,
        next=begin + ONE_PAGE if begin + ONE_PAGE < len(book.chapters) else 0,
    )


def _cases(actor: Actor, place: Place) -> list[CaseEntry]:
    if place.kind != "dossier":
        return []
    counted = documents.counts_by_case(actor, place.id)
    return [CaseEntry(row, *counted.get(row.id, (0, 0))) for row in cases.cases(actor, place.id)]
