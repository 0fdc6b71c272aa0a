# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making exports, and letting go of old ones."""

from uuid import UUID

from procrastinate.contrib.django import app

from aktei.base.acts.queries import entry as journal_entry
from aktei.base.outbox.jobs import job
from aktei.procedures.proof import actions, queries
from aktei.procedures.proof.export_file import MACHINERY, make


@job(queue="exports", name="proof.make_export", attempts=8)
def make_export(*, node: str, entry: int) -> None:
    """Make the export that somebody asked for."""
    make(UUID(journal_entry(entry).payload["export"]))


@app.periodic(cron="23 1 * * *")
@job(queue="upkeep", name="proof.expire", attempts=2, wait=60)
def expire(timestamp: int = 0) -> int:
    """Let go of every export whose time is over; returns how many. The sweep of the same night removes the bytes."""
    due = queries.expired()
    for each in due:
        actions.expire_export(MACHINERY, export=each)
    return len(due)
