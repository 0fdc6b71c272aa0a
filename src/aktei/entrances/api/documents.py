# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents, their versions and stored files."""

from enum import StrEnum
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Query, Router, Schema
from pydantic import Field

from aktei.entrances.api import paging, parts, schemas
from aktei.entrances.api.named import the_dossier
from aktei.entrances.api.shapes import document_fields, version_out
from aktei.entrances.api.tokens import actor_of
from aktei.entrances.kept_files import goes_on
from aktei.records.documents import queries, reading

router = Router(tags=["documents"])


class Filter(paging.Piece):
    """Which documents."""

    dossier: str = Field("", max_length=120, description="nur in dieser Akte (id oder Aktenzeichen)")
    case: UUID | None = Field(None, description="nur in diesem Vorgang")


class Which(Schema):
    """Which of several files with the same role."""

    position: int = Field(1, ge=1)


class Role(StrEnum):
    """What a file is to its version."""

    ORIGINAL = "original"
    ARCHIVAL = "archival"
    TEXT = "text"
    TRANSFER_NOTE = "transfer_note"


@router.get("", response=schemas.Documents, summary="Dokumente auflisten, neueste zuerst")
def list_documents(request: HttpRequest, wanted: Query[Filter]) -> schemas.Documents:
    """The documents the caller may read."""
    actor = actor_of(request)
    rows = queries.documents(actor).select_related("unit", "dossier", "current")
    if wanted.dossier:
        rows = rows.filter(dossier=the_dossier(actor, wanted.dossier).id)
    if wanted.case:
        rows = rows.filter(case=wanted.case)
    found, following = paging.piece_of(rows, paging.NEWEST_RECEIVED, wanted)
    return schemas.Documents(items=[schemas.DocumentOut(**document_fields(each)) for each in found], next=following)


@router.get("/{uuid:document}", response=schemas.DocumentDetail, summary="Dokument lesen")
def read_document(request: HttpRequest, document: UUID) -> schemas.DocumentDetail:
    """One document with its versions and files. Opening it is noted in its history."""
    actor = actor_of(request)
    row = queries.document(actor, document)
    versions = [version_out(row, each) for each in queries.versions(actor, document)]
    reading.read_document(actor, document=document)
    return schemas.DocumentDetail(**document_fields(row), versions=versions)


@router.get(
    "/{uuid:document}/versions/{int:number}/components/{role}",
    summary="Datei herunterladen",
    openapi_extra={"responses": parts.answers("*/*", "Der Inhalt der Datei")},
)
def download_component(
    request: HttpRequest, document: UUID, number: int, role: Path[Role], which: Query[Which]
) -> HttpResponseBase:
    """The bytes of a stored file, or the text of all pages. Every download is noted in the document's history."""
    actor = actor_of(request)
    row = queries.document(actor, document)
    name = row.subject_line or str(row.id)
    if role is Role.TEXT:
        text = reading.download_text(actor, document=document, version=number)
        return _as_attachment(HttpResponse(text, content_type="text/plain; charset=utf-8"), f"{name}.txt")
    file = reading.download_component(
        actor,
        document=document,
        version=number,
        role=role.value,
        position=which.position,
        goes_on=goes_on(request),
    )
    ending = ".pdf" if file.media_type == "application/pdf" else ""
    return parts.sent(request, file.sha256, name=file.filename or f"{name}{ending}", media_type=file.media_type)


def _as_attachment(response: HttpResponseBase, name: str) -> HttpResponseBase:
    """Never shown by the browser as a page of ours, whatever a sender put into the file."""
    plain = name.encode("ascii", "replace").decode().translate(str.maketrans('"\\/?', "____"))
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
