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
from aktei.procedures.rendition.models import Progress, Rendition, RenditionState
from aktei.procedures.rendition.remarks import Remark
from aktei.records.documents.actions import RenderedPage, StoredFile, complete_rendition
from aktei.records.documents.queries import version_of


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
        _conclude(version, RenditionState.DONE, remarks=[each.as_dict() for each in remarks])
    return first


@action
def refuse(actor: Actor, *, version: UUID, code: str, reason: str, advice: str) -> bool:
    """Note that the originals could not be worked on, and why. Changes nothing once a rendition is complete."""
    _machinery_only(actor)
    row = version_of(version)
    if row.rendered_at is not None:
        return False
    _conclude(version, RenditionState.REFUSED, code=code, reason=reason, advice=advice)
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
def reopen(actor: Actor, *, version: UUID, trusted: bool = False) -> bool:
    """Let a refused version be worked on again; `trusted` once somebody accepted it as it is. False if not refused."""
    _machinery_only(actor)
    row = Rendition.objects.select_for_update().filter(version=version, state=RenditionState.REFUSED).first()
    if row is None:
        return False
    row.state, row.trusted, row.changed_at = RenditionState.WAITING, row.trusted or trusted, timezone.now()
    row.save(update_fields=["state", "trusted", "changed_at"])
    document = version_of(version).document
    record(
        actor,
        events.RenditionReopened(node=document.id, within=document.context, version=version, trusted=trusted),
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


def _conclude(
    version: UUID, state: str, *, code: str = "", reason: str = "", advice: str = "", remarks: Sequence[object] = ()
) -> None:
    progress = Progress.objects.filter(version=version).first()
    Rendition.objects.update_or_create(
        version_id=version,
        defaults={
            "state": state,
            "code": code,
            "reason": reason,
            "advice": advice,
            "remarks": list(remarks),
            "attempts": progress.attempts if progress else 1,
            "changed_at": timezone.now(),
        },
    )
    Progress.objects.filter(version=version).delete()


def _machinery_only(actor: Actor) -> None:
    if not actor.is_system:
        raise Forbidden(refusals.MADE_BY_THE_OFFICE_ALONE())
