# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading people: who is in which unit."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.names.expressions import SortKey, called, called_or_numbered, same_login
from aktei.base.people import refusals
from aktei.base.people.models import OFFICE as OFFICE  # the node itself is no secret
from aktei.base.people.models import (
    AccessToken,
    Dissolution,
    FormerName,
    Membership,
    Office,
    Person,
    Role,
    Unit,
    still_there,
)
from aktei.base.rights.queries import valid_at

IN_ORDER: dict[str, tuple[Any, ...]] = {
    "person": (SortKey("family_name"), SortKey("given_name"), "id"),
    "unit": (SortKey("name"), "id"),
}
"""How persons and units stand in lists: by German rules."""
PERSON_NAMES = ("given_name", "family_name", "login")
"""By what a person is found; the columns of the index `person_named`."""


def own_units(actor: Actor, at: datetime | None = None) -> QuerySet[Unit]:
    """The units the actor belongs to now; those of the absent person while the actor works for one."""
    whose = actor.for_person_id or actor.person_id
    members = Membership.objects.filter(valid_at(at or timezone.now()), person=whose)
    return Unit.objects.filter(id__in=members.values("unit")).order_by(*IN_ORDER["unit"])


def led_units(actor: Actor, at: datetime | None = None) -> QuerySet[Unit]:
    """The units the actor heads now (or the absent person for whom they act), with all below them, by name."""
    moment, whose = at or timezone.now(), actor.for_person_id or actor.person_id
    led = list(Membership.objects.filter(valid_at(moment), person=whose, role=Role.HEAD).values_list("unit", flat=True))
    if not led:
        return Unit.objects.none()
    return Unit.objects.filter(valid_at(moment), chain__overlap=led).order_by(*IN_ORDER["unit"])


def members_of(units: Collection[UUID], at: datetime | None = None) -> dict[UUID, set[UUID]]:
    """Who belongs to each of these very units now; one query."""
    found: dict[UUID, set[UUID]] = {each: set() for each in units}
    rows = Membership.objects.filter(valid_at(at or timezone.now()), unit__in=found)
    for unit_id, person in rows.values_list("unit", "person"):
        found[unit_id].add(person)
    return found


def units(actor: Actor) -> QuerySet[Unit]:
    """Every unit that exists now; the organisation chart is open to all who can log in."""
    return Unit.objects.filter(valid_at(timezone.now())).order_by(*IN_ORDER["unit"])


def units_named(actor: Actor, typed: str) -> QuerySet[Unit]:
    """Those whose name or short name (`501` for `50.1`, too) is meant by what is typed, in any order and spelling."""
    return units(actor).filter(called_or_numbered(Unit, ("name", "short_name"), "short_name", typed))


def unit(actor: Actor, unit_id: UUID) -> Unit:
    """One unit, or `Missing`."""
    return _one(Unit.objects.filter(id=unit_id))


def living_heir(unit: Unit) -> Unit:
    """The unit itself or, if it was dissolved, whoever took over from it, and from that one; the last there is."""
    while unit.valid_until is not None:
        took_over = Dissolution.objects.filter(unit=unit, done_at__isnull=False).select_related("successor").first()
        if took_over is None or took_over.successor is None:
            break
        unit = took_over.successor
    return unit


def unit_to_place_in(unit_id: UUID) -> Unit:
    """The unit in whose post something is about to hang, or whoever took over from it; `Missing` if there is none.

    Until the surrounding act ends the unit neither moves nor is dissolved, or what is placed would hang where nobody
    looks. Many may place at the same time.
    """
    row = _held(unit_id)
    while row.valid_until is not None and (heir := living_heir(row)) != row:
        row = _held(heir.id)
    return row


def _held(unit_id: UUID) -> Unit:
    rows = list(Unit.objects.raw("SELECT * FROM people_unit WHERE id = %s FOR SHARE", [unit_id]))
    if not rows:
        raise Missing(refusals.NO_SUCH_UNIT())
    return rows[0]


def unit_by_short_name(actor: Actor, short_name: str) -> Unit:
    """The unit with this short name (case does not matter), or `Missing`."""
    return _one(units(actor).filter(short_name__iexact=short_name))


def roles(actor: Actor, at: datetime | None = None) -> set[str]:
    """The roles the actor holds in any unit now."""
    rows = Membership.objects.filter(valid_at(at or timezone.now()), person=actor.person_id)
    return set(rows.values_list("role", flat=True))


def persons(actor: Actor) -> QuerySet[Person]:
    """Everybody who has an account, locked or not, by name."""
    return Person.objects.filter(still_there()).order_by(*IN_ORDER["person"])


