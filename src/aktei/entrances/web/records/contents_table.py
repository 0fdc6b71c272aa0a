# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The documents of a dossier or case as a table of contents on paper and for spreadsheets."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.journal.acts import Actor
from aktei.entrances.web.lists.tables import Cell, Column, Row, Sheet
from aktei.entrances.web.records.book import Chapter
from aktei.entrances.web.records.places import Place
from aktei.records.documents.queries import chosen

AT_ONCE = 500

COLUMNS = (
    Column("blatt", gettext_lazy("ab Blatt")),
    Column("seiten", gettext_lazy("Seiten")),
    Column("datum", gettext_lazy("Datum")),
    Column("betreff", gettext_lazy("Betreff")),
    Column("absender", gettext_lazy("Absender")),
    Column("vorgang", gettext_lazy("Vorgang")),
    Column("eingang", gettext_lazy("Eingegangen")),
)


def narrowed(chapters: list[Chapter], text: str) -> list[Chapter]:
    """Those chapters in whose subject every word is found."""
    words = text.casefold().split()
    return [each for each in chapters if all(word in each.title.casefold() for word in words)] if words else chapters


def sheet(actor: Actor, place: Place, text: str) -> Sheet:
    """All documents, in the order of the book."""
    title = _("Inhalt der Akte %(reference)s") % {"reference": f"{place.reference} {place.title}"}
    return Sheet(
        title, f"inhalt-{slugify(place.reference)}", COLUMNS, _all(actor, narrowed(place.book().chapters, text))
    )


def _all(actor: Actor, chapters: list[Chapter]) -> Iterator[Row]:
    for begin in range(0, len(chapters), AT_ONCE):
        piece = chapters[begin : begin + AT_ONCE]
        rows = {row.id: row for row in chosen(actor, [each.document for each in piece])}
        yield from (_row(each, rows[each.document]) for each in piece if each.document in rows)


def _row(chapter: Chapter, document: Any) -> Row:
    cells = [
        Cell(chapter.first if chapter.pages else None),
        Cell(chapter.pages or None),
        Cell(chapter.day),
        Cell(chapter.title),
        Cell(document.sender),
        Cell(str(document.case) if document.case else ""),
        Cell(document.received_at),
    ]
    return Row(chapter.document, chapter.title, cells)
