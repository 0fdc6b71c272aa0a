# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Turning pages is reading, and reading is an act; but not every page needs a transaction of its own."""

import threading
import time
from concurrent.futures import Future
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.records.documents.reading import read_document

_FRESH = 60.0
"""Seconds during which the journal is not asked again. The act itself knows how long one reading lasts."""
_MOST = 10_000

_Reading = tuple[Actor, UUID]

_lock = threading.Lock()
_noted: dict[_Reading, float] = {}
_noting: dict[_Reading, Future[None]] = {}


def note(actor: Actor, document: UUID) -> None:
    """See to it that this reading stands in the history before a page is shown.

    A browser asks for several pages at once: the first asks the journal, the others wait for it, so that one reading
    is one line. The caller has checked that the actor may read.
    """
    reading = (actor, document)
    with _lock:
        if time.monotonic() - _noted.get(reading, -_FRESH) < _FRESH:
            return
        under_way = _noting.get(reading)
        if under_way is None:
            mine = _noting[reading] = Future()
    if under_way is not None:
        under_way.result()
        return
    try:
        read_document(actor, document=document)
        _remember(reading)
        mine.set_result(None)
    except BaseException as error:
        mine.set_exception(error)
        raise
    finally:
        with _lock:
            del _noting[reading]


def _remember(reading: _Reading) -> None:
    with _lock:
        if len(_noted) >= _MOST:
            _noted.clear()
        _noted[reading] = time.monotonic()


def forget() -> None:
    """Ask the journal again at the next page."""
    with _lock:
        _noted.clear()
