# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lies in a dossier or case: cases, and a page of documents with the Blatt they begin on."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.paging import Piece
from aktei.base.people.queries import names
from aktei.entrances.web.contents import table
from aktei.entrances.web.contents.table import Wanted
from aktei.entrances.web.kit.lists.tables import Table, chosen
from aktei.entrances.web.kit.records.record_page import RecordPage
from aktei.records.cases import queries as cases
from aktei.records.documents import queries as documents
from aktei.records.dossiers.queries import closures

ONE_PAGE = 100


@dataclass(frozen=True)
class CaseEntry:
    """One case with how much lies in it, and its closure if it is closed."""

    case: Any
    documents: int
    pages: int
    closure: Any = None


@dataclass(frozen=True)
class Contents:
    """Cases of a dossier, one page of its documents, and how many documents and pages the list has.

    `withdrawn_count`: documents taken out of use. `holds`: what keeps them from being deleted, each with who set it.
    """

    cases: list[CaseEntry]
    table: Table
    piece: Piece
    documents: int
    pages: int
    withdrawn_count: int = 0
    holds: tuple[tuple[Any, str], ...] = ()


def of(actor: Actor, place: RecordPage, wanted: Wanted) -> Contents:
    """The contents from the document on with which the page begins. A constant number of queries."""
    chapters = table.chapters(actor, place, wanted)
    columns = chosen(table.known_columns(place), wanted.columns)
    end = wanted.start + ONE_PAGE
    rows = table.rows(actor, place, chapters[wanted.start : end], columns)
    return Contents(
        cases=_cases(actor, place),
        table=Table(columns, rows),
        piece=Piece(rows, str(end) if end < len(chapters) else "", wanted.start),
        documents=len(chapters),
        pages=sum(chapter.pages for chapter in chapters),
        withdrawn_count=documents.withdrawn(actor, **_inside(place)).count(),
        holds=_holds(actor, place),
    )


def _holds(actor: Actor, place: RecordPage) -> tuple[tuple[Any, str], ...]:
    """The holds on this dossier or case, each with who set it."""
    standing = documents.holds(actor, [place.id, place.dossier.id])
    called = names(each.set_by for each in standing)
    return tuple((each, called[each.set_by] if each.set_by in called else _("Aktei")) for each in standing)


def _inside(place: RecordPage) -> dict[str, Any]:
    return {"dossier": place.dossier.id, "case": place.id if place.kind == "case" else None}


def _cases(actor: Actor, place: RecordPage) -> list[CaseEntry]:
    if place.kind != "dossier":
        return []
    counted = documents.counts_by_case(actor, place.id)
    rows = list(cases.cases(actor, place.id))
    closed = closures(row.id for row in rows)
    return [CaseEntry(row, *counted.get(row.id, (0, 0)), closed.get(row.id)) for row in rows]
