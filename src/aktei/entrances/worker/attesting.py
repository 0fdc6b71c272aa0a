# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Witnesses and timestamps, asked beside the sealer: nothing waits for them, and what they miss is caught up."""

import logging
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from aktei.base.evidence.notes import NoteError
from aktei.base.log import sealer_health
from aktei.base.log.head_file import Rewound
from aktei.base.log.timestamping import Unstamped, stamp_newest
from aktei.base.log.witnessing import Unwitnessed, Witness, ask_witness, is_explained

log = logging.getLogger(__name__)

EVERY = 10.0
"""Seconds between two looks; a service that is down is asked again at the next one."""


def run(stop: threading.Event) -> None:
    """Ask again and again until told to stop."""
    while (settings.TSA_URL or settings.WITNESSES) and not stop.wait(EVERY):
        try:
            one_round()
        except DatabaseError:
            log.exception("witnesses and timestamps could not be looked after; trying again")
            close_old_connections()


def one_round() -> None:
    """Ask every witness, and the timestamping authority if it is time; trouble is noted and tried again."""
    for each in settings.WITNESSES:
        _attempt(f"{sealer_health.WITNESS}{each.partition(' ')[0]}", partial(_ask, each))
    if settings.TSA_URL and _is_time_for_a_stamp():
        _attempt(sealer_health.TIMESTAMPS, _stamp)


def _ask(setting: str) -> int | None:
    witness = Witness.parse(setting)
    try:
        return ask_witness(witness)
    except Rewound as error:
        if not is_explained(witness):
            sealer_health.in_trouble(sealer_health.REWOUND, str(error))
        raise


def _stamp() -> int | None:
    try:
        authorities = Path(settings.TSA_CA).read_bytes() if settings.TSA_CA else b""
    except OSError as error:
        raise Unstamped(f"Die Datei von AKTEI_TSA_CA ist nicht lesbar ({error.strerror})") from error
    return stamp_newest(settings.TSA_URL, authorities)


def _is_time_for_a_stamp() -> bool:
    last = sealer_health.last_success(sealer_health.TIMESTAMPS)
    if last is None or sealer_health.trouble_of(sealer_health.TIMESTAMPS):
        return True
    # Either side: a clock that went back must not silence the stamps until it has caught up.
    return abs((timezone.now() - last).total_seconds()) >= settings.TSA_EVERY_SECONDS


def _attempt(name: str, what: Callable[[], int | None]) -> None:
    try:
        done = what()
    except Rewound as error:
        log.error("%s: %s", name, error)
        sealer_health.in_trouble(name, str(error))
    except (Unstamped, Unwitnessed, NoteError, OSError) as error:
        log.warning("%s: %s; trying again", name, error)
        sealer_health.in_trouble(
            name, (error.strerror or type(error).__name__) if isinstance(error, OSError) else str(error)
        )
    else:
        if done is not None or sealer_health.trouble_of(name):
            sealer_health.went_well(name)
