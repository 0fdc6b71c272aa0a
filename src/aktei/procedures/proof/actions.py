# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for exports, completing, handing out and removing them; looking into the journal."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.acts.queries import recorded_since
from aktei.base.acts.transaction import action, record
from aktei.base.blobs.store import StoredBlob
from aktei.base.rights.queries import OnlyLent, require_one_of, rights_on
from aktei.base.rights.rules import AUDIT, CLOSE, FIND, MANAGE, READ
from aktei.procedures.proof import events, queries, refusals
from aktei.procedures.proof.journal_question import JournalQuestion
from aktei.procedures.proof.models import Export, ExportKind, ExportState
from aktei.procedures.proof.rules import FORMAT, may_export, objections_to_export
from aktei.records.dossiers import queries as dossiers

ONE_READING = timedelta(minutes=30)
"""Turning the pages of the same question within this time is one look, and one line."""
FORMATS = {"csv": "text/csv; charset=utf-8", "json": "application/json", "pdf": "application/pdf"}


@action
def request_proof(
    actor: Actor, *, dossier: UUID, purpose: str, with_access: bool = False, access_on: date | None = None
) -> Export:
    """Ask for a dossier with everything that proves it. Needs `close`, or `read` with `manage` or `audit`, none lent.

    `with_access`: also tell who can see the dossier, and why; with `access_on`, who could on that day.
    """
    row = dossiers.dossier(actor, dossier, FIND)
    if not may_export(rights_on(actor, row.chain, lent=False)):
        raise Forbidden(refusals.MAY_NOT_EXPORT())
    ways = [(right, row.chain) for right in (CLOSE, MANAGE, AUDIT)]
    require_one_of(actor, ways, lambda: Forbidden(refusals.MAY_NOT_EXPORT()), lent=False)
    waiting = Export.objects.filter(kind=ExportKind.DOSSIER, node=row.id, state=ExportState.WAITING)
    running = waiting.filter(requested_by=actor.person_id).exists()
    ahead = access_on is not None and access_on > timezone.localdate()
    reasons = objections_to_export(purpose=purpose, running=running, ahead=ahead)
    if reasons:
        raise Refused(reasons)
    wanted: dict[str, Any] = {
        "purpose": purpose.strip(),
        "with_access": with_access or access_on is not None,
        "access_on": access_on.isoformat() if access_on else "",
    }
    made = _new(actor, ExportKind.DOSSIER, row.id, row.reference, wanted)
    event = events.ProofRequested(node=row.id, export=made.id, format=FORMAT, **wanted)
    return _remember(made, record(actor, event))


@action
def request_extract(actor: Actor, *, asked: JournalQuestion, format: str) -> Export:
    """Ask for lines of the journal as CSV, JSON or PDF/A. Whoever may read them and not only by a loan takes them."""
    _require_asking(actor, asked)
    if not queries.may_ask(actor, asked, to_keep=True):
        raise OnlyLent(READ)
    if format not in FORMATS:
        raise Refused(refusals.NO_SUCH_FORMAT())
    node = queries.subject_of(asked)
    made = _new(actor, ExportKind.JOURNAL, node, _("Protokollauszug"), {**asked.plain(), "format": format})
    event = events.ExtractRequested(node=node, export=made.id, format=format.upper(), filter=asked.plain())
    return _remember(made, record(actor, event))


@action
def read_journal(actor: Actor, *, asked: JournalQuestion) -> None:
    """Look into the journal; noted once per question, not per line. Raises `Missing` for what is not theirs to ask."""
    _require_asking(actor, asked)
    event = events.JournalRead(node=queries.subject_of(asked), filter=asked.plain())
    if not recorded_since(actor, event, timezone.now() - ONE_READING):
        record(actor, event)


def _require_asking(actor: Actor, asked: JournalQuestion) -> None:
    if not queries.is_about_oneself(actor, asked):
        require_one_of(actor, queries.ways_to_ask(asked), lambda: Missing(refusals.NOT_VISIBLE()))


