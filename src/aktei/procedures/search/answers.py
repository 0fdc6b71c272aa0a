# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the search answers, ready to be shown."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from aktei.procedures.search.engines.port import RecordKind
from aktei.procedures.search.query import Query
from aktei.procedures.search.snippets import Snippet
from aktei.procedures.search.wanted import Step

Box = tuple[int, int, int, int]
"""x0, y0, x1, y1 on the upright page, 0…10,000 of its width and height from the top left corner."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found, with what is needed to show it and to open it.

    Attributes:
        marks: boxes of the words that answer the query.

    """

    document_id: UUID
    page_number: int
    page_count: int
    subject_line: str
    dossier_id: UUID | None
    dossier_reference: str
    dossier_subject_line: str
    case_id: UUID | None
    unit_id: UUID
    channel: str
    received_at: datetime
    snippet: Snippet
    marks: tuple[Box, ...]
    score: float


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, as it is filtered by and as people read it, with its hits."""

    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A field by whose values the hits can be narrowed: `unit`, `channel`, `year`, `plan`."""

    name: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """One step of the search, what it is called, and its hits."""

    step: Step
    label: str
    total: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of hits and all that is known about the whole.

    Attributes:
        total: pages found that the actor may read.
        explanation: German sentences: what was understood, and what could not be.
        step: how widely was searched; `tried` lists every step that was tried.
        wider: the next wider step to offer, None if there is none.
        similar: some pages on which something spelt much like it stands, told beside hits that are next to none;
            `similar_total` counts them all. They are never among `hits`, except of the step of similar spellings.

    """

    query: Query
    total: int
    hits: tuple[Hit, ...]
    explanation: str
    step: Step
    tried: tuple[Tried, ...]
    wider: Step | None
    similar: tuple[Hit, ...] = ()
    similar_total: int = 0


@dataclass(frozen=True, slots=True)
class Jump:
    """A dossier, case or document to go to straight from the search box; `similar`: it is only spelt much like it."""

    kind: RecordKind
    id: UUID
    reference: str
    title: str
    dossier_id: UUID | None
    score: float
    similar: bool = False


@dataclass(frozen=True, slots=True)
class Similar:
    """A filed document that resembles another, by this page."""

    document_id: UUID
    page_number: int
    dossier_id: UUID
    case_id: UUID | None
    subject_line: str
    score: float
