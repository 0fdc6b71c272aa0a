# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A dossier as a book: all documents one after another, and every page with its number (Blatt) in the whole."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktei.base.acts.actor import Actor
from aktei.base.dates import date_text
from aktei.entrances.web.kit.records import remarks
from aktei.records.cases.queries import cases as cases_
from aktei.records.documents import queries as documents
from aktei.records.documents.queries import unread_documents
from aktei.records.dossiers.queries import closures

A4 = (595, 842)
"""Points; the size of pages whose own is not known yet."""

NEAR = 20
"""Pages before and after the first one shown whose sizes are told at once."""

FACTS = ("id", "subject_line", "written_on", "received_at", "page_count")
"""What the book needs to know of each document."""

CHUNK = 300
"""Documents told with the page itself; the rest follows once the first page is on the screen."""


@dataclass(frozen=True)
class Chapter:
    """A document in the book; `first` is the Blatt it begins on. No pages: it was not read yet, or could not be.

    `case` is told in the book of a whole dossier only.
    """

    document: UUID
    title: str
    day: date
    first: int
    pages: int
    case: UUID | None = None

    @property
    def last(self) -> int:
        """The Blatt it ends on."""
        return self.first + self.pages - 1


@dataclass(frozen=True)
class Book:
    """Chapters in their order. Pages are counted from 1 through the whole book."""

    chapters: list[Chapter]
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [chapter.first for chapter in self.chapters])

    @property
    def total(self) -> int:
        """Number of pages."""
        return self.chapters[-1].first + self.chapters[-1].pages - 1 if self.chapters else 0

    @property
    def unfinished(self) -> int:
        """Number of documents without pages yet."""
        return sum(not chapter.pages for chapter in self.chapters)

    def at(self, leaf: int) -> int:
        """The index of the chapter that this Blatt belongs to. The book has pages."""
        found = bisect_right(self._starts, leaf) - 1
        while not self.chapters[found].pages:
            found -= 1
        return found

    def leaf_of(self, document: str, number: int) -> int | None:
        """The Blatt of a page of one document, None if the document is not in the book."""
        for chapter in self.chapters:
            if str(chapter.document) == document and chapter.pages:
                return chapter.first + max(1, min(number, chapter.pages)) - 1
        return None

    def around(self, leaf: int) -> list[Chapter]:
        """At most `CHUNK` chapters with this Blatt in their middle."""
        middle = self.at(leaf) if self.total else 0
        begin = max(0, min(middle - CHUNK // 2, len(self.chapters) - CHUNK))
        return self.chapters[begin : begin + CHUNK]


def bound(actor: Actor, *, dossier: UUID, case: UUID | None = None) -> Book:
    """The book of a dossier, or of one case in it. One query, light at any size."""
    rows = documents.in_order(actor, dossier=dossier, case=case)
    return of_rows(rows.values_list(*FACTS, *([] if case else ["case"])))


def of_rows(rows: Any) -> Book:
    """A book of rows of `FACTS`, each followed by its case where cases are to be told apart."""
    chapters = []
    first = 1
    for document, title, written_on, received_at, pages, *case in rows:
        day = written_on or day_of(received_at)
        chapters.append(Chapter(document, title or _("Ohne Betreff"), day, first, pages, *case))
        first += pages
    return Book(chapters)


def day_of(moment: datetime) -> date:
    """The day of a moment in the office."""
    return timezone.localtime(moment).date()


def for_script(actor: Actor, book: Book, leaf: int) -> dict[str, Any]:
    """What the reading script needs first: chapters around a Blatt, and the sizes of the pages next to it."""
    near = [chapter for chapter in book.around(leaf) if chapter.first <= leaf + NEAR and chapter.last >= leaf - NEAR]
    return {
        "total": book.total,
        "leaf": leaf,
        "count": len(book.chapters),
        "complete": len(book.chapters) <= len(near),
        **listed(actor, book.around(leaf)),
        "sizes": sizes(actor, near),
    }


def whole_for_script(actor: Actor, book: Book) -> dict[str, Any]:
    """All chapters and all page sizes, compact."""
    waiting = book.unfinished - len(stuck(book.chapters))
    said = ngettext(
        "%(count)s Dokument wird noch eingelesen und erscheint danach hier.",
        "%(count)s Dokumente werden noch eingelesen und erscheinen danach hier.",
        waiting,
    )
    return {
        "total": book.total,
        **listed(actor, book.chapters),
        "sizes": sizes(actor, book.chapters),
        "waiting": said % {"count": waiting} if waiting else "",
    }


def listed(actor: Actor, chapters: Sequence[Chapter]) -> dict[str, Any]:
    """Chapters as rows: id, title, day, first Blatt, number of pages; and the mark, for those that bear one.

    `cases`: how the contents group them.
    """
    marked = marks(chapters)
    rows = [
        (str(each.document), each.title, date_text(each.day), each.first, each.pages, *marked.get(each.document, ()))
        for each in chapters
    ]
    return {
        "documents": rows,
        "cases": grouped(actor, chapters),
        "remarks": {str(each): said for each, said in _remarks(chapters).items()},
    }


def grouped(actor: Actor, chapters: Sequence[Chapter]) -> list[tuple[str, list[int]]]:
    """Which of these chapters belong to which case: those of none first, then case by case. Empty without cases."""
    ids = {each.case for each in chapters if each.case}
    names = {row.id: str(row) for row in cases_(actor).filter(id__in=ids)} if ids else {}
    found: dict[UUID | None, list[int]] = {None: [], **{each: [] for each in names}}
    for at, each in enumerate(chapters):
        found[each.case if each.case in names else None].append(at)
    return [(names.get(case, "") if case else "", positions) for case, positions in found.items()] if names else []


def _remarks(chapters: Sequence[Chapter]) -> dict[UUID, list[remarks.Said]]:
    return remarks.of_documents(each.document for each in chapters if each.pages)


def marks(chapters: Sequence[Chapter]) -> dict[UUID, tuple[str]]:
    """What is to be known of a document in the contents: `stuck`, it could not be read; `closed`, its case is."""
    cases = {each.case for each in chapters if each.case}
    closed = closures(cases) if cases else {}
    found = {each.document: ("closed",) for each in chapters if each.case in closed}
    return found | {each.document: ("stuck",) for each in stuck(chapters)}


def stuck(chapters: Sequence[Chapter]) -> list[Chapter]:
    """Those of these documents that could not be read and wait for a decision."""
    unread = [each for each in chapters if not each.pages]
    refused = unread_documents(each.document for each in unread) if unread else set()
    return [each for each in unread if each.document in refused]


def sizes(actor: Actor, chapters: Sequence[Chapter]) -> list[list[int]]:
    """Page sizes as runs: first Blatt, how many pages, width, height (whole points)."""
    known = documents.page_sizes(actor, [chapter.document for chapter in chapters if chapter.pages])
    runs: list[list[int]] = []
    for chapter in chapters:
        for number, width, height in known.get(chapter.document, ()):
            leaf, size = chapter.first + number - 1, [round(width), round(height)]
            if runs and runs[-1][2:] == size and sum(runs[-1][:2]) == leaf:
                runs[-1][1] += 1
            else:
                runs.append([leaf, 1, *size])
    return runs


def size_of(runs: list[list[int]], leaf: int) -> tuple[int, int]:
    """Width and height of one Blatt in points, from runs."""
    for first, count, width, height in runs:
        if first <= leaf < first + count:
            return width, height
    return A4
