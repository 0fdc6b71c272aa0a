# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines that are not genuine and that two people have explained: no alarm any more, and never sealed.

Such a line stays where it is and as it is. What explains it is a sealed line (`RefusedLineSettled`) that names its
digest: altered afterwards, it is an alarm again.
"""

from hashlib import sha256
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.acts.marks import content_of
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.transaction import record
from aktei.base.evidence.commitments import canonical
from aktei.base.log.events import RefusedLineSettled
from aktei.base.log.refusals import (
    LINE_CHANGED_SINCE,
    LINE_IS_GENUINE,
    LINE_SETTLED_ALREADY,
    NO_SUCH_REFUSED_LINE,
    REASON_MISSING_OR_LONG,
)
from aktei.base.log.sealable_lines import explained, why_refused
from aktei.base.refusals import Refusal

_LONGEST_REASON = 500


def digest_of(entry: JournalEntry) -> str:
    """The digest of a line as it stands, with its salt and its mark."""
    mac = None if entry.mac is None else bytes(entry.mac).hex()
    said = {**content_of(entry), "salt": bytes(entry.salt).hex(), "mac": mac}
    return sha256(b"aktei refused line\x00" + canonical(said)).hexdigest()


def settled() -> frozenset[int]:
    """The waiting lines that are explained and still say what they said then."""
    told = explained()
    waiting = JournalEntry.objects.filter(id__in=told, unsealed__isnull=False) if told else ()
    return frozenset(each.id for each in waiting if digest_of(each) in told[each.id])


def refused_line(number: int) -> tuple[JournalEntry, str]:
    """A waiting line that the sealer refuses, and why. Raises `Missing` or `Refused`."""
    entry = JournalEntry.objects.filter(id=number, unsealed__isnull=False).first()
    if entry is None:
        raise Missing(NO_SUCH_REFUSED_LINE())
    why = why_refused(entry)
    if not why:
        raise Refused(LINE_IS_GENUINE())
    if number in settled():
        raise Refused(LINE_SETTLED_ALREADY())
    return entry, why


def settle(actor: Actor, *, office: UUID, number: int, digest: str, reason: str, proposed_by: str) -> None:
    """Put down in the log that this line is not genuine and why it is there, as part of an act that took two people.

    Raises `Refused` if the line says something else than what was looked into.
    """
    entry, why = refused_line(number)
    if digest_of(entry) != digest:
        raise Refused(LINE_CHANGED_SINCE())
    record(
        actor,
        RefusedLineSettled(node=office, entry=number, digest=digest, why=why, reason=reason, proposed_by=proposed_by),
    )


def objections_to_settling(reason: str) -> list[Refusal]:
    """Why a line may not be settled like this."""
    if reason.strip() and len(reason) <= _LONGEST_REASON:
        return []
    return [REASON_MISSING_OR_LONG()]
