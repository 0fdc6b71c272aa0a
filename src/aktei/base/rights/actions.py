# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Placing, naming, lending and admitting: what acts of all floors need of rights. Parts of surrounding acts."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.acts.transaction import record
from aktei.base.rights import refusals
from aktei.base.rights.events import RightEnded, RightGranted
from aktei.base.rights.models import Grant, Placement, Principal
from aktei.base.rights.queries import holds_in_own_name, holds_permanently
from aktei.base.rights.rules import INSTANT, LENDABLE, LENIENT, chain_of, is_protected
from aktei.base.rights.stand_ins import stand_down


def lend(
    actor: Actor,
    chain: Sequence[UUID],
    *,
    principal: str,
    rights: Sequence[str],
    cause: str,
    valid_until: datetime | None = None,
    exceptional: bool = False,
) -> None:
    """Give rights on the first node of `chain` that come with something else (a task), and go with it: `take_back`.

    Part of a surrounding act, which has checked that these rights are the actor's to give (`require_own`). Only what
    `LENDABLE` names is lent, and none to who holds it lastingly. A protected record lends nothing (raises `Refused`)
    unless `exceptional`: break-glass has its own rules.
    """
    if not LENDABLE.issuperset(rights):
        raise ValueError("nobody is lent what manages, closes, disposes of or audits a record")
    missing = [right for right in rights if not holds_already(principal, right, chain)]
    if missing and is_protected(chain) and not exceptional:
        raise Refused(refusals.ASSIGNEE_NOT_ADMITTED())
    now = timezone.now()
    for right in missing:
        Grant.objects.create(
            node=chain[0],
            right=right,
            principal=principal,
            valid_from=now,
            valid_until=valid_until,
            cause=cause,
            granted_by=actor.person_id,
        )
        record(
            actor,
            RightGranted(
                node=chain[0], right=right, principal=principal, cause=cause, valid_from=now, valid_until=valid_until
            ),
        )


def take_back(actor: Actor, *, cause: str, node: UUID | None = None) -> int:
    """End every right that was lent for this cause (on this node). Part of a surrounding act. Returns how many."""
    now = timezone.now()
    rows = Grant.objects.select_for_update().filter(Q(valid_until=None) | Q(valid_until__gt=now), cause=cause)
    ended = list(rows.filter(node=node) if node else rows)
    for row in ended:
        row.valid_until = max(now, row.valid_from + INSTANT)
        row.save(update_fields=["valid_until"])
        record(actor, RightEnded(node=row.node, right=row.right, principal=row.principal))
    return len(ended)


def holds_already(principal: str, right: str, chain: Sequence[UUID]) -> bool:
    """Whether a person named `person:…` holds the right already. Of units and roles nothing is presumed.

    What ends by itself does not count, for the right would be gone while the task waits: neither what is lent or held
    as somebody's deputy nor, before a barrier, what has an end. Behind one nothing is lent: there the present counts.
    """
    kind, _colon, person = principal.partition(":")
    if kind != "person":
        return False
    holds = holds_in_own_name if is_protected(chain) else holds_permanently
    return holds(Actor(person_id=UUID(person)), right, chain)


def place(node: UUID, parent: UUID | None, parent_chain: Sequence[UUID], *, barrier: bool = False) -> list[UUID]:
    """Hang a node under another from now on; returns its chain. Part of a surrounding act, which records.

    A clock that went back cannot turn the order of places around: the new one begins just after the old one.
    """
    last = Placement.objects.filter(node=node, valid_until=None).first()
    now = max(timezone.now(), last.valid_from + INSTANT) if last else timezone.now()
    Placement.objects.filter(node=node, valid_until=None).update(valid_until=now)
    Placement.objects.create(node=node, parent=parent, barrier=barrier, valid_from=now)
    return chain_of(node, parent_chain, barrier=barrier)


def add_principals_of(
    person: UUID,
    names: Sequence[str],
    *,
    cause: str,
    valid_from: datetime,
    valid_until: datetime | None = None,
) -> None:
    """Let grants reach a person under these names, over a period. Part of a surrounding act, which records.

    A membership may be entered late; the names it gives reach nothing before this moment, or history would change.
    """
    now = timezone.now()
    begin = valid_from if valid_from >= now - LENIENT else now
    if valid_until is not None and valid_until <= begin:
        return
    Principal.objects.bulk_create(
        Principal(person=person, name=name, cause=cause, valid_from=begin, valid_until=valid_until)
        for name in dict.fromkeys(names)
    )


def end_principals_of(person: UUID, *, cause: str | None = None, at: datetime) -> None:
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
