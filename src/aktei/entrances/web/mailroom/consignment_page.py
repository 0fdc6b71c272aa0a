# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The piece of post that is open: its pages with what speaks for a dossier marked, its origin, its history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.dates import moment_text
from aktei.base.people.queries import names
from aktei.entrances.web.kit.records import history, record_page
from aktei.entrances.web.kit.records.book_page import spread
from aktei.entrances.web.kit.records.filing_targets import Target, as_sent, suggested
from aktei.entrances.web.kit.records.remarks import Said
from aktei.entrances.web.kit.records.unreadable import Stuck
from aktei.entrances.web.mailroom.post_list import rows
from aktei.entrances.web.mailroom.row import Row
from aktei.procedures.mailroom import queries
from aktei.procedures.mailroom.rules import RESEMBLING
from aktei.procedures.rendition.remarks import FILES_INSIDE
from aktei.records.documents import queries as documents
from aktei.records.documents.copies import earlier_copies
from aktei.records.documents.words import Word, unpack
from aktei.records.envelopes.dividing import divisible

MOST_SUGGESTIONS = 3
MOST_LOOKED_AT = 20
MARGIN = (45, 30)


@dataclass(frozen=True)
class Mark:
    """A word on a page, in ten-thousandths of its width and height."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class File:
    """An original as it came."""

    name: str
    size: int
    href: str


@dataclass(frozen=True)
class Filed:
    """Where it lies by now."""

    reference: str
    subject_line: str
    href: str


@dataclass(frozen=True)
class Part:
    """One document of several that wait together; `chosen` unless the form that was refused had left it out."""

    id: UUID
    title: str
    href: str
    pages: int
    divide: str = ""
    chosen: bool = True


@dataclass(frozen=True)
class Copy:
    """Where the same file lies already."""

    text: str
    href: str


@dataclass(frozen=True)
class Opened:
    """What the panes beside the list show. `book`: its pages as they are read everywhere; `marks`: by page.

    `read`: the document whose pages and origin these are.
    """

    row: Row
    read: UUID
    book: str
    marks: dict[int, list[Mark]]
    suggestions: list[Target]
    files: list[File]
    history: list[history.Line]
    facts: list[tuple[str, str]]
    place: Filed | None
    stuck: Stuck | None
    copies: list[Copy]
    holds_files: bool
    documents: list[Part]
    divide: str

    @property
    def is_new(self) -> bool:
        """Whether nothing in the letter points to a dossier, so that its sender is likely to need a new one."""
        return all(each.level in (RESEMBLING, "") for each in self.suggestions)

    @property
    def subject_line(self) -> str:
        """What the form begins with."""
        return str(self.row.item.document.subject_line)

    @property
    def forward_address(self) -> str:
        """Where it is handed to somebody else."""
        return reverse("mailroom:forward", args=[self.row.id])


def of(actor: Actor, item: queries.Incoming, posted: Mapping[str, Any] | None = None, *, read: str = "") -> Opened:
    """One consignment with its pages and reasons; `posted` is what a form that was refused had sent.

    Of several documents that wait it shows the one that is to be `read` (its id), else the first.
    """
    row = rows(actor, [item])[0]
    waiting = _waiting(actor, item) if len(item.waiting) > 1 else []
    document = next((each for each in waiting if str(each.id) == read), item.document)
    found = queries.suggestions(actor, item.id)[:MOST_SUGGESTIONS] if row.is_ready else []
    place = record_page.find(actor, "document", document.id)
    marks = _marks(actor, document.id, found) if document.id == item.document.id else {}
    book, remarks = _book(actor, place, marks) if document.page_count else ("", [])
    return Opened(
        row=row,
        read=document.id,
        book=book,
        marks=marks,
        suggestions=as_sent(actor, [suggested(each) for each in found], posted or {}),
        files=_files(actor, document),
        history=history.of(actor, place).lines,
        facts=[(label, value) for label, value in _facts(item) if value],
        place=_filed(document),
        stuck=Stuck(**vars(item.trouble)) if row.is_quarantined else None,
        copies=_copies(actor, document.id),
        documents=_parts(actor, item, waiting, posted or {}),
        divide=_divide(item.id, document, divisible([document])) if not waiting and document.page_count > 1 else "",
        holds_files=not row.is_returned and any(each.code == FILES_INSIDE for each in remarks),
    )


def suggested_for(actor: Actor, together: Sequence[Row]) -> list[Target]:
    """Where several may belong: the best of each, most often thought of first, without the reasons of any one.

    It is sure only if it is the sure suggestion of every one of them.
    """
    firsts = [queries.suggestions(actor, row.id)[:1] for row in together[:MOST_LOOKED_AT] if row.is_ready]
    counted = Counter(replace(suggested(each), reasons=()) for found in firsts for each in found)
    return [
        target if target.is_sure and times == len(together) else replace(target, level="", level_name="")
        for target, times in counted.most_common(MOST_SUGGESTIONS)
    ]


def _book(actor: Actor, place: record_page.RecordPage, marks: Mapping[int, list[Mark]]) -> tuple[str, list[Said]]:
    """The pages with all that the book can do, open where the first reason stands; and what is to be known of them."""
    bound, leaf = place.book(), next(iter(marks), 1)
    outlined = {number: [astuple(mark) for mark in found] for number, found in marks.items()}
    shown = spread(actor, place, bound, {"blatt": str(leaf)}, outlined=outlined)
    remarks = shown.get("remarks", [])
    context = {**shown, "place": place, "alone": place.address, "outlined": marks.get(leaf, [])}
    context["takes_files_out"] = "take-out" if any(each.code == FILES_INSIDE for each in remarks) else ""
    return render_to_string("records/parts/book.html", context), remarks


def _marks(actor: Actor, document: UUID, found: Iterable[queries.Suggested]) -> dict[int, list[Mark]]:
    """The words that speak for a suggestion, by page."""
    wanted: dict[int, set[int]] = {}
    for each in found:
        if each.page and each.words:
            wanted.setdefault(each.page, set()).update(each.words)
    marked = {}
    for number, places_of in wanted.items():
        words = unpack(bytes(documents.page(actor, document, number).words))
        boxes = [words[place] for place in sorted(places_of) if place < len(words)]
        marked[number] = [_mark(box) for box in boxes]
    return marked


def _mark(box: Word) -> Mark:
    """A little wider than the ink, as a highlighter would draw it."""
    wide, high = MARGIN
    return Mark(box.x0 - wide, box.y0 - high, box.x1 - box.x0 + 2 * wide, box.y1 - box.y0 + 2 * high)


def _waiting(actor: Actor, item: queries.Incoming) -> list[Any]:
    there = {each.id for each in item.waiting}
    return [each for each in queries.documents_in(actor, item) if each.id in there]


def _parts(actor: Actor, item: queries.Incoming, waiting: Sequence[Any], posted: Mapping[str, Any]) -> list[Part]:
    """The documents that wait, each with what it is called."""
    called = documents.original_names(actor, [each.id for each in waiting if not each.subject_line])
    cut = divisible(waiting)
    left: list[str] = posted.getlist("dokument") if isinstance(posted, QueryDict) else []
    return [
        Part(
            each.id,
            f"{number}. {each.subject_line or called.get(each.id) or _('ohne Betreff')}",
            reverse("mailroom:item", args=[item.id]) + f"?{urlencode({'dokument': each.id})}",
            each.page_count,
            _divide(item.id, each, cut),
            not left or str(each.id) in left,
        )
        for number, each in enumerate(waiting, 1)
    ]


def _divide(consignment: UUID, document: Any, cut: Container[UUID]) -> str:
    """Where several documents are made of it, if it is one that can be `cut`."""
    return reverse("mailroom:divide", args=[consignment, document.id]) if document.id in cut else ""


def _files(actor: Actor, document: Any) -> list[File]:
    originals = [row for row in documents.components(actor, document.id) if row.role == "original"]
    return [
        File(
            row.filename or _("Datei %(number)s") % {"number": row.position},
            row.size,
            reverse("records:download", args=[document.id, "original", row.position]),
        )
        for row in originals
    ]


def _facts(item: queries.Incoming) -> list[tuple[str, str]]:
    row = item.envelope
    scanned = moment_text(row.scanned_at) if row.scanned_at else ""
    return [
        (_("Eingegangen"), moment_text(row.received_at)),
        (_("Kanal"), item.channel_name),
        (_("Für"), str(item.unit)),
        (_("Absender"), item.document.sender),
        (_("Gescannt"), ", ".join(part for part in (scanned, row.scanned_by, row.scanner) if part)),
        (_("Erfasst von"), _registrar(row.created_by)),
        (_("Hinweis"), " ".join(part for part in (row.note, *item.door_faults) if part)),
    ]


def _registrar(person: UUID | None) -> str:
    return names([person]).get(person, "") if person else ""


def _copies(actor: Actor, document: UUID) -> list[Copy]:
    return [
        Copy(
            _("%(place)s, eingegangen %(when)s")
            % {
                "place": str(each.dossier) if each.dossier else _("Posteingang"),
                "when": moment_text(each.received_at),
            },
            reverse("records:document", args=[each.id]),
        )
        for each in earlier_copies(actor, document)
    ]


def _filed(document: Any) -> Filed | None:
    if document.dossier_id is None:
        return None
    address = reverse("records:document", args=[document.id])
    return Filed(document.dossier.reference, document.dossier.subject_line, address)
