# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How renditions end: complete, or refused with a reason. Only the office's own machinery acts here."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden
from aktei.base.acts.transaction import action, record
from aktei.procedures.rendition import events, refusals
from aktei.procedures.rendition.models import Progress, Rendition
from aktei.procedures.rendition.remarks import Remark
from aktei.records.documents.actions import RenderedPage, StoredFile, complete_rendition
from aktei.records.documents.faults import note_fault


@action
def complete(
    actor: Actor,
    *,
    version: UUID,
    archival: StoredFile,
    thumbnail: StoredFile | None,
    pages: Sequence[RenderedPage],
    remarks: Sequence[Remark] = (),
) -> bool:
    """Hand the finished rendition to the records; a second call changes nothing. Returns whether it was the first."""
    _machinery_only(actor)
    first = complete_rendition(actor, version=version, archival=archival, thumbnail=thumbnail, pages=pages)
    if first:
        progress = Progress.objects.filter(version=version).first()
        said = {
            "remarks": [each.as_dict() for each in remarks],
            "attempts": progress.attempts if progress else 1,
            "changed_at": timezone.now(),
        }
        Rendition.objects.update_or_create(version_id=version, defaults=said)
        Progress.objects.filter(version=version).delete()
    return first


@action
def refuse(actor: Actor, *, version: UUID, code: str, reason: str, advice: str) -> bool:
    """Note that the originals could not be worked on, and why. Changes nothing once a rendition is complete."""
    _machinery_only(actor)
    row = note_fault(version, code=code, reason=reason, advice=advice)
    if row is None:
        return False
    Progress.objects.filter(version=version).delete()
    document = row.document
    record(
        actor,
        events.RenditionRefused(
            node=document.id,
            within=document.context,
            version=version,
            code=code,
            reason=reason,
            advice=advice,
        ),
    )
    return True


@action
def forget_remarks(actor: Actor, *, document: UUID) -> int:
    """Forget what was noted of the files of a deleted document, names and notes in them. Returns of how many."""
    _machinery_only(actor)
    rows = Rendition.objects.select_for_update().filter(version__document=document).exclude(remarks=[])
    noted = list(rows.values_list("id", flat=True))
    if noted:
        Rendition.objects.filter(id__in=noted).update(remarks=[])
        record(actor, events.RemarksForgotten(node=document, versions=len(noted)))
    return len(noted)


def _machinery_only(actor: Actor) -> None:
    if not actor.is_system:
        raise Forbidden(refusals.MADE_BY_THE_OFFICE_ALONE())
