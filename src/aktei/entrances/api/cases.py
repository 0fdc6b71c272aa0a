# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases: find and open."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from aktei.entrances.api import paging, schemas
from aktei.entrances.api.idempotency import once
from aktei.entrances.api.named import the_dossier
from aktei.entrances.api.requests import takes_json
from aktei.entrances.api.shapes import case_out
from aktei.entrances.api.tokens import actor_of
from aktei.records.cases import actions, queries

router = Router(tags=["cases"])


class Filter(paging.Piece):
    """Which cases."""

    dossier: str = Field("", max_length=120, description="nur in dieser Akte (id oder Aktenzeichen)")


@router.get("", response=schemas.Cases, summary="Vorgänge auflisten, neueste zuerst")
def list_cases(request: HttpRequest, wanted: Query[Filter]) -> schemas.Cases:
    """The cases the caller may find."""
    actor = actor_of(request)
    dossier = the_dossier(actor, wanted.dossier).id if wanted.dossier else None
    found, following = paging.piece_of(queries.cases(actor, dossier), paging.NEWEST_ID, wanted)
    return schemas.Cases(items=[case_out(each) for each in found], next=following)


@router.post("", response={201: schemas.CaseOut}, summary="Vorgang anlegen")
@takes_json
def open_case(request: HttpRequest, payload: schemas.CaseIn) -> HttpResponse:
    """Open a case under the next number of its dossier. Needs `file` on the dossier."""
    actor = actor_of(request)

    def act() -> schemas.CaseOut:
        dossier = the_dossier(actor, payload.dossier)
        return case_out(actions.open_case(actor, dossier=dossier.id, subject_line=payload.subject_line))

    return once(request, act, status=201)
