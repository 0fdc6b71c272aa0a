# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the mailroom asks of its siblings without knowing them. Unanswered, it works all the same."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from aktei.base.questions import question


@dataclass(frozen=True)
class Running:
    """How far the rendition of a document is: pages done of pages in total (0 while nobody knows)."""

    done: int
    total: int
    step: str


@dataclass(frozen=True)
class Unpacked:
    """A file that lay inside another: its name, and hash, size and type of its stored bytes; None if it is broken."""

    name: str
    file: tuple[str, int, str] | None


@question
def running(documents: Collection[UUID] | None = None) -> Mapping[UUID, Running]:
    """The renditions running now, by document; of these documents, or (None) all of them, which are few."""
    return {}


@question
def similar(document: UUID, limit: int) -> Sequence[tuple[UUID, float]]:
    """At most so many filed documents that resemble this one, best first, with a score from 0 to 1."""
    return []


@question
def unpacked(version: UUID) -> Sequence[Unpacked]:
    """The files inside the originals of a version, by now stored like any other."""
    return []