@action
def seal_contents(
    actor: Actor,
    *,
    export: UUID,
    until: int,
    lines: int,
    line_set: str,
    documents: int,
    files: int,
    contents: str,
    positions: Sequence[tuple[int, int]] = (),
    omitted: int = 0,
) -> int:
    """Settle what belongs in an export before it is finished; returns the line, which is its last one.

    Only the office's own machinery makes exports.
    """
    _only_machinery(actor)
    row = _locked(export)
    if row.state != ExportState.WAITING:
        raise Refused(refusals.FINISHED_ALREADY())
    event = events.ProofSealed(
        node=row.node,
        export=row.id,
        format=FORMAT,
        until=until,
        lines=lines,
        line_set=line_set,
        documents=documents,
        files=files,
        contents=contents,
        positions=tuple(positions),
        omitted=omitted,
    )
    return record(actor, event)


@action
def complete_export(
    actor: Actor, *, export: UUID, blob: StoredBlob, filename: str, lines: int, documents: int = 0
) -> bool:
    """Hold a finished file ready; a second call changes nothing. Only the office's own machinery makes exports."""
    _only_machinery(actor)
    row = _locked(export)
    if row.state != ExportState.WAITING:
        return False
    row.state, row.sha256, row.size = ExportState.DONE, blob.sha256, blob.size
    row.filename, row.lines, row.documents = filename, lines, documents
    row.done_at = timezone.now()
    row.expires_at = row.done_at + timedelta(days=settings.EXPORT_DAYS)
    row.save()
    event = events.ExportCompleted(
        node=row.node, export=row.id, sha256=blob.sha256, size=blob.size, expires_at=row.expires_at
    )
    record(actor, event)
    return True


@action
def fail_export(actor: Actor, *, export: UUID, reason: str) -> None:
    """Say why an export could not be made. Only the office's own machinery."""
    _only_machinery(actor)
    row = _locked(export)
    if row.state != ExportState.WAITING:
        return
    row.state, row.reason, row.done_at = ExportState.FAILED, reason, timezone.now()
    row.save()
    record(actor, events.ExportFailed(node=row.node, export=row.id, reason=reason))


@action
def download_export(actor: Actor, *, export: UUID, goes_on: bool = False) -> Export:
    """Take a copy. Only whoever asked for it; the right is checked again.

    `goes_on`: only a part is asked for, and belongs to the download that was noted before.
    """
    row = queries.export(actor, export).export
    if row.kind == ExportKind.DOSSIER and not actor.is_system and not queries.can_export(actor, row.node):
        raise Forbidden(refusals.RIGHT_ENDED_ON_DOSSIER())
    if row.kind == ExportKind.JOURNAL and not queries.may_ask(actor, JournalQuestion.read(row.asked), to_keep=True):
        raise Forbidden(refusals.RIGHT_ENDED_ON_JOURNAL())
    if row.state != ExportState.DONE:
        raise Refused(refusals.NOT_THERE_NOW())
    taken = events.ExportDownloaded(node=row.node, export=row.id, sha256=row.sha256)
    if not (goes_on and recorded_since(actor, taken, timezone.now() - ONE_READING)):
        record(actor, taken)
    return row


@action
def expire_export(actor: Actor, *, export: UUID) -> None:
    """Let go of the file; the sweep removes its bytes. The journal keeps its hash. Only the office's own machinery."""
    _only_machinery(actor)
    row = _locked(export)
    if row.state != ExportState.DONE:
        return
    row.state, row.sha256 = ExportState.EXPIRED, ""
    row.save()
    record(actor, events.ExportExpired(node=row.node, export=row.id))


def _new(actor: Actor, kind: ExportKind, node: UUID, title: str, asked: dict[str, object]) -> Export:
    return Export.objects.create(
        kind=kind,
        node=node,
        title=title,
        asked=asked,
        requested_at=timezone.now(),
        requested_by=actor.person_id,
        requested_for=actor.for_person_id,
    )


def _remember(made: Export, entry: int) -> Export:
    """The line that asked for the export is the last one the export must contain."""
    made.entry = entry
    made.save(update_fields=["entry"])
    return made


def _locked(export: UUID) -> Export:
    row = Export.objects.select_for_update().filter(id=export).first()
    if row is None:
        raise Missing(refusals.MISSING())
    return row


def _only_machinery(actor: Actor) -> None:
    if not actor.is_system:
        raise Forbidden(refusals.MADE_BY_THE_OFFICE_ALONE())
