# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Receiving, rendering, filing and reading documents: the only writers of documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.acts.models_base import new_id
from aktei.base.acts.refusals import SUBJECT_LINE_MISSING
from aktei.base.acts.transaction import action, record
from aktei.base.outbox.lanes import Lane
from aktei.base.people.queries import unit_to_place_in
from aktei.base.rights.actions import place
from aktei.base.rights.queries import require, require_own
from aktei.base.rights.rules import FILE
from aktei.records.cases.models import Case
from aktei.records.documents import events, refusals
from aktei.records.documents.locking import (
    attachments_of,
    is_closed,
    locked,
    locked_target,
    locked_where_it_lies,
    next_position,
    state_of,
    waiting_beside,
)
from aktei.records.documents.models import (
    DIRECT,
    Component,
    ComponentRole,
    Deletion,
    Document,
    Page,
    PageRange,
    Version,
)
from aktei.records.documents.rules import (
    FilingState,
    hash_of_reading,
    objections_to_filing,
    objections_to_forwarding,
    objections_to_undo,
    objections_to_withdrawing,
    right_to_change,
)
from aktei.records.documents.waiting_place import hang_in, where_it_waits
from aktei.records.dossiers.models import Dossier


@dataclass(frozen=True)
class StoredFile:
    """A file whose bytes already lie safely in the blob store."""

    sha256: str
    size: int
    media_type: str
    filename: str = ""


@dataclass(frozen=True)
class StoredPages:
    """Some pages of such a file, from the first to the last, counted from 1."""

    file: StoredFile
    first: int
    last: int
    cut_from: UUID | None = None


@dataclass(frozen=True)
class RenderedPage:
    """One page as the rendition read it: size in points, text, packed word boxes."""

    number: int
    width: float
    height: float
    rotation: int
    source: str
    confidence: float | None
    text: str
    words: bytes


@action
def receive_document(
    actor: Actor,
    *,
    unit: UUID,
    channel: str,
    received_at: datetime,
    originals: Sequence[StoredFile] = (),
    pages: Sequence[StoredPages] = (),
    subject_line: str = "",
    sender: str = "",
    consignment: UUID | None = None,
    place_in_consignment: int | None = None,
    lane: Lane = Lane.TODAY,
) -> Document:
    """Take a document in for a unit; it hangs in the unit's chain until it is filed. Needs `file` on the unit.

    It consists of whole files, or of `pages` of files whose other pages belong to other documents.
    What came as post tells its `consignment`, and its place in it. `lane`: how soon somebody waits for it to be read.
    """
    owner = unit_to_place_in(unit)
    require(actor, FILE, owner.chain, known=True)
    if bool(originals) == bool(pages):
        raise Refused(refusals.NO_FILE())
    document_id = new_id()
    document = Document.objects.create(
        id=document_id,
        unit=owner,
        channel=channel,
        received_at=received_at,
        subject_line=subject_line,
        sender=sender,
        consignment_id=consignment,
        place_in_consignment=place_in_consignment,
        chain=place(document_id, owner.id, owner.chain),
    )
    version = Version.objects.create(document=document, number=1, created_at=timezone.now(), created_by=actor.person_id)
    document.current = version
    document.save(update_fields=["current"])
    keep_originals(version, originals)
    keep_pages(version, pages)
    hashes = tuple(file.sha256 for file in originals)
    within = (owner.id,)
    record(
        actor,
        events.DocumentReceived(
            node=document.id,
            within=within,
            channel=channel,
            received_at=received_at,
            originals=hashes,
            subject_line=subject_line,
            sender=sender,
        ),
    )
    for each in pages:
        record(
            actor,
            events.PagesTaken(
                node=document.id,
                within=within,
                sha256=each.file.sha256,
                first_page=each.first,
                last_page=each.last,
                cut_from=each.cut_from,
            ),
        )
    record(actor, events.VersionReceived(node=document.id, within=within, version=version.id, number=1, lane=lane))
    return document


