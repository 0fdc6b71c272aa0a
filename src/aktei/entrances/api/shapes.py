# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From rows to what is told about them."""

from collections.abc import Container, Iterable, Sequence
from typing import Any
from uuid import UUID

from aktei.entrances.api import consignment_schemas, schemas
from aktei.entrances.known_files import already, cannot_be_read
from aktei.records.documents.actions import StoredFile
from aktei.records.documents.copies import Copy
from aktei.records.envelopes.queries import documents_of, faults_of, receipts_of


def unit_out(unit: Any) -> schemas.UnitOut:
    """A unit."""
    return schemas.UnitOut(id=unit.id, name=unit.name, short_name=unit.short_name)


def dossier_out(row: Any, closure: Any) -> schemas.DossierOut:
    """A dossier; `closure` is the act that closed it, if one stands."""
    return schemas.DossierOut(
        id=row.id,
        reference=row.reference,
        subject_line=row.subject_line,
        kind=row.kind,
        specialist_key=row.specialist_key,
        fields=row.fields,
        entry=schemas.Entry(id=row.entry.id, notation=row.entry.notation, title=row.entry.title),
        lead_unit=unit_out(row.lead_unit),
        confidentiality=row.confidentiality,
        protected=row.protected,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        state="closed" if closure else "open",
        closed_at=closure.closed_at if closure else None,
        parent=row.parent_id,
        merged_into=row.merged_into_id,
    )


def case_out(row: Any) -> schemas.CaseOut:
    """A case."""
    return schemas.CaseOut(
        id=row.id,
        dossier=row.dossier_id,
        reference=row.dossier.reference,
        number=row.number,
        subject_line=row.subject_line,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
    )


def document_fields(row: Any) -> dict[str, Any]:
    """What every answer tells about a document (`unit`, `dossier` and `current` are loaded)."""
    return {
        "id": row.id,
        "subject_line": row.subject_line,
        "sender": row.sender,
        "channel": row.channel,
        "received_at": row.received_at,
        "written_on": row.written_on,
        "unit": unit_out(row.unit),
        "dossier": row.dossier_id,
        "reference": row.dossier.reference if row.dossier else None,
        "case": row.case_id,
        "position": row.position,
        "filed_at": row.filed_at,
        "filed_by": row.filed_by,
        "pages": row.page_count,
        "current_version": row.current.number if row.current else None,
    }


def version_out(document: Any, version: Any) -> schemas.VersionOut:
    """A version with its files (`components` are loaded); once read, its text is one of them."""
    base = f"/api/v1/documents/{document.id}/versions/{version.number}/components"
    files = [_component(base, each) for each in version.components.all() if each.role != "thumbnail"]
    if version.rendered_at:
        files.append(
            schemas.ComponentOut(
                role="text",
                position=1,
                media_type="text/plain; charset=utf-8",
                size=None,
                sha256=None,
                filename="",
                url=f"{base}/text",
            )
        )
    return schemas.VersionOut(
        number=version.number, created_at=version.created_at, rendered_at=version.rendered_at, components=files
    )


def _component(base: str, row: Any) -> schemas.ComponentOut:
    further = f"?position={row.position}" if row.position > 1 else ""
    return schemas.ComponentOut(
        role=row.role,
        position=row.position,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        filename=row.filename,
        url=f"{base}/{row.role}{further}",
    )


def taken_out(row: Any, files: Sequence[StoredFile], found: Sequence[Copy]) -> consignment_schemas.ConsignmentTaken:
    """A consignment that was just handed in, and what whoever handed it in should know."""
    told = [cannot_be_read(files, filed=False), already(found, files)]
    return consignment_schemas.ConsignmentTaken(
        id=row.id,
        state="received",
        envelope=row.envelope_id,
        document=row.document.id,
        documents=[each.id for each in documents_of(row.id)],
        copies=[
            consignment_schemas.CopyOut(document=each.document.id, dossier=each.document.dossier_id)
            for each in found[:20]
        ],
        notices=[each for each in told if each],
    )


def consignment_line(found: Any, readable: Container[UUID]) -> consignment_schemas.ConsignmentLine:
    """A consignment in a list; of its documents those that are `readable` are named."""
    return consignment_schemas.ConsignmentLine(**_consignment_fields(found, readable))


def consignment_out(
    found: Any, readable: Container[UUID], suggestions: Iterable[Any], originals: Iterable[Any]
) -> consignment_schemas.ConsignmentOut:
    """A consignment with everything that helps to file it; of its documents those that are `readable` are named."""
    document = found.document
    return consignment_schemas.ConsignmentOut(
        **_consignment_fields(found, readable),
        reason_code=found.trouble.code,
        advice=found.trouble.advice,
        scanned_at=found.envelope.scanned_at,
        scanned_by=found.envelope.scanned_by,
        dossier=document.dossier_id,
        reference=document.dossier.reference if document.dossier else None,
        case=document.case_id,
        suggestions=[_suggestion(each) for each in suggestions],
        files=[consignment_schemas.FileOut.model_validate(each) for each in originals],
        faults=[consignment_schemas.FaultOut.model_validate(each) for each in faults_of(found.envelope.id)],
        receipts=[consignment_schemas.ReceiptOut.model_validate(each) for each in receipts_of(found.envelope.id)],
    )


def _consignment_fields(found: Any, readable: Container[UUID]) -> dict[str, Any]:
    document = found.document
    read = document.page_count
    return {
        "id": found.id,
        "state": found.state,
        "envelope": found.consignment.envelope_id,
        "document": document.id,
        "documents": [each.id for each in found.held if each.id in readable],
        "reason": found.trouble.reason,
        "channel": found.envelope.channel,
        "received_at": document.received_at,
        "sender": document.sender,
        "subject_line": document.subject_line,
        "unit": unit_out(found.unit),
        "pages": consignment_schemas.PagesOut(done=found.done or read, total=found.total or read),
    }


def _suggestion(each: Any) -> consignment_schemas.SuggestionOut:
    return consignment_schemas.SuggestionOut(
        dossier=each.dossier.id,
        reference=each.dossier.reference,
        dossier_subject_line=each.dossier.subject_line,
        case=each.case.id if each.case else None,
        case_subject_line=each.case.subject_line if each.case else None,
        kind=each.kind,
        level=each.level,
        score=each.score,
        reason=each.reason,
        page=each.page,
        quote=each.quote,
    )
