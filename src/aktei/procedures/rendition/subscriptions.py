# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a rendition listens to, and in which lane it reads."""

from aktei.base.outbox.jobs import subscribe
from aktei.base.outbox.lanes import Lane
from aktei.procedures.mailroom import events as post
from aktei.procedures.rendition import events as renditions
from aktei.procedures.rendition import jobs
from aktei.records.documents import events as documents


def listen() -> None:
    """Subscribe; called once."""
    subscribe(documents.VersionReceived, jobs.render_version, lane=lambda event: Lane(event.lane))
    subscribe(documents.VersionAdded, jobs.render_version, lane=Lane.TODAY)
    subscribe(documents.VersionRetried, jobs.render_again, lane=Lane.REWORK)
    subscribe(documents.VersionAccepted, jobs.render_trusted, lane=Lane.REWORK)
    subscribe(documents.DocumentDeleted, jobs.forget)
    subscribe(post.ConsignmentRetried, jobs.render_again, lane=Lane.REWORK)
    subscribe(post.ConsignmentAccepted, jobs.render_trusted, lane=Lane.REWORK)
    # Whoever types a password does so one letter at a time, and waits.
    subscribe(post.PasswordSupplied, jobs.render_again, lane=Lane.TODAY)
    subscribe(renditions.FilesInsideWantedBeside, jobs.take_out)