@action
def complete_rendition(
    actor: Actor,
    *,
    version: UUID,
    archival: StoredFile,
    thumbnail: StoredFile | None,
    pages: Sequence[RenderedPage],
) -> bool:
    """Attach the archival copy and all pages at once; a second call for the same version changes nothing.

    People read the newest version that is rendered: this is when a further one takes the place of the one before.
    Only the office's own machinery renders. Returns whether anything was written.
    """
    if not actor.is_system:
        raise Forbidden(refusals.RENDERED_BY_THE_OFFICE_ALONE())
    document_id = Version.objects.filter(id=version).values_list("document_id", flat=True).first()
    if document_id is None:
        raise Missing(refusals.NO_SUCH_VERSION())
    document = locked(document_id)
    row = Version.objects.select_for_update().get(id=version)
    if row.rendered_at is not None or Deletion.objects.filter(document=document).exists():
        return False
    _component(row, ComponentRole.ARCHIVAL, archival, 1).save(force_insert=True)
    if thumbnail:
        _component(row, ComponentRole.THUMBNAIL, thumbnail, 1).save(force_insert=True)
    Page.objects.bulk_create([Page(version=row, **vars(page)) for page in pages], batch_size=500)
    row.rendered_at = timezone.now()
    row.save(update_fields=["rendered_at"])
    if document.current is None or document.current.number <= row.number:
        document.current, document.page_count = row, len(pages)
        document.save(update_fields=["current", "page_count"])
    record(
        actor,
        events.DocumentRendered(
            node=document.id,
            within=document.context,
            version=row.id,
            pages=len(pages),
            archival=archival.sha256,
            reading=hash_of_reading((page.number, page.text, page.words) for page in pages),
        ),
    )
    return True


@action
def file_document(
    actor: Actor,
    *,
    document: UUID,
    dossier: UUID | None = None,
    case: UUID | None = None,
    subject_line: str | None = None,
    reason: str = "",
) -> Document:
    """Place a document in a case, or directly in a dossier. Needs `file` where it lies and where it goes."""
    target, target_case = locked_target(dossier, case)  # before the document, as whoever moves it does
    row = locked(document)
    require_own(actor, FILE, row.chain)
    place_chain = target_case.chain if target_case else target.chain
    require(actor, FILE, place_chain)
    reasons = objections_to_filing(_state(row, target, target_case))
    if reasons:
        raise Refused(reasons)
    row.dossier, row.case, row.position = target, target_case, next_position(target.id)
    row.chain = place(row.id, target_case.id if target_case else target.id, place_chain)
    row.filed_at, row.filed_by = timezone.now(), actor.person_id
    if subject_line is not None:
        row.subject_line = subject_line.strip()
    row.save()
    record(
        actor,
        events.DocumentFiled(
            node=row.id,
            within=row.context,
            dossier=target.id,
            reference=target.reference,
            case=target_case.id if target_case else None,
            subject_line=row.subject_line,
            reason=reason,
        ),
    )
    return row


@action
def undo_filing(actor: Actor, *, document: UUID) -> Document:
    """Take a document out of its dossier again; it waits in its unit's post. Needs `file` on the document."""
    row = locked_where_it_lies(document)
    filed_it = row.filed_by is not None and row.filed_by == actor.person_id
    (require if filed_it else require_own)(actor, FILE, row.chain)
    dossier, now = row.dossier, state_of(actor, row)
    reasons = objections_to_undo(
        _state(row, dossier, row.case),
        came_as_post=row.channel != DIRECT,
        with_attachments=now.is_attachment or now.attachments > 0,
        held_by=now.held_by,
    )
    if reasons or dossier is None:
        raise Refused(reasons)
    context = row.context
    row.dossier = row.case = row.position = row.filed_at = row.filed_by = None
    row.unit = where_it_waits(row)
    row.chain = place(row.id, row.unit_id, row.unit.chain)
    row.save()
    record(
        actor,
        events.FilingUndone(node=row.id, within=context, dossier=dossier.id, reference=dossier.reference),
    )
    return row


@action
def forward_document(actor: Actor, *, document: UUID, unit: UUID) -> Document:
    """Hand unfiled post to another unit, with all that waits of the same consignment.

    Needs `file` where it lies now; the receiver decides what becomes of it.
    """
    target = unit_to_place_in(unit)  # before the document, as whoever moves the unit does
    row = locked(document)
    require_own(actor, FILE, row.chain)
    reasons = objections_to_forwarding(is_filed=row.dossier_id is not None, is_withdrawn=row.withdrawn_at is not None)
    if reasons:
        raise Refused(reasons)
    for each in (row, *waiting_beside(row)):
        before = each.unit_id
        hang_in(each, target)
        record(
            actor,
            events.DocumentForwarded(
                node=each.id,
                within=(before, target.id),
                from_unit=before,
                to_unit=target.id,
                to_name=target.name,
            ),
        )
    return row


