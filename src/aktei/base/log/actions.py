# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the keepers of the log do to it: announce another key, explain a loss. From the command line alone."""

from uuid import UUID

from django.db import connection
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.refusals import REASON_MISSING
from aktei.base.acts.transaction import action, record
from aktei.base.evidence.notes import VerifierKey
from aktei.base.log import signing
from aktei.base.log.events import LogRewound, SigningKeyChanged
from aktei.base.log.head_file import said_in
from aktei.base.log.models import Checkpoint, SigningKey
from aktei.base.log.refusals import KEY_OF_BEFORE, LOG_HAS_GROWN, NO_KEY_YET, ONLY_ON_THE_SERVER
from aktei.base.log.sealing import LOCK


def endorsed_text(new: str, since: int) -> str:
    """What the old key signs to vouch for the new one."""
    return f"aktei signing key\n{new}\nsince {since}\n"


@action
def change_key(actor: Actor, *, office: UUID, new: str, since: int, endorsement: str, reason: str) -> None:
    """Announce that `new` (a verifier key) signs every head larger than `since`, the log's size now.

    `endorsement` is the old key's signed note over `endorsed_text`, empty if the old key is lost. Raises `Refused` if
    the log grew meanwhile: ask again with its new size. Only the office's own machinery.
    """
    _only_machinery(actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    old, size = signing.current_key(), _size()
    VerifierKey.parse(new)
    reasons = []
    if old is None:
        reasons.append(NO_KEY_YET())
    if SigningKey.objects.filter(verifier=new).exists():
        reasons.append(KEY_OF_BEFORE())
    if size != since:
        reasons.append(LOG_HAS_GROWN())
    if not reason.strip():
        reasons.append(REASON_MISSING())
    if reasons:
        raise Refused(reasons)
    SigningKey.objects.create(since=since, verifier=new, at=timezone.now())
    record(
        actor,
        SigningKeyChanged(
            node=office, old=old or "", new=new, since=since, endorsement=endorsement, reason=reason.strip()
        ),
    )


@action
def explain_rewind(actor: Actor, *, office: UUID, abandoned: str, reason: str) -> None:
    """Put down in the log itself that it went back behind the head `abandoned` (a note), and why.

    Whoever keeps that head finds it named here; empty if only a witness knows of it. Only the office's own machinery.
    """
    _only_machinery(actor)
    if not reason.strip():
        raise Refused(REASON_MISSING())
    record(
        actor,
        LogRewound(
            node=office,
            abandoned=abandoned,
            abandoned_size=said_in(abandoned).size if abandoned else 0,
            size=_size(),
            reason=reason.strip(),
        ),
    )


def _size() -> int:
    return Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0


def _only_machinery(actor: Actor) -> None:
    if not actor.is_system:
        raise Forbidden(ONLY_ON_THE_SERVER())
