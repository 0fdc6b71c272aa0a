# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages on paper: a range of a book, one page to a sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aktei.entrances.web.kit.records.book import Book, Chapter

MOST = 200
"""Sheets at once: more than that nobody prints by mistake."""


@dataclass(frozen=True)
class Sheet:
    """One page on paper."""

    leaf: int
    chapter: Chapter
    number: int


def sheets(book: Book, query: Mapping[str, Any]) -> dict[str, Any]:
    """The sheets from `von` to `bis`; `cut` if more were asked for than are printed at once."""
    first = min(max(1, _number(query.get("von"), 1)), max(1, book.total))
    asked = min(max(first, _number(query.get("bis"), first)), book.total)
    last = min(asked, first + MOST - 1)
    found = [_sheet(book, leaf) for leaf in range(first, last + 1)] if book.total else []
    return {"sheets": found, "first": first, "last": last, "cut": asked > last, "most": MOST, "total": book.total}


def _sheet(book: Book, leaf: int) -> Sheet:
    chapter = book.chapters[book.at(leaf)]
    return Sheet(leaf, chapter, leaf - chapter.first + 1)


def _number(text: Any, otherwise: int) -> int:
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 9 else otherwise