def persons_who_can_act(actor: Actor) -> QuerySet[Person]:
    """The same without those who are locked out: work and rights are given to people who can log in."""
    return persons(actor).filter(locked_at=None)


def person_is_named(typed: str) -> Q:
    """A condition: somebody means this person who types this: names in any order and spelling, log-in, or e-mail."""
    named = called(Person, PERSON_NAMES, typed)
    return named | Q(email__istartswith=typed.strip()) if "@" in typed else named


def persons_named(actor: Actor, typed: str) -> QuerySet[Person]:
    """Those whose name, log-in name or e-mail somebody means who types this, in any order and spelling."""
    return persons(actor).filter(person_is_named(typed))


def person_by_login(login: str) -> Person | None:
    """The person with this log-in name, however it is spelled."""
    return Person.objects.filter(same_login(login)).first()


def person_by_id(person_id: UUID) -> Person | None:
    """The person with this id, if they have not left."""
    return Person.objects.filter(still_there(), id=person_id).first()


def own_person(actor: Actor) -> Person:
    """The actor's own account, or `Missing` (a system actor has none)."""
    found = person_by_id(actor.person_id) if actor.person_id else None
    if found is None:
        raise Missing(refusals.NO_SUCH_ACCOUNT())
    return found


def own_memberships(actor: Actor, at: datetime | None = None) -> QuerySet[Membership]:
    """The actor's roles with their units now."""
    rows = Membership.objects.filter(valid_at(at or timezone.now()), person=actor.person_id)
    return rows.select_related("unit").order_by(SortKey("unit__name"))


def members_ever(unit_id: UUID) -> list[UUID]:
    """Everybody who is or once was a member of this unit; one query."""
    return list(Membership.objects.filter(unit=unit_id).values_list("person", flat=True).distinct())


def persons_vouched_for(login: str, verified_email: str) -> QuerySet[Person]:
    """Whom a log-in server means: the log-in name decides, else the e-mail address; may be several or nobody."""
    known = Person.objects.filter(still_there())
    by_login = known.filter(same_login(login)) if login else known.none()
    if by_login.exists() or not verified_email:
        return by_login
    return known.filter(email__iexact=verified_email)


def names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The full names of these persons, also of those who have left; one query."""
    wanted = {each for each in ids if each}
    return {person.id: person.full_name for person in Person.objects.filter(id__in=wanted)}


def unit_names(ids: Iterable[UUID | None], at: datetime | None = None) -> dict[UUID, str]:
    """The names of these units, also of dissolved ones; as they were at that moment, if one is given."""
    wanted = {each for each in ids if each}
    found = dict(Unit.objects.filter(id__in=wanted).values_list("id", "name"))
    if at is not None:
        former = FormerName.objects.filter(unit__in=wanted, valid_from__lte=at, valid_until__gt=at)
        found |= dict(former.values_list("unit", "name"))
    return found


ADMINISTRATOR = Role.ADMINISTRATOR.value
"""The role whose holders manage the office."""


def is_founded() -> bool:
    """Whether the office has been set up (or, in a database older than that, somebody has an account)."""
    return Office.objects.exists() or Person.objects.exists()


def office_name(default: str) -> str:
    """What the office is called; `default` until it is set up. One query."""
    return Office.objects.filter(id=OFFICE).values_list("name", flat=True).first() or default


def office_chain(node: UUID) -> list[UUID]:
    """The chain of what hangs nowhere else (a person, the office itself): the office is responsible for it."""
    return list(dict.fromkeys((node, OFFICE)))


def tokens(actor: Actor) -> QuerySet[AccessToken]:
    """The actor's own bearer tokens, newest first; the office's own machinery sees everybody's."""
    rows = AccessToken.objects.select_related("person", "use").order_by("-created_at")
    return rows if actor.is_system else rows.filter(person=actor.person_id)


def person_of_token(token: str) -> Person | None:
    """The person a bearer token speaks for, if it still works."""
    found = working_token(token)
    return found.person if found else None


def working_token(token: str) -> AccessToken | None:
    """The bearer token with this wording, its person and its last use, if it still works; one query."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    now = timezone.now()
    rows = AccessToken.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=now),
        still_there("person__"),
        digest=digest,
        revoked_at=None,
        person__locked_at=None,
    )
    return rows.select_related("person", "use").first()


def role_name(role: str) -> str:
    """What people call a role; the role itself if nobody has named it."""
    return str(Role(role).label) if role in Role.values else role


def _one(rows: QuerySet[Unit]) -> Unit:
    found = rows.first()
    if found is None:
        raise Missing(refusals.NO_SUCH_UNIT())
    return found
