# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an operator does to the log, with its files: another key, going on after a loss.

Announcement and file change one after the other; a crash between them is finished by the next start of the sealer.
"""

from pathlib import Path

from django.conf import settings

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.evidence.notes import VerifierKey
from aktei.base.log import public_log, sealer_health
from aktei.base.log.actions import change_key, endorsed_text, explain_rewind
from aktei.base.log.head_file import HeadFile, Rewound
from aktei.base.log.signing import (
    RemoteSigner,
    SealingError,
    Signer,
    current_key,
    make_key,
    read_key,
    replace_key,
    successor_of,
)
from aktei.base.people.queries import OFFICE
from aktei.entrances.cli.refusals import NOTHING_WAS_LOST

_KEEPER = Actor.system("evidence")
_TRIES = 10


def renew(reason: str) -> VerifierKey:
    """Announce a new key and sign with it from now on; returns its public half.

    Raises `Refused`, `SealingError`, or `SignerDown` if the signer elsewhere does not tell its key.
    """
    place = settings.EVIDENCE_KEY
    old = _old_key(place)
    if settings.EVIDENCE_SIGNER_URL:
        new = RemoteSigner(settings.EVIDENCE_SIGNER_URL, settings.EVIDENCE_SIGNER_TOKEN).verifier
    else:
        make_key(successor_of(place))
        new = read_key(successor_of(place), settings.EVIDENCE_ORIGIN).verifier
    _announce(old, new, reason)
    if not settings.EVIDENCE_SIGNER_URL:
        replace_key(place)
    sealer_health.went_well(sealer_health.SEALING)
    return new


def resume(reason: str) -> Path | None:
    """Put a loss down in the log and go on; returns where the head that was lost lies now, if it was kept here.

    Raises `Refused` if neither the kept head nor a witness says that anything was lost.
    """
    kept = HeadFile(settings.EVIDENCE_KEPT)
    lost = None
    try:
        kept.follow()
    except Rewound:
        lost = kept.note()
    if lost is None and not sealer_health.trouble_of(sealer_health.REWOUND):
        raise Refused(NOTHING_WAS_LOST())
    explain_rewind(_KEEPER, office=OFFICE, abandoned=lost or "", reason=reason)
    sealer_health.went_well(sealer_health.REWOUND)
    return kept.put_aside() if lost else None


def _announce(old: Signer | None, new: VerifierKey, reason: str) -> None:
    for turn in range(_TRIES):
        since = public_log.size()
        endorsement = old.sign(endorsed_text(str(new), since)) if old else ""
        try:
            change_key(_KEEPER, office=OFFICE, new=str(new), since=since, endorsement=endorsement, reason=reason)
        except Refused:
            # The sealer goes on meanwhile; what it sealed must still be signed by the old key.
            if turn + 1 == _TRIES or public_log.size() == since:
                raise
        else:
            return


def _old_key(place: Path) -> Signer | None:
    """The key that signs now, if it is at hand."""
    try:
        key = read_key(place, settings.EVIDENCE_ORIGIN)
    except (OSError, SealingError):
        return None
    return key if str(key.verifier) == current_key() else None
