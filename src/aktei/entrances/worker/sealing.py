# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sealer at work beside the jobs: every second, whatever waits gets its place in the evidence log."""

import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from aktei.base.blobs.faults import no_room
from aktei.base.log import sealer_health
from aktei.base.log.head_file import HeadFile, Rewound
from aktei.base.log.sealing import seal
from aktei.base.log.signing import SealingError, Signer, SignerDown, signer

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two rounds; a journal line is sealed within about this time."""
AFTER_TROUBLE = 10.0
SAY_AGAIN = 300
"""Rounds after which a standing alarm is written to the log again."""


def run(stop: threading.Event) -> None:
    """Seal until told to stop. Trouble is logged and tried again: nothing waits for the sealer, so nothing is lost."""
    rounds = 0
    while not stop.wait(EVERY):
        if not one_round(stop):
            stop.wait(AFTER_TROUBLE)
        _say_what_waits(rounds)
        rounds += 1


def one_round(stop: threading.Event | None = None) -> bool:
    """Seal what waits, and note how it went; returns whether it went well. Never raises."""
    try:
        sealed = seal_all(stop)
    except (SealingError, SignerDown) as error:
        said = str(error)
        log.exception("the evidence log cannot be continued; sealing stands still until this is explained")
        _quietly(lambda: sealer_health.in_trouble(sealer_health.SEALING, said))
        return False
    except (DatabaseError, OSError) as error:
        said = _in_german(error)
        log.exception("sealing failed and will be tried again")
        close_old_connections()
        _quietly(lambda: sealer_health.in_trouble(sealer_health.SEALING, said))
        return False
    if sealed or sealer_health.trouble_of(sealer_health.SEALING):
        _quietly(lambda: sealer_health.went_well(sealer_health.SEALING))
    return True


def _in_german(error: Exception) -> str:
    """Without path or address: it stands on pages; the log has both."""
    if no_room(error):
        return "Auf dem Server ist kein Platz mehr. Das Besiegeln geht weiter, sobald wieder Platz ist."
    where = "Die Datenbank" if isinstance(error, DatabaseError) else "Der Speicher für den Prüfpunkt"
    return f"{where} ist gerade nicht benutzbar; es wird weiter versucht. Der Grund steht im Betriebsprotokoll."


def seal_all(stop: threading.Event | None = None) -> int:
    """Seal everything that waits now; returns how many lines. Raises what `seal` and `signer` raise."""
    key, kept = our_signer(), HeadFile(settings.EVIDENCE_KEPT)
    if said := sealer_health.trouble_of(sealer_health.REWOUND):
        raise Rewound(said)
    kept.follow()
    total = 0
    while not (stop and stop.is_set()):
        sealed = seal(key, kept=kept)
        total += sealed
        if not sealed:
            break
    return total


def our_signer() -> Signer:
    """The signer that the settings name."""
    return signer(
        settings.EVIDENCE_KEY,
        settings.EVIDENCE_ORIGIN,
        settings.EVIDENCE_SIGNER_URL,
        settings.EVIDENCE_SIGNER_TOKEN,
    )


def _say_what_waits(rounds: int) -> None:
    def say() -> None:
        age = sealer_health.waiting_since().total_seconds()
        if age > settings.EVIDENCE_ALARM_SECONDS and rounds % SAY_AGAIN == 0:
            log.error("journal lines have been waiting for the sealer for %.0f s", age)

    _quietly(say)


def _quietly(what: Callable[[], None]) -> None:
    try:
        what()
    except DatabaseError:
        log.exception("the state of the evidence log could not be noted")
        close_old_connections()
