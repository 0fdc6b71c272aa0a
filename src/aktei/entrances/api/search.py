# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search over all pages the caller may read: each hit is a page, with the places of its words."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from aktei.entrances.api.tokens import actor_of
from aktei.procedures.search import queries
from aktei.procedures.search.answers import Hit

router = Router(tags=["search"])


class Asked(Schema):
    """What to look for, and which part of the hits."""

    q: str = Field("", max_length=1000, description="Suchtext; Wörter, „Wortfolgen“, -ohne, Anfang*, Felder")
    limit: int = Field(20, ge=1, le=100)
    offset: int = Field(0, ge=0, le=10_000)


class HitOut(Schema):
    """A page. `marks` are boxes `[x0, y0, x1, y1]` in ten thousandths of the upright page's width and height."""

    document: UUID
    dossier: UUID | None
    page: int
    snippet: str
    marks: list[tuple[int, int, int, int]]
    subject_line: str
    reference: str | None
    case: UUID | None


class Found(Schema):
    """How many pages were found, and these of them."""

    total: int
    hits: list[HitOut]


@router.get("", response=Found, summary="Suchen")
def search(request: HttpRequest, asked: Query[Asked]) -> Found:
    """Pages that answer the query, best first."""
    answer = queries.search(actor_of(request), asked.q, limit=asked.limit, offset=asked.offset)
    return Found(total=answer.total, hits=[_hit(each) for each in answer.hits])


def _hit(hit: Hit) -> HitOut:
    return HitOut(
        document=hit.document_id,
        dossier=hit.dossier_id,
        page=hit.page_number,
        snippet=str(hit.snippet),
        marks=list(hit.marks),
        subject_line=hit.subject_line,
        reference=hit.dossier_reference or None,
        case=hit.case_id,
    )
