# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking back that post was forwarded, just now and by oneself: whoever forwarded it cannot reach it any more."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.queries import about
from aktei.base.acts.transaction import action, record
from aktei.base.people.queries import unit_to_place_in
from aktei.base.rights.queries import require
from aktei.base.rights.rules import FILE
from aktei.records.documents import events, refusals
from aktei.records.documents.locking import locked, waiting_beside
from aktei.records.documents.models import Document
from aktei.records.documents.waiting_place import hang_in

UNDO_WITHIN = timedelta(minutes=10)
_SEEN_ONLY = ("DocumentRead", "ComponentDownloaded")
"""What may have happened meanwhile: reading changes nothing."""
_FORWARDED = events.DocumentForwarded.__name__


@action
def undo_forwarding(actor: Actor, *, document: UUID) -> Document:
    """Take forwarded post back into the unit it came from, with all that waits of the same consignment.

    Needs `file` there.

    Only for whoever forwarded it, not longer than ten minutes after, and only while nobody has done anything with it.
    """
    told = _last(document)
    # Before the document, as whoever moves the unit does.
    target = unit_to_place_in(UUID(told.payload["from_unit"])) if told and told.kind == _FORWARDED else None
    row, last = locked(document), _last(document)
    mine = last is not None and last == told and last.kind == _FORWARDED and last.person == actor.person_id
    if not mine:
        require(actor, FILE, row.chain)  # whoever may not see it learns no more than that
        raise Forbidden(refusals.FORWARDED_BY_ANOTHER())
    if last is None or target is None or last.at < timezone.now() - UNDO_WITHIN:
        raise Refused(refusals.FORWARDING_IS_FINAL())
    left = row.unit_id
    require(actor, FILE, target.chain)
    for each in (row, *waiting_beside(row)):
        hang_in(each, target)
        record(
            actor,
            events.ForwardingUndone(node=each.id, within=(left, target.id), to_unit=target.id, to_name=target.name),
        )
    return row


def _last(document: UUID) -> Any:
    """The last thing that was done with it."""
    return about(document).exclude(kind__in=_SEEN_ONLY).first()
