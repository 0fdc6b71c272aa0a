# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines of before lines carried a mark: those found waiting then were admitted to the log."""

from typing import Any

from aktei.base.acts.marks import content_of, current_key, fits, mark
from aktei.base.acts.models import JournalEntry
from aktei.base.log.models import Admission


def admission_mark(entry: JournalEntry) -> bytes:
    """The mark of a line of before, found waiting when lines began to carry marks."""
    return mark(current_key(), *_of_admitted(entry))


def is_admitted(entry: JournalEntry, admission: Admission | None) -> bool:
    """Whether this program admitted the line as it stands."""
    return admission is not None and entry.act is None and fits(admission.mac, *_of_admitted(entry))


def _of_admitted(entry: JournalEntry) -> tuple[bytes, dict[str, Any]]:
    return b"admission", {**content_of(entry), "salt": bytes(entry.salt).hex()}
