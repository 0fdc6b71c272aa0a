# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Turning pages is reading, and reading is an act; but not every page needs a transaction of its own."""

import threading
import time
from uuid import UUID

from aktei.base.journal.acts import Actor
from aktei.records.documents.reading import read_document

_FRESH = 60.0
"""Seconds during which the journal is not asked again. The act itself knows how long one reading lasts."""
_MOST = 10_000

_lock = threading.Lock()
_noted: dict[tuple[Actor, UUID], float] = {}


def note(actor: Actor, document: UUID) -> None:
    """See to it that this reading stands in the history. The caller has checked that the actor may read."""
    now = time.monotonic()
    with _lock:
        if now - _noted.get((actor, document), -_FRESH) < _FRESH:
            return
    read_document(actor, document=document)
    with _lock:
        if len(_noted) >= _MOST:
            _noted.clear()
        _noted[actor, document] = now


def forget() -> None:
    """Ask the journal again at the next page."""
    with _lock:
        _noted.clear()
