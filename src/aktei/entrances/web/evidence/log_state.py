# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the evidence log stands: nothing here tells of anybody or of any record."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from aktei.base.log import proofs, sealer_health


@dataclass(frozen=True)
class Standing:
    """The newest head, what waits (seconds), and the key. `stamped`: lines under the newest timestamp."""

    size: int
    sealed_at: datetime | None
    note: str
    waiting: int
    alarms: tuple[str, ...]
    key: str
    stamped: int
    witnesses: tuple[str, ...]


def now() -> Standing:
    """The state at this moment."""
    head = proofs.newest_head()
    condition = sealer_health.condition(timedelta(seconds=settings.EVIDENCE_ALARM_SECONDS))
    return Standing(
        size=condition.size,
        sealed_at=condition.sealed_at,
        note=head.note if head else "",
        waiting=int(condition.unsealed_age),
        alarms=condition.alarms,
        key=head.key if head else "",
        stamped=condition.timestamped_size,
        witnesses=_witnesses(head) if head else (),
    )


def _witnesses(head: proofs.SealedHead) -> tuple[str, ...]:
    """The names of those who signed besides the log itself."""
    signed = head.note.rpartition("\n\n")[2].splitlines()
    names = (line.removeprefix("\u2014 ").partition(" ")[0] for line in signed)
    return tuple(name for name in names if name != head.key.partition("+")[0])
