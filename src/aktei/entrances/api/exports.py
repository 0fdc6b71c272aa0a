# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers with everything that proves them, handed out as one file."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router, Schema
from pydantic import Field

from aktei.entrances.api import parts
from aktei.entrances.api.idempotency import once
from aktei.entrances.api.named import the_dossier
from aktei.entrances.api.requests import takes_json
from aktei.entrances.api.tokens import actor_of
from aktei.entrances.kept_files import goes_on
from aktei.procedures.proof import actions, queries

router = Router(tags=["exports"])


class ExportIn(Schema):
    """What is wanted, and what for."""

    dossier: str = Field(max_length=120, description="id oder Aktenzeichen")
    purpose: str = Field(max_length=300, description="wofür, zum Beispiel das Aktenzeichen des Gerichts")
    with_access: bool = Field(False, description="auch angeben, wer die Akte sehen kann")
    access_on: date | None = Field(None, description="statt dessen, wer sie an diesem Tag sehen konnte")


class ExportOut(Schema):
    """An export. `state`: waiting, done, failed or expired; `done` of `total` steps while it is being made."""

    id: UUID
    dossier: UUID
    state: str
    reason: str
    requested_at: datetime
    done: int
    total: int
    lines: int
    documents: int
    size: int
    sha256: str
    expires_at: datetime | None


@router.post("", response={202: ExportOut}, summary="Nachweis-Export einer Akte anfordern")
@takes_json
def request_export(request: HttpRequest, payload: ExportIn) -> HttpResponse:
    """Ask for a ZIP that anybody can check. Needs `close`, or `read` with `manage` or `audit`."""
    actor = actor_of(request)

    def act() -> ExportOut:
        dossier = the_dossier(actor, payload.dossier)
        made = actions.request_proof(
            actor,
            dossier=dossier.id,
            purpose=payload.purpose,
            with_access=payload.with_access,
            access_on=payload.access_on,
        )
        return _out(queries.export(actor, made.id))

    return once(request, act, status=202, place="exports")


@router.get("/{uuid:export}", response=ExportOut, summary="Stand eines Exports")
def read_export(request: HttpRequest, export: UUID) -> ExportOut:
    """How far it is, and its hash once it is done. Only for whoever asked for it."""
    return _out(queries.export(actor_of(request), export))


@router.get(
    "/{uuid:export}/file",
    summary="Export herunterladen",
    openapi_extra={"responses": parts.answers("application/zip", "Die ZIP-Datei")},
)
def download_export(request: HttpRequest, export: UUID) -> HttpResponseBase:
    """The file. Every download is noted in the dossier's history."""
    row = actions.download_export(actor_of(request), export=export, goes_on=goes_on(request))
    return parts.sent(request, row.sha256, name=row.filename)


def _out(shown: queries.ShownExport) -> ExportOut:
    row = shown.export
    return ExportOut(
        id=row.id,
        dossier=row.node,
        state=row.state,
        reason=row.reason,
        requested_at=row.requested_at,
        done=shown.done,
        total=shown.total,
        lines=row.lines,
        documents=row.documents,
        size=row.size,
        sha256=row.sha256,
        expires_at=row.expires_at,
    )
