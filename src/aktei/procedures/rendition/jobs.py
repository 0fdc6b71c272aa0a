# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rendering as jobs: one per version, in its lane, and a sweep for what fell through."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from aktei.base.acts.queries import entry as journal_entry
from aktei.base.outbox.jobs import Order, defer, job
from aktei.base.outbox.lanes import BEHIND, Lane
from aktei.base.outbox.queries import nodes_with_a_job
from aktei.procedures.rendition import actions, pace, password_box, taking_out
from aktei.procedures.rendition.making import MACHINERY, make
from aktei.procedures.rendition.unpacking import unpacked
from aktei.records.documents.queries import unrendered_versions

QUEUE = "rendition"
_OVERLOOKED_AFTER = timedelta(minutes=2)
_AT_ONCE = 2_000
_BREATH = 5  # seconds between two portions of the sweep


@job(queue=QUEUE, name="rendition.render_version", attempts=6, lanes=True)
def render_version(*, node: str, entry: int | None = None, version: str | None = None, lane: str = Lane.TODAY) -> None:
    """Render a version that came in, or that somebody wants read once more."""
    _render(UUID(version) if version else _version_of(entry), node, lane)


@job(queue=QUEUE, name="rendition.forget", attempts=6)
def forget(*, node: str, entry: int) -> None:
    """Forget what was noted of the files of a document that was deleted."""
    actions.forget_remarks(MACHINERY, document=UUID(node))
    password_box.forget(UUID(node))


@job(queue=QUEUE, name="rendition.take_out", attempts=6)
def take_out(*, node: str, entry: int) -> None:
    """Lay the files inside a document beside it."""
    version = _version_of(entry)
    taking_out.lay_beside(MACHINERY, version=version, unpacked=unpacked(version))


@app.periodic(cron="*/2 * * * *")
@job(queue=QUEUE, name="rendition.sweep", attempts=0, lock="rendition.sweep", queueing_lock="rendition.sweep")
def sweep(timestamp: int = 0) -> int:
    """Queue every version that is not read, waits for no decision, and has no job. Returns how many.

    Looks at so many at once and leaves the rest to `sweep_on`: a million may wait, and all of them rightly.
    """
    pace.forget_old()
    return _sweep(None)


@job(queue=QUEUE, name="rendition.sweep_on", attempts=0, lock="rendition.sweep", queueing_lock="rendition.sweep_on")
def sweep_on(*, moment: str, version: str) -> int:
    """Go on with the sweep after this version."""
    return _sweep((datetime.fromisoformat(moment), UUID(version)))


def _sweep(after: tuple[datetime, UUID] | None) -> int:
    rows = unrendered_versions(before=timezone.now() - _OVERLOOKED_AFTER, after=after, limit=_AT_ONCE)
    queued = nodes_with_a_job((render_version,), {row.document_id for row in rows})
    found = [row for row in rows if str(row.document_id) not in queued]
    # In the lane for what is done a second time: in which one it was is lost with its job.
    lost = (Order(render_version, str(row.document_id), {"version": str(row.id)}, Lane.REWORK) for row in found)
    defer(lost)
    if len(rows) == _AT_ONCE:
        _go_on_after(rows[-1].created_at, rows[-1].id)
    return len(found)


def _go_on_after(moment: datetime, version: UUID) -> None:
    with suppress(AlreadyEnqueued):  # an earlier sweep is still on its way: it gets to these, too
        sweep_on.configure(schedule_in={"seconds": _BREATH}).defer(moment=moment.isoformat(), version=str(version))


def _render(version: UUID, node: str, lane: str) -> None:
    """Render it, or as much as others let us: then the rest is queued anew, behind what came meanwhile."""
    if not make(version, lane=Lane(lane)):
        defer([Order(render_version, node, {"version": str(version)}, Lane(lane), priority=BEHIND)])


def _version_of(entry: int | None) -> UUID:
    assert entry is not None, "a job without a version names the journal entry that caused it"
    return UUID(journal_entry(entry).payload["version"])
