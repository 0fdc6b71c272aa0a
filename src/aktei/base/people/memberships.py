# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who belongs where, from when until when: begin, change and end memberships."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.acts.transaction import action, record
from aktei.base.people import events, membership_rows, refusals
from aktei.base.people.accounts import require_another_administrator, the_person
from aktei.base.people.models import Membership, Person, Role, Unit
from aktei.base.people.refusals import UNIT_IS_DISSOLVED
from aktei.base.people.rules import objections_to_period
from aktei.base.rights.principals import set_end_of_principals
from aktei.base.rights.queries import require
from aktei.base.rights.rules import MANAGE


@action(personal=True)
def begin_membership(
    actor: Actor,
    *,
    person: UUID,
    unit: UUID,
    role: str,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
) -> Membership:
    """Put a person into a unit with a role, over a period that may lie ahead. Needs `manage` on the unit.

    Never backwards in time: what somebody could see on a past day is settled. Who is to leave belongs until then.
    """
    place_of_work = _living(unit)
    require(actor, MANAGE, place_of_work.chain, known=True)
    someone = the_person(person)
    now = timezone.now()
    begin = max(valid_from or now, now)
    end = _not_beyond(someone, valid_until)
    reasons = objections_to_period(now=now, begin=valid_from or now, end=end)
    if _has_role(person, unit, role, begin, end):
        reasons.append(refusals.ROLE_HELD_ALREADY())
    if reasons:
        raise Refused(reasons)
    row = Membership(person_id=person, unit=place_of_work, role=Role(role).value, valid_from=begin, valid_until=end)
    membership_rows.enter([row], {unit: place_of_work})
    record(actor, events.MembershipBegun(node=person, within=(unit,), unit=unit, role=role, valid_from=begin))
    return row


@action(personal=True)
def change_membership(
    actor: Actor, *, membership: UUID, valid_until: datetime | None, role: str | None = None
) -> Membership:
    """Let a membership end on another day (or on none), or go on in another role from now. Needs `manage`."""
    row = _lasting(membership)
    require(actor, MANAGE, row.unit.chain)
    now = timezone.now()
    end = _not_beyond(the_person(row.person_id), valid_until)
    reasons = objections_to_period(now=now, begin=max(row.valid_from, now), end=end)
    if reasons:
        raise Refused(reasons)
    if role is not None and role != row.role:
        row = _go_on_as(actor, row, Role(role).value, end, now)
    else:
        row.valid_until = end
        row.save(update_fields=["valid_until"])
        set_end_of_principals(membership_rows.cause(row), end, at=now)
    record(
        actor,
        events.MembershipChanged(
            node=row.person_id,
            within=(row.unit_id,),
            unit=row.unit_id,
            unit_name=row.unit.name,
            role=row.role,
            valid_until=end,
        ),
    )
    return row


@action(personal=True)
def end_membership(actor: Actor, *, membership: UUID) -> None:
    """End a membership now; one that has not begun yet never does. Needs `manage` on the unit."""
    row = _lasting(membership)
    require(actor, MANAGE, row.unit.chain)
    if row.role == Role.ADMINISTRATOR:
        require_another_administrator(actor, row.person_id)
    membership_rows.leave([row], timezone.now())
    record(
        actor,
        events.MembershipEnded(
            node=row.person_id, within=(row.unit_id,), unit=row.unit_id, unit_name=row.unit.name, role=row.role
        ),
    )


def _go_on_as(actor: Actor, row: Membership, role: str, end: datetime | None, now: datetime) -> Membership:
    if row.role == Role.ADMINISTRATOR:
        require_another_administrator(actor, row.person_id)
    if _has_role(row.person_id, row.unit_id, role, max(row.valid_from, now), end):
        raise Refused(refusals.ROLE_HELD_ALREADY())
    membership_rows.leave([row], now)
    begin = max(row.valid_from, now)
    goes_on = Membership(person_id=row.person_id, unit=row.unit, role=role, valid_from=begin, valid_until=end)
    membership_rows.enter([goes_on], {row.unit_id: row.unit})
    return goes_on


def _has_role(person: UUID, unit: UUID, role: str, begin: datetime, end: datetime | None) -> bool:
    same = membership_rows.not_over(begin).filter(person=person, unit=unit, role=role)
    return (same.filter(valid_from__lt=end) if end else same).exists()


def _not_beyond(person: Person, until: datetime | None) -> datetime | None:
    """Nobody belongs anywhere longer than they are there."""
    if person.left_at is None:
        return until
    return min(until, person.left_at) if until else person.left_at


def _living(unit: UUID) -> Unit:
    # Locked, so that the unit neither moves nor ends between reading its chain and writing the names from it.
    row = Unit.objects.select_for_update().filter(id=unit).first()
    if row is None:
        raise Missing(refusals.NO_SUCH_UNIT())
    if row.valid_until is not None:
        raise Refused(UNIT_IS_DISSOLVED(name=row.name))
    return row


def _lasting(membership: UUID) -> Membership:
    known = Membership.objects.filter(id=membership).first()
    if known is None:
        raise Missing(refusals.NO_SUCH_MEMBERSHIP())
    unit = Unit.objects.select_for_update().get(id=known.unit_id)
    row = membership_rows.not_over(timezone.now()).select_for_update().filter(id=membership).first()
    if row is None:
        raise Refused(refusals.MEMBERSHIP_ENDED())
    row.unit = unit
    return row
