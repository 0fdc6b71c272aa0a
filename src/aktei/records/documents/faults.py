# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What could not be read: noted by the machinery, settled by whoever may work on the document, wherever it lies.

One fault stands for each version at most. Unfiled the acts need `file` where the document waits, filed `edit`.
"""

from typing import Any
from uuid import UUID

from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.acts.transaction import action, record
from aktei.base.rights.queries import require
from aktei.records.documents import events, refusals, rules
from aktei.records.documents.locking import locked, locked_where_it_lies, state_of
from aktei.records.documents.models import Deletion, ReadingFault, Settlement, Version


@action
def read_again(actor: Actor, *, document: UUID, number: int | None = None) -> Version:
    """Have a version read once more that could not be read; without a number the newest of those."""
    version = unread_version(actor, document, number)
    _settle(actor, version, Settlement.RETRIED)
    record(actor, events.VersionRetried(**_about(version)))
    return version


@action
def accept_as_is(actor: Actor, *, document: UUID, number: int | None = None) -> Version:
    """Have what can be had of a version taken despite what was found, on the responsibility of whoever says so.

    Active content is left out of the archival copy and readable pages of a truncated file are taken; what cannot
    be read at all gets a page that says so. The original is kept unchanged.
    """
    version = unread_version(actor, document, number)
    _settle(actor, version, Settlement.ACCEPTED)
    record(actor, events.VersionAccepted(**_about(version)))
    return version


def note_fault(version: UUID, *, code: str, reason: str, advice: str) -> Version | None:
    """Write down why a version could not be read. Part of the machinery's act, which records.

    None if it was read by now, or there is nothing of it any more; what stood before is replaced.
    """
    document = Version.objects.filter(id=version).values_list("document_id", flat=True).first()
    if document is None:
        raise Missing(refusals.NO_SUCH_VERSION())
    row = locked(document)
    found = Version.objects.select_for_update().get(id=version)
    if found.rendered_at is not None or Deletion.objects.filter(document=row).exists():
        return None
    now = timezone.now()
    ReadingFault.objects.filter(version=found, cleared_at=None).update(cleared_at=now)
    ReadingFault.objects.create(version=found, code=code, reason=reason, advice=advice, at=now)
    found.document = row
    return found


def settle_with_password(actor: Actor, version: Version) -> None:
    """End the fault of a version of which somebody knows the password. Part of an act, which records."""
    _settle(actor, version, Settlement.UNLOCKED)


def unread_version(actor: Actor, document: UUID, number: int | None) -> Version:
    """A version that waits for a decision because it could not be read, held still for it.

    Raises `Refused` if it does not, or if nothing of the document may be changed.
    """
    row = locked_where_it_lies(document)
    require(actor, rules.right_to_change(is_filed=row.dossier_id is not None), row.chain)
    version = _meant(row.id, number)
    version.document = row
    reasons = rules.objections_to_changing(state_of(actor, row))
    if version.rendered_at is not None:
        reasons.append(refusals.READ_ALREADY())
    elif not ReadingFault.objects.filter(version=version, cleared_at=None).exists():
        reasons.append(refusals.NOT_IN_QUESTION())
    if reasons:
        raise Refused(reasons)
    return version


def _settle(actor: Actor, version: Version, settlement: Settlement) -> None:
    standing = ReadingFault.objects.filter(version=version, cleared_at=None)
    standing.update(cleared_at=timezone.now(), cleared_by=actor.person_id, settlement=settlement)


def _meant(document: UUID, number: int | None) -> Version:
    rows = Version.objects.filter(document=document).order_by("-number")
    found = (rows.filter(number=number) if number is not None else rows).first()
    if found is None:
        raise Missing(refusals.NO_SUCH_VERSION())
    return found


def _about(version: Version) -> dict[str, Any]:
    row = version.document
    return {"node": row.id, "within": row.context, "version": version.id, "number": version.number}
