# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the evidence log stands: nothing here tells of anybody or of any record."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aktei.base.journal import proving
from aktei.base.journal.sealing import ALARM_AFTER, waiting_since
from aktei.procedures.proof import ports


@dataclass(frozen=True)
class Standing:
    """The newest head, what waits for the sealer, and the key. `stamps`: timestamps on this head."""

    size: int
    sealed_at: datetime | None
    note: str
    waiting: timedelta
    alarm: bool
    key: str
    origin: str
    stamps: int
    witnesses: tuple[str, ...]

    @property
    def waiting_seconds(self) -> int:
        """How long the oldest line has been waiting."""
        return int(self.waiting.total_seconds())


def now() -> Standing:
    """The state at this moment."""
    head, waiting, key = proving.newest_head(), waiting_since(), ports.verifier_key()
    origin = key.partition("+")[0]
    return Standing(
        size=head.size if head else 0,
        sealed_at=head.at if head else None,
        note=head.note if head else "",
        waiting=waiting,
        alarm=waiting > ALARM_AFTER,
        key=key,
        origin=origin,
        stamps=len(proving.stamps(head.size)) if head else 0,
        witnesses=_witnesses(head.note, origin) if head else (),
    )


def _witnesses(note: str, origin: str) -> tuple[str, ...]:
    """The names of those who signed besides the log itself."""
    signed = note.rpartition("\n\n")[2].splitlines()
    names = (line.removeprefix("\u2014 ").partition(" ")[0] for line in signed)
    return tuple(name for name in names if name != origin)
