# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lies in a dossier or case: cases, and a page of documents with the Blatt they begin on."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor
from aktei.base.people.queries import names
from aktei.entrances.web.records.book import FACTS, Chapter, of_rows
from aktei.entrances.web.records.contents_table import narrowed
from aktei.entrances.web.records.places import Place
from aktei.procedures.rendition.queries import refused_documents
from aktei.records.cases import queries as cases
from aktei.records.documents import queries as documents
from aktei.records.dossiers.queries import closures

ONE_PAGE = 100


@dataclass(frozen=True)
class Entry:
    """One document in the contents; `held_by` is who works on it, `stuck` whether it could not be read."""

    chapter: Chapter
    document: Any
    held_by: str = ""
    stuck: bool = False


@dataclass(frozen=True)
class CaseEntry:
    """One case with how much lies in it, and its closure if it is closed."""

    case: Any
    documents: int
    pages: int
    closure: Any = None


@dataclass(frozen=True)
class Contents:
    """Cases of a dossier, one page of its documents, and where the next page starts (0: nowhere).

    `withdrawn`: these are the ones taken out of use, of which there are `withdrawn_count`. `holds`: what keeps them
    from being deleted, each with who set it.
    """

    cases: list[CaseEntry]
    entries: list[Entry]
    documents: int
    pages: int
    next: int
    withdrawn: bool = False
    withdrawn_count: int = 0
    holds: tuple[tuple[Any, str], ...] = ()


def of(actor: Actor, place: Place, *, start: str = "", withdrawn: bool = False, text: str = "") -> Contents:
    """The contents from document number `start` on, narrowed by words. A constant number of queries."""
    begin = int(start) if start.isdecimal() and len(start) < 9 else 0
    gone = documents.withdrawn(actor, **_inside(place))
    book = of_rows(gone.values_list(*FACTS)) if withdrawn else place.book()
    chapters = narrowed(book.chapters, text)
    shown = chapters[begin : begin + ONE_PAGE]
    ids = [chapter.document for chapter in shown]
    rows = {row.id: row for row in documents.chosen(actor, ids)}
    working = documents.check_outs(actor, ids)
    called = names(row.person for row in working.values())
    stuck = refused_documents(chapter.document for chapter in shown if not chapter.pages)
    return Contents(
        cases=_cases(actor, place),
        entries=[
            Entry(
                chapter,
                rows[chapter.document],
                _holder(working.get(chapter.document), called),
                chapter.document in stuck,
            )
            for chapter in shown
            if chapter.document in rows
        ],
        documents=len(chapters),
        pages=sum(chapter.pages for chapter in chapters),
        next=begin + ONE_PAGE if begin + ONE_PAGE < len(chapters) else 0,
        withdrawn=withdrawn,
        withdrawn_count=gone.count(),
        holds=_holds(actor, place),
    )


def _holds(actor: Actor, place: Place) -> tuple[tuple[Any, str], ...]:
    """The holds on this dossier or case, each with who set it."""
    standing = documents.holds(actor, [place.id, place.dossier.id])
    called = names(each.set_by for each in standing)
    return tuple((each, called[each.set_by] if each.set_by in called else _("Aktei")) for each in standing)


def _inside(place: Place) -> dict[str, Any]:
    return {"dossier": place.dossier.id, "case": place.id if place.kind == "case" else None}


def _holder(check_out: Any, called: dict[Any, str]) -> str:
    return called.get(check_out.person, _("Unbekannt")) if check_out else ""


def _cases(actor: Actor, place: Place) -> list[CaseEntry]:
    if place.kind != "dossier":
        return []
    counted = documents.counts_by_case(actor, place.id)
    rows = list(cases.cases(actor, place.id))
    closed = closures(row.id for row in rows)
    return [CaseEntry(row, *counted.get(row.id, (0, 0)), closed.get(row.id)) for row in rows]
