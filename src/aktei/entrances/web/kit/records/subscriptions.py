# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of records listen to."""

from aktei.base.outbox.jobs import subscribe
from aktei.entrances.web.kit.records import jobs
from aktei.records.documents import events as documents


def listen() -> None:
    """Subscribe; called once."""
    subscribe(documents.DocumentDeleted, jobs.forget_pictures)
