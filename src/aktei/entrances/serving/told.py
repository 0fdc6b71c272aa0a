# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What strangers cause is logged now and then: a line for everything they send would let them fill the disk."""

import logging
import time
from collections.abc import Callable

BY_STRANGERS = ("django.request", "django.security", "axes")
"""Who logs what anybody can cause: pages that are not there, forms and hosts that are not ours, wrong passwords."""
AT_ONCE = 20
EVERY = 60.0  # seconds


class NowAndThen(logging.Filter):
    """Lets a few lines of each kind through in a minute, the last of them saying so. Faults of ours always."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._began = clock()
        self._seen: dict[str, int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is logged; what strangers cause, without the way it took through our code."""
        if not record.name.startswith(BY_STRANGERS) or self._is_ours(record):
            return True
        if self._clock() - self._began >= EVERY:
            self._began = self._clock()
            self._seen.clear()
        count = self._seen[record.name] = self._seen.get(record.name, 0) + 1
        record.exc_info = record.exc_text = None
        if count == AT_ONCE:
            record.msg, record.args = f"{record.getMessage()} (and more of that kind: quiet for a minute)", ()
        return count <= AT_ONCE

    def _is_ours(self, record: logging.LogRecord) -> bool:
        # 503 is an answer: of a probe that finds something wrong, or while the database is away.
        broken = record.levelno >= logging.ERROR and getattr(record, "status_code", 500) != 503
        return record.name.startswith("django.request") and broken
