# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rendering as jobs: one per version, and a sweep for what fell through."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from aktei.base.journal.queries import entry as journal_entry
from aktei.base.outbox.jobs import job
from aktei.procedures.rendition import actions, queries, taking_out
from aktei.procedures.rendition.making import MACHINERY, make
from aktei.procedures.rendition.unpacking import unpacked
from aktei.records.documents.queries import unrendered_versions

QUEUE = "rendition"
_OVERLOOKED_AFTER = timedelta(minutes=2)
_AT_ONCE = 1_000


@job(queue=QUEUE, name="rendition.render_version", attempts=6)
def render_version(*, node: str, entry: int | None = None, version: str | None = None) -> None:
    """Render the version that came in."""
    make(UUID(version) if version else _version_of(entry))


@job(queue=QUEUE, name="rendition.render_again", attempts=6)
def render_again(*, node: str, entry: int) -> None:
    """Render a refused version once more."""
    version = _version_of(entry)
    actions.reopen(MACHINERY, version=version)
    make(version)


@job(queue=QUEUE, name="rendition.render_trusted", attempts=6)
def render_trusted(*, node: str, entry: int) -> None:
    """Render a refused version that somebody accepted as it is."""
    version = _version_of(entry)
    actions.reopen(MACHINERY, version=version, trusted=True)
    make(version)


@job(queue=QUEUE, name="rendition.forget", attempts=6)
def forget(*, node: str, entry: int) -> None:
    """Forget what was noted of the files of a document that was deleted."""
    actions.forget_remarks(MACHINERY, document=UUID(node))


@job(queue=QUEUE, name="rendition.take_out", attempts=6)
def take_out(*, node: str, entry: int) -> None:
    """Lay the files inside a document beside it."""
    version = _version_of(entry)
    taking_out.lay_beside(MACHINERY, version=version, unpacked=unpacked(version))


@app.periodic(cron="*/2 * * * *")
@job(queue=QUEUE, name="rendition.sweep", attempts=0, queueing_lock="rendition.sweep")
def sweep(timestamp: int = 0) -> int:
    """Queue every version that is neither rendered nor refused and that no job will render. Returns how many."""
    rows = unrendered_versions(before=timezone.now() - _OVERLOOKED_AFTER, limit=_AT_ONCE)
    refused = queries.refused(row.id for row in rows)
    queued = _documents_with_a_job()
    found = [row for row in rows if row.id not in refused and str(row.document_id) not in queued]
    for row in found:
        render_version.configure(lock=f"{render_version.name}:{row.document_id}").defer(
            node=str(row.document_id), version=str(row.id)
        )
    return len(found)


def _version_of(entry: int | None) -> UUID:
    assert entry is not None, "a job without a version names the journal entry that caused it"
    return UUID(journal_entry(entry).payload["version"])


def _documents_with_a_job() -> set[str]:
    waiting = ProcrastinateJob.objects.filter(status__in=("todo", "doing"), queue_name=QUEUE)
    return {node for node in waiting.values_list("args__node", flat=True) if node}
