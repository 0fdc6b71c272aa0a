# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sealer at work beside the jobs: every second, whatever waits gets its place in the evidence log."""

import logging
import threading

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from aktei.base.journal.sealing import ALARM_AFTER, SealingError, seal, signer, waiting_since

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two rounds; a journal line is sealed within about this time."""


def run(stop: threading.Event) -> None:
    """Seal until told to stop. Trouble is logged and tried again: nothing waits for the sealer, so nothing is lost."""
    while not stop.wait(EVERY):
        try:
            seal_all(stop)
            if waiting_since() > ALARM_AFTER:
                log.error("journal lines have been waiting for the sealer for more than %s", ALARM_AFTER)
        except SealingError:
            log.exception("the evidence log cannot be continued; sealing stands still until this is explained")
            stop.wait(60)
        except (DatabaseError, OSError):
            log.exception("sealing failed and will be tried again")
            close_old_connections()


def seal_all(stop: threading.Event | None = None) -> int:
    """Seal everything that waits now; returns how many lines."""
    key = signer(settings.EVIDENCE_KEY, settings.EVIDENCE_ORIGIN)
    total = 0
    while not (stop and stop.is_set()):
        sealed = seal(key)
        total += sealed
        if not sealed:
            break
    return total
