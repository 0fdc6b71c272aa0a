# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the mailroom asks of its siblings without knowing them; `entrances/wiring.py` plugs them in.

Unplugged, the mailroom still works: nothing seems to run, and nothing is similar to anything.
"""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Running:
    """How far the rendition of a document is: pages done of pages in total (0 while nobody knows)."""

    done: int
    total: int
    step: str


Progress = Callable[[Collection[UUID] | None], Mapping[UUID, Running]]
"""The renditions running now, by document; of these documents, or (None) all of them, which are few."""
Similarity = Callable[[UUID, int], Sequence[tuple[UUID, float]]]
"""At most so many filed documents that resemble this one, best first, with a score from 0 to 1."""


Indexing = Callable[[UUID], bool]
"""Whether the search has yet to take in this document's pages."""


@dataclass(frozen=True)
class Unpacked:
    """A file that lay inside another: its name, and hash, size and type of its stored bytes; None if it is broken."""

    name: str
    file: tuple[str, int, str] | None


Unpacking = Callable[[UUID], Sequence[Unpacked]]
"""The files inside the originals of a version, by now stored like any other."""


@dataclass
class _Plugged:
    unpacking: Unpacking | None = None
    progress: Progress | None = None
    similarity: Similarity | None = None
    indexing: Indexing | None = None


_plugged = _Plugged()


def register_progress(progress: Progress) -> None:
    """Plug in whoever knows which renditions run."""
    _plugged.progress = progress


def register_similarity(similarity: Similarity) -> None:
    """Plug in whoever finds similar documents."""
    _plugged.similarity = similarity


def register_indexing(indexing: Indexing) -> None:
    """Plug in whoever knows what the search has yet to take in."""
    _plugged.indexing = indexing


def register_unpacking(unpacking: Unpacking) -> None:
    """Plug in whoever takes files out of files."""
    _plugged.unpacking = unpacking


def unpacked(version: UUID) -> Sequence[Unpacked]:
    """The files inside the originals of a version."""
    return _plugged.unpacking(version) if _plugged.unpacking else []


def running(documents: Collection[UUID] | None = None) -> Mapping[UUID, Running]:
    """The renditions running now."""
    return _plugged.progress(documents) if _plugged.progress else {}


def similar(document: UUID, limit: int) -> Sequence[tuple[UUID, float]]:
    """Filed documents that resemble this one, best first; none while the search is down."""
    if _plugged.similarity is None:
        return []
    try:
        return _plugged.similarity(document, limit)
    except Exception:
        log.exception("no similar documents for %s: the search did not answer", document)
        return []


def is_being_indexed(document: UUID) -> bool:
    """Whether the search has yet to take in this document's pages."""
    return _plugged.indexing is not None and _plugged.indexing(document)
