# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the book shows before any script has run: one page, its neighbours' addresses, the contents around it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.records import book as book_
from aktei.entrances.web.kit.records import page_images
from aktei.entrances.web.kit.records.book import Book
from aktei.entrances.web.kit.records.record_page import RecordPage
from aktei.records.documents import queries as documents
from aktei.records.dossiers.actions import read_dossier

SHOWN = 60
"""Lines of contents in the page itself; the script adds the others as they come into view."""

FIRST_WIDTH = 900


def note(actor: Actor, place: RecordPage) -> None:
    """Opening a dossier is an act. Documents are noted as their pages are turned."""
    if place.kind == "dossier":
        read_dossier(actor, dossier=place.id)


def spread(actor: Actor, place: RecordPage, book: Book, query: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The Blatt asked for, and everything the page needs around it. `more` is told to the script as well."""
    wanted = query.get("q", "").strip()
    asked = {"wanted": wanted, "step": query.get("stufe", "")}
    stuck = book_.stuck(book.chapters)
    unread = {"stuck": stuck, "waiting": book.unfinished - len(stuck)}
    if not book.total:
        return {"book": book, "wanted": wanted, "geometry": addresses(place)["geometry"], **unread}
    leaf = wanted_leaf(book, query)
    told = book_.for_script(actor, book, leaf)
    at = book.at(leaf)
    chapter = book.chapters[at]
    number = leaf - chapter.first + 1
    _draw_ahead(actor, chapter, number)
    contents = book.chapters[max(0, at - SHOWN // 2) : at + SHOWN // 2]
    marked = book_.marks(contents)
    cases = [(case, [contents[each] for each in inside]) for case, inside in book_.grouped(actor, contents)]
    cases = cases or [("", contents)]
    return {
        **unread,
        "book": book,
        "wanted": wanted,
        "leaf": leaf,
        "chapter": chapter,
        "number": number,
        "remarks": told["remarks"].get(str(chapter.document), []),
        "size": book_.size_of(told["sizes"], leaf),
        "before": _address(leaf - 1, wanted) if leaf > 1 else "",
        "after": _address(leaf + 1, wanted) if leaf < book.total else "",
        "contents": [(case, [(each, *marked.get(each.document, ("",))) for each in inside]) for case, inside in cases],
        "told": {
            **told,
            **more,
            "waiting": unread["waiting"],
            **asked,
            "addresses": addresses(place),
        },
        "widths": page_images.WIDTHS,
    }


def wanted_leaf(book: Book, query: Mapping[str, Any]) -> int:
    """`?blatt=17`, or a page of a document: `?dokument=…&seite=3` (in the book of one document `?seite=3` will do)."""
    number = _number(query.get("seite"))
    found = book.leaf_of(query.get("dokument", ""), number or 1)
    alone = number if len(book.chapters) == 1 else None
    return min(max(1, found or _number(query.get("blatt")) or alone or 1), book.total)


def addresses(place: RecordPage) -> dict[str, str]:
    """Where the script asks; `0` and `00000000-…` stand for a page and a document."""
    nobody = "00000000-0000-0000-0000-000000000000"
    return {
        "geometry": reverse(f"records:{place.kind}_geometry", args=[place.id]),
        "hits": reverse(f"records:{place.kind}_hits", args=[place.id]),
        "image": reverse("records:page_image", args=[nobody, 0]),
        "words": reverse("records:page_words", args=[nobody, 0]),
        "document": reverse("records:document", args=[nobody]),
        "nobody": nobody,
    }


def _draw_ahead(actor: Actor, chapter: book_.Chapter, number: int) -> None:
    """Begin with the first picture while the browser is still reading the page that asks for it."""
    archival, _pages = documents.archival_pages(actor, chapter.document)
    page_images.ahead(archival, number - 1, chapter.pages, FIRST_WIDTH, count=1)


def _address(leaf: int, wanted: str) -> str:
    return "?" + urlencode({"blatt": leaf, **({"q": wanted} if wanted else {})})


def _number(text: Any) -> int | None:
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 9 else None
