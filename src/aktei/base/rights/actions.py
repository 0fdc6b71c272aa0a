# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Granting, ending, and placing: the only writers of rights."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor, Missing, action, record
from aktei.base.rights.events import RightEnded, RightGranted
from aktei.base.rights.models import Grant, Placement, Principal
from aktei.base.rights.queries import require
from aktei.base.rights.rules import MANAGE, chain_of
from aktei.base.rights.stand_ins import stand_down


@action
def grant(
    actor: Actor,
    *,
    node: UUID,
    chain: Sequence[UUID],
    right: str,
    principal: str,
    cause: str,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
) -> UUID:
    """Give a principal a right on a node, over a period. Needs `manage` on the node; returns the grant's id.

    `chain` is the node's own; raises `ValueError` for another's, so that nobody is checked against the wrong place.
    """
    if not chain or chain[0] != node:
        raise ValueError("the chain is not that of the node")
    require(actor, MANAGE, chain)
    begin = valid_from or timezone.now()
    row = Grant.objects.create(
        node=node,
        right=right,
        principal=principal,
        valid_from=begin,
        valid_until=valid_until,
        cause=cause,
        granted_by=actor.person_id,
    )
    record(
        actor,
        RightGranted(
            node=node,
            right=right,
            principal=principal,
            cause=cause,
            valid_from=begin,
            valid_until=valid_until,
        ),
    )
    return row.id


@action
def end_grant(actor: Actor, *, grant_id: UUID, chain: Sequence[UUID]) -> None:
    """End a grant now; its period stays on record. Needs `manage` on the node."""
    row = Grant.objects.select_for_update().filter(id=grant_id, node=chain[0]).first()
    if row is None:
        raise Missing(_("Diese Berechtigung gibt es nicht."))
    require(actor, MANAGE, chain)
    row.valid_until = max(timezone.now(), row.valid_from + timedelta(microseconds=1))
    row.save(update_fields=["valid_until"])
    record(actor, RightEnded(node=row.node, right=row.right, principal=row.principal))


def place(node: UUID, parent: UUID | None, parent_chain: Sequence[UUID], *, barrier: bool = False) -> list[UUID]:
    """Hang a node under another from now on; returns its chain. Part of a surrounding act, which records."""
    now = timezone.now()
    Placement.objects.filter(node=node, valid_until=None).update(valid_until=now)
    Placement.objects.create(node=node, parent=parent, barrier=barrier, valid_from=now)
    return chain_of(node, parent_chain, barrier=barrier)


def assume(
    person: UUID,
    names: Sequence[str],
    *,
    cause: str,
    valid_from: datetime,
    valid_until: datetime | None = None,
) -> None:
    """Let grants reach a person under these names, over a period. Part of a surrounding act, which records."""
    Principal.objects.bulk_create(
        Principal(person=person, name=name, cause=cause, valid_from=valid_from, valid_until=valid_until)
        for name in dict.fromkeys(names)
    )


def renounce(person: UUID, *, cause: str | None = None, at: datetime) -> None:
    """End the person's names (all, or those of one cause) at this moment. Part of a surrounding act.

    Who loses every name also stops standing in for others, and nobody stands in through them any more.
    """
    rows = Principal.objects.filter(Q(valid_until=None) | Q(valid_until__gt=at), person=person)
    if cause is not None:
        rows = rows.filter(cause=cause)
    rows.filter(valid_from__gte=at).delete()
    rows.filter(valid_from__lt=at).update(valid_until=at)
    if cause is None:
        stand_down(person, at=at)


def admit(actor: Actor, node: UUID, *, principals: Sequence[str], rights: Sequence[str], cause: str) -> None:
    """Grant rights on a node that has just been made. Part of the act that made it, which has checked the right."""
    now = timezone.now()
    for principal in principals:
        for right in rights:
            Grant.objects.create(
                node=node,
                right=right,
                principal=principal,
                valid_from=now,
                cause=cause,
                granted_by=actor.person_id,
            )
            record(
                actor,
                RightGranted(node=node, right=right, principal=principal, cause=cause, valid_from=now),
            )
