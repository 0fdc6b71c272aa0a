# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Remove bytes that were handed in but never became part of a record: uploads broken off, acts that were refused."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from aktei.base.blobs.places import FoundBlob

# Between handing in and the act that refers to it lie seconds; a day leaves room for anything slow.
GRACE = timedelta(days=1)


def sweep(
    entries: Iterable[FoundBlob],
    *,
    is_referenced: Callable[[str], bool],
    look: Callable[[str], FoundBlob | None],
    delete: Callable[[str], None],
    now: datetime | None = None,
) -> int:
    """Delete what is older than `GRACE` and not spoken of; returns how many. Safe to interrupt and to run twice.

    Each entry is looked at again just before: bytes that were handed in once more meanwhile count as new.
    """
    latest = (now or datetime.now(UTC)) - GRACE
    swept = 0
    for entry in entries:
        if entry.handed_in > latest or is_referenced(entry.sha256):
            continue
        again = look(entry.sha256)
        if again is not None and again.handed_in <= latest:
            delete(entry.sha256)
            swept += 1
    return swept
