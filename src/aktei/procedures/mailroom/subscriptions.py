# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the mailroom listens to: what becomes of the documents of its post."""

from datetime import timedelta
from typing import Final

from aktei.base.outbox.jobs import subscribe
from aktei.procedures.mailroom import events as post
from aktei.procedures.mailroom import jobs
from aktei.records.documents import events as documents

_AT_THE_LATEST: Final = timedelta(seconds=5)
"""What was read is offered as soon as it is found; if the search is down, without."""


def listen() -> None:
    """Subscribe; called once."""
    subscribe(documents.DocumentRendered, jobs.settle, after=_AT_THE_LATEST)
    subscribe(post.FilesInsideWanted, jobs.take_out)
    subscribe(documents.DocumentDeleted, jobs.forget)
