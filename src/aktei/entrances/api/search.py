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
from aktei.procedures.search.condition import shortfall
from aktei.procedures.search.wanted import Step

router = Router(tags=["search"])


class SearchParameters(Schema):
    """What to look for, and which part of the hits."""

    q: str = Field("", max_length=1000, description="Suchtext; Wörter, „Wortfolgen“, -ohne, Anfang*, Felder")
    limit: int = Field(20, ge=1, le=100)
    offset: int = Field(0, ge=0, le=10_000)
    step: Step | None = Field(
        None,
        description="words: genau diese Wörter; forms (sonst): auch Wortformen und Zusammensetzungen; similar: nur "
        "Seiten mit ähnlicher Schreibweise, die sonst nicht gefunden werden",
    )


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
    """How many pages were found, and these of them.

    `similar` are a few of the `similar_total` pages on which something spelt much like the words stands, told where
    nearly nothing was found. They are never among `hits`; all of them are asked for with `step=similar`.
    `shortfall` says why not everything can be found at the moment (the index is being renewed); otherwise it is empty.
    """

    total: int
    hits: list[HitOut]
    step: Step
    similar_total: int = 0
    similar: list[HitOut] = []
    shortfall: str = ""


@router.get("", response=Found, summary="Suchen")
def search(request: HttpRequest, asked: Query[SearchParameters]) -> Found:
    """Pages that answer the query, best first."""
    answer = queries.search(actor_of(request), asked.q, limit=asked.limit, offset=asked.offset, step=asked.step)
    return Found(
        total=answer.total,
        hits=[_hit(each) for each in answer.hits],
        step=answer.step,
        similar_total=answer.similar_total,
        similar=[_hit(each) for each in answer.similar],
        shortfall=shortfall(),
    )


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
