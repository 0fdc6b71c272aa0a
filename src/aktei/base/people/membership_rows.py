# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Memberships and the names they give, as parts of acts: persons enter and leave units, units take theirs along."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from aktei.base.people.models import Membership, Unit
from aktei.base.people.rules import principals_of_membership
from aktei.base.rights.principals import NewPrincipal, add_principals, end_principals


def not_over(at: datetime) -> QuerySet[Membership]:
    """Memberships that hold at this moment or later."""
    return Membership.objects.filter(Q(valid_until=None) | Q(valid_until__gt=at))


def enter(rows: Sequence[Membership], units: dict[UUID, Unit]) -> None:
    """Write these memberships with their names."""
    Membership.objects.bulk_create(rows, batch_size=2_000)
    add_principals(
        NewPrincipal(row.person_id, name, cause(row), row.valid_from, row.valid_until)
        for row in rows
        for name in principals_of_membership(row.role, row.unit_id, units[row.unit_id].chain)
    )


def leave(rows: Sequence[Membership], at: datetime) -> None:
    """End these memberships with their names at this moment; those still to come never begin."""
    end_principals([cause(row) for row in rows], at=at)
    Membership.objects.filter(id__in=[row.id for row in rows if row.valid_from >= at]).delete()
    Membership.objects.filter(id__in=[row.id for row in rows if row.valid_from < at]).update(valid_until=at)


def follow_move(unit: UUID, lost: Collection[UUID], gained: Collection[UUID], at: datetime) -> int:
    """Let everybody in a branch that moved answer to the new units above it; returns how many memberships."""
    rows = list(not_over(at).filter(unit__chain__contains=[unit]))
    end_principals([cause(row) for row in rows], at=at, names=[f"unit:{each}" for each in lost])
    add_principals(
        NewPrincipal(row.person_id, f"unit:{each}", cause(row), max(at, row.valid_from), row.valid_until)
        for row in rows
        for each in gained
    )
    return len(rows)


def change_over(unit: UUID, successor: Unit, at: datetime) -> int:
    """Let the members of a unit go on in another with the same roles; returns how many memberships.

    Who has the role there already over that time keeps that one.
    """
    rows = list(not_over(at).filter(unit=unit))
    there = {(row.person_id, row.role) for row in not_over(at).filter(unit=successor, valid_until=None)}
    leave(rows, at)
    enter(
        [
            Membership(
                person_id=row.person_id,
                unit=successor,
                role=row.role,
                valid_from=max(row.valid_from, at),
                valid_until=row.valid_until,
            )
            for row in rows
            if (row.person_id, row.role) not in there
        ],
        {successor.id: successor},
    )
    return len(rows)


def cause(row: Membership) -> str:
    """What the names of a membership name as their cause."""
    return f"membership:{row.id}"
