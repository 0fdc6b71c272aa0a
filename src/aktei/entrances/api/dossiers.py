# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers: find, open, read, close, and who can see them."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from aktei.base.rights.rules import FIND
from aktei.entrances.api import paging, schemas
from aktei.entrances.api.idempotency import once
from aktei.entrances.api.named import the_entry, the_unit
from aktei.entrances.api.requests import takes_json
from aktei.entrances.api.shapes import dossier_out
from aktei.entrances.api.tokens import actor_of
from aktei.records.dossiers import actions, queries

router = Router(tags=["dossiers"])


class Filter(paging.Piece):
    """Which dossiers."""

    entry: str = Field("", max_length=120, description="nur unter diesem Aktenplaneintrag (Kennzeichen oder id)")
    reference: str = Field("", max_length=120, description="nur mit genau diesem Aktenzeichen, auch einem früheren")


@router.get("", response=schemas.Dossiers, summary="Akten auflisten, neueste zuerst")
def list_dossiers(request: HttpRequest, wanted: Query[Filter]) -> schemas.Dossiers:
    """The dossiers the caller may find."""
    actor = actor_of(request)
    rows = queries.dossiers(actor)
    if wanted.entry:
        rows = rows.filter(entry=the_entry(actor, wanted.entry))
    if wanted.reference:
        former = queries.dossiers(actor).filter(former_references__reference=wanted.reference).order_by().values("id")
        rows = rows.filter(Q(reference=wanted.reference) | Q(id__in=former))
    found, following = paging.piece_of(rows, paging.NEWEST_OPENED, wanted)
    closures = queries.closures(each.id for each in found)
    return schemas.Dossiers(items=[dossier_out(each, closures.get(each.id)) for each in found], next=following)


@router.post("", response={201: schemas.DossierOut}, summary="Akte anlegen")
@takes_json
def open_dossier(request: HttpRequest, payload: schemas.DossierIn) -> HttpResponse:
    """Open a dossier under the next reference of its file plan entry. Needs `file` on the entry."""
    actor = actor_of(request)

    def act() -> schemas.DossierOut:
        dossier = actions.open_dossier(
            actor,
            entry=the_entry(actor, payload.entry).id,
            subject_line=payload.subject_line,
            lead_unit=the_unit(actor, payload.lead_unit).id,
            kind=payload.kind,
            specialist_key=payload.specialist_key,
            fields=payload.fields,
            confidentiality=payload.confidentiality,
            protected=payload.protected,
        )
        return dossier_out(dossier, None)

    return once(request, act, status=201, place="dossiers")


@router.get("/{uuid:dossier}", response=schemas.DossierOut, summary="Akte lesen")
def read_dossier(request: HttpRequest, dossier: UUID) -> schemas.DossierOut:
    """One dossier. Opening it is noted in its history."""
    actor = actor_of(request)
    queries.dossier(actor, dossier)
    row = actions.read_dossier(actor, dossier=dossier)
    return dossier_out(row, queries.closure(actor, dossier))


@router.post("/{uuid:dossier}/closure", response={201: schemas.ClosureOut}, summary="Akte schließen (zdA)")
@takes_json
def close_dossier(request: HttpRequest, dossier: UUID, payload: schemas.ClosureIn | None = None) -> HttpResponse:
    """Close a dossier; every obstacle is told at once (409). Needs `close`."""
    actor = actor_of(request)

    def act() -> schemas.ClosureOut:
        queries.dossier(actor, dossier, FIND)
        wanted = payload or schemas.ClosureIn(reason="", with_cases=False)
        row = actions.close_dossier(actor, dossier=dossier, reason=wanted.reason, with_cases=wanted.with_cases)
        return schemas.ClosureOut(
            id=row.id,
            dossier=dossier,
            closed_at=row.closed_at,
            closed_by=row.closed_by,
            reason=row.reason,
            term_begin=row.term_begin,
            term_end=row.term_end,
        )

    return once(request, act, status=201)


@router.post("/{uuid:dossier}/reopening", response={201: schemas.DossierOut}, summary="Akte wieder öffnen")
@takes_json
def reopen_dossier(request: HttpRequest, dossier: UUID, payload: schemas.ReopeningIn) -> HttpResponse:
    """Open a closed dossier again, with a reason. Needs `manage`."""
    actor = actor_of(request)

    def act() -> schemas.DossierOut:
        queries.dossier(actor, dossier, FIND)
        actions.reopen_dossier(actor, dossier=dossier, reason=payload.reason)
        return dossier_out(queries.dossier(actor, dossier, FIND), None)

    return once(request, act, status=201)