@action
def rename_document(actor: Actor, *, document: UUID, subject_line: str) -> Document:
    """Give a document another subject line, never an empty one. Needs `edit` once filed, `file` before."""
    row = locked(document)
    require(actor, right_to_change(is_filed=row.dossier_id is not None), row.chain)
    if not subject_line.strip():
        raise Refused(SUBJECT_LINE_MISSING())
    before, row.subject_line = row.subject_line, subject_line.strip()
    row.save(update_fields=["subject_line"])
    record(
        actor,
        events.DocumentRenamed(node=row.id, within=row.context, before=before, after=row.subject_line),
    )
    return row


@action
def describe_document(
    actor: Actor, *, document: UUID, subject_line: str = "", sender: str = "", written_on: date | None = None
) -> bool:
    """Fill in what was read from the letter itself and nobody has said otherwise. The office's own machinery only.

    Returns whether anything was still empty.
    """
    if not actor.is_system:
        raise Forbidden(refusals.DESCRIBED_BY_THE_OFFICE_ALONE())
    row = locked(document)
    read: dict[str, Any] = {
        "subject_line": subject_line.strip()[:300],
        "sender": sender.strip()[:300],
        "written_on": written_on,
    }
    new = {name: value for name, value in read.items() if value and not getattr(row, name)}
    if not new:
        return False
    for name, value in new.items():
        setattr(row, name, value)
    row.save(update_fields=list(new))
    if "written_on" in new:
        new["written_on"] = f"{written_on:%d.%m.%Y}"
    record(actor, events.DocumentDescribed(node=row.id, within=row.context, **new))
    return True


@action
def withdraw_document(actor: Actor, *, document: UUID, reason: str) -> Document:
    """Take a document with its attachments out of use, with a reason; nothing is deleted.

    Needs `file` unfiled, `edit` filed.
    """
    row = locked_where_it_lies(document)
    require(actor, right_to_change(is_filed=row.dossier_id is not None), row.chain)
    now = state_of(actor, row)
    reasons = objections_to_withdrawing(
        reason=reason, is_withdrawn=now.is_withdrawn, is_closed=now.is_closed, held_by=now.held_by
    )
    if reasons:
        raise Refused(reasons)
    at = timezone.now()
    for each in (row, *(one for one in attachments_of(row) if one.withdrawn_at is None)):
        each.withdrawn_at = at
        each.save(update_fields=["withdrawn_at"])
        record(actor, events.DocumentWithdrawn(node=each.id, within=each.context, reason=reason.strip()))
    return row


def keep_originals(version: Version, originals: Sequence[StoredFile]) -> None:
    """Write down which files a new version consists of. Part of an act, which records."""
    Component.objects.bulk_create(
        _component(version, ComponentRole.ORIGINAL, file, position) for position, file in enumerate(originals, start=1)
    )


def keep_pages(version: Version, pages: Sequence[StoredPages]) -> None:
    """Write down of which pages of which files a new version consists. Part of an act, which records."""
    PageRange.objects.bulk_create(
        PageRange(version=version, position=at, **_cut(each), **vars(each.file))
        for at, each in enumerate(pages, start=1)
    )


def _cut(each: StoredPages) -> dict[str, Any]:
    return {"first_page": each.first, "last_page": each.last, "cut_from_id": each.cut_from}


def _state(row: Document, dossier: Dossier | None, case: Case | None) -> FilingState:
    return FilingState(
        is_rendered=bool(row.current and row.current.rendered_at),
        is_filed=row.dossier_id is not None,
        is_withdrawn=row.withdrawn_at is not None,
        target_closed=is_closed(dossier.id if dossier else None, case.id if case else None),
    )


def _component(version: Version, role: str, file: StoredFile, position: int) -> Component:
    return Component(version=version, role=role, position=position, **vars(file))
