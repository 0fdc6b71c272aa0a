# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading people: who is in which unit."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from aktei.base.journal.acts import Actor, Missing
from aktei.base.people.models import AccessToken, Membership, Person, Unit
from aktei.base.rights.queries import valid_at


def own_units(actor: Actor, at: datetime | None = None) -> QuerySet[Unit]:
    """The units the actor belongs to now."""
    members = Membership.objects.filter(valid_at(at or timezone.now()), person=actor.person_id)
    return Unit.objects.filter(id__in=members.values("unit")).order_by("name")


def units(actor: Actor) -> QuerySet[Unit]:
    """Every unit that exists now; the organisation chart is open to all who can log in."""
    return Unit.objects.filter(valid_at(timezone.now())).order_by("name")


def unit(actor: Actor, unit_id: UUID) -> Unit:
    """One unit, or `Missing`."""
    return _one(Unit.objects.filter(id=unit_id))


def unit_by_short_name(actor: Actor, short_name: str) -> Unit:
    """The unit with this short name (case does not matter), or `Missing`."""
    return _one(units(actor).filter(short_name__iexact=short_name))


def roles(actor: Actor, at: datetime | None = None) -> set[str]:
    """The roles the actor holds in any unit now."""
    rows = Membership.objects.filter(valid_at(at or timezone.now()), person=actor.person_id)
    return set(rows.values_list("role", flat=True))


def persons(actor: Actor) -> QuerySet[Person]:
    """Everybody who can log in, by name."""
    return Person.objects.filter(left_at=None).order_by("family_name", "given_name")


def person_by_login(login: str) -> Person | None:
    """The person with this log-in name, whatever the case."""
    return Person.objects.filter(login__iexact=login).first()


def names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The full names of these persons, also of those who have left; one query."""
    wanted = {each for each in ids if each}
    return {person.id: person.full_name for person in Person.objects.filter(id__in=wanted)}


def unit_names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of these units, one query."""
    return dict(Unit.objects.filter(id__in={each for each in ids if each}).values_list("id", "name"))


def person_of_token(token: str) -> Person | None:
    """The person a bearer token speaks for, if it still works."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    now = timezone.now()
    rows = AccessToken.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=now), digest=digest, revoked_at=None, person__left_at=None
    )
    found = rows.select_related("person").first()
    return found.person if found else None


def _one(rows: QuerySet[Unit]) -> Unit:
    found = rows.first()
    if found is None:
        raise Missing("Diese Organisationseinheit gibt es nicht.")
    return found
