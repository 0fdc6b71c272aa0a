# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pages keep for speed and must not keep for ever."""

from aktei.base.acts.queries import entry as journal_entry
from aktei.base.outbox.jobs import job
from aktei.entrances.web.kit.records import page_images


@job(queue="upkeep", name="pictures.forget", attempts=5)
def forget_pictures(*, node: str, entry: int) -> None:
    """Throw away the pictures of a deleted document's pages on this machine."""
    for sha256 in journal_entry(entry).payload.get("hashes", ()):
        page_images.forget(sha256)
