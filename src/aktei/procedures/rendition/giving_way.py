# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A long document gives its place back between two pages, if somebody waits for it who should not have to."""

import time

from aktei.base.outbox.lanes import Lane
from aktei.base.outbox.queries import is_awaited
from aktei.procedures.rendition.pipeline import Progress

_LOOK_EVERY = 2.0  # seconds
_LONG = 30.0  # seconds in a place after which a document also gives way to fresh ones of its own lane
_QUEUE = "rendition"


class GaveWay(Exception):
    """The place is needed by others. What is finished, so many pages, lies in the scratch directory."""

    def __init__(self, done: int) -> None:
        super().__init__(done)
        self.done = done


def giving_way(lane: Lane) -> Progress:
    """Hears of pages done, looks around now and then, and raises `GaveWay`. Never before the first page is done.

    Whoever waits for two seconds found no free place anywhere: places are given out within milliseconds.
    """
    began = looked = time.monotonic()
    before: int | None = None

    def hear(done: int, total: int) -> None:
        nonlocal looked, before
        now = time.monotonic()
        before = done if before is None else before
        if before == done or done >= total or now - looked < _LOOK_EVERY:
            return
        looked = now
        if is_awaited(_QUEUE, lane, long=now - began > _LONG):
            raise GaveWay(done)

    return hear
