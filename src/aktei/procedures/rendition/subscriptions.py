# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a rendition listens to, and in which lane it reads."""

from aktei.base.outbox.jobs import subscribe
from aktei.base.outbox.lanes import Lane
from aktei.procedures.rendition import events as renditions
from aktei.procedures.rendition import jobs
from aktei.records.documents import events as documents


def listen() -> None:
    """Subscribe; called once."""
    subscribe(documents.VersionReceived, jobs.render_version, lane=lambda event: Lane(event.lane))
    subscribe(documents.VersionAdded, jobs.render_version, lane=Lane.TODAY)
    subscribe(documents.VersionRetried, jobs.render_version, lane=Lane.REWORK)
    subscribe(documents.VersionAccepted, jobs.render_version, lane=Lane.REWORK)
    subscribe(documents.DocumentDeleted, jobs.forget)
    # Whoever types a password does so one letter at a time, and waits.
    subscribe(renditions.PasswordSupplied, jobs.render_version, lane=Lane.TODAY)
    subscribe(renditions.FilesInsideWantedBeside, jobs.take_out)
