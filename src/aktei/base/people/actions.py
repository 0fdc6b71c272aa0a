# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units, persons, memberships and their keys: the only writers of people."""

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from aktei.base.journal.acts import Actor, Forbidden, Missing, Refused, action, record
from aktei.base.journal.models_base import new_id
from aktei.base.people import events
from aktei.base.people.models import OFFICE, AccessToken, Membership, Person, Role, Unit
from aktei.base.rights.actions import assume, place, renounce
from aktei.base.rights.queries import require
from aktei.base.rights.rules import MANAGE


@action
def establish_unit(actor: Actor, *, name: str, short_name: str, parent: UUID | None = None) -> Unit:
    """Found a unit below another (or directly below the office). Needs `manage` on the place above it."""
    above = Unit.objects.get(id=parent).chain if parent else [OFFICE]
    require(actor, MANAGE, above)
    unit_id = new_id()
    chain = place(unit_id, parent or OFFICE, above)
    unit = Unit.objects.create(
        id=unit_id,
        parent_id=parent,
        name=name,
        short_name=short_name,
        valid_from=timezone.now(),
        chain=chain,
    )
    record(actor, events.UnitEstablished(node=unit.id, name=name))
    return unit


@action
def register_person(
    actor: Actor,
    *,
    login: str,
    given_name: str,
    family_name: str,
    email: str = "",
    password: str | None = None,
) -> Person:
    """Give someone an account; without a password only single sign-on lets them in. Needs `manage` on the office."""
    require(actor, MANAGE, [OFFICE])
    if Person.objects.filter(login__iexact=login).exists():
        raise Refused(_("Den Anmeldenamen „{login}“ gibt es schon.").format(login=login))
    now = timezone.now()
    person = Person.objects.create(
        login=login,
        given_name=given_name,
        family_name=family_name,
        email=email,
        joined_at=now,
        password=make_password(password),
    )
    assume(person.id, [f"person:{person.id}"], cause="account", valid_from=now)
    record(actor, events.PersonRegistered(node=person.id, login=login, name=person.full_name))
    return person


@action
def begin_membership(
    actor: Actor,
    *,
    person: UUID,
    unit: UUID,
    role: str,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
) -> Membership:
    """Put a person into a unit with a role, over a period. Needs `manage` on the unit."""
    place_of_work = Unit.objects.get(id=unit)
    require(actor, MANAGE, place_of_work.chain)
    begin = valid_from or timezone.now()
    row = Membership.objects.create(
        person_id=person, unit=place_of_work, role=Role(role).value, valid_from=begin, valid_until=valid_until
    )
    names = [f"role:{role}", f"role:{role}@{unit}", *(f"unit:{each}" for each in place_of_work.chain)]
    assume(person, names, cause=f"membership:{row.id}", valid_from=begin, valid_until=valid_until)
    record(actor, events.MembershipBegun(node=person, within=(unit,), unit=unit, role=role, valid_from=begin))
    return row


@action
def end_person(actor: Actor, *, person: UUID) -> None:
    """A person leaves: access, tokens and reach end now. Needs `manage` on the office."""
    require(actor, MANAGE, [OFFICE])
    now = timezone.now()
    row = _person(person)
    row.left_at = now
    row.save(update_fields=["left_at"])
    Membership.objects.filter(Q(valid_until=None) | Q(valid_until__gt=now), person=row, valid_from__lt=now).update(
        valid_until=now
    )
    AccessToken.objects.filter(person=row, revoked_at=None).update(revoked_at=now)
    renounce(person, at=now)
    record(actor, events.PersonLeft(node=person, name=row.full_name))


@action
def set_password(actor: Actor, *, person: UUID, password: str) -> None:
    """Set a password. One's own, or anybody's with `manage` on the office."""
    if actor.person_id != person:
        require(actor, MANAGE, [OFFICE])
    row = _person(person)
    row.password = make_password(password)
    row.save(update_fields=["password"])
    record(actor, events.PasswordSet(node=person))


@action
def create_token(
    actor: Actor, *, person: UUID, label: str, expires_at: datetime | None = None
) -> tuple[AccessToken, str]:
    """Make a bearer token for oneself (or, from the command line, for anybody); the clear text is told once."""
    if actor.person_id != person and not actor.is_system:
        raise Forbidden(_("Einen Zugangsschlüssel erstellt man nur für sich selbst."))
    text = f"aktei_{secrets.token_urlsafe(32)}"
    row = AccessToken.objects.create(
        person=_person(person),
        label=label,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        created_at=timezone.now(),
        expires_at=expires_at,
    )
    record(actor, events.AccessTokenCreated(node=person, label=label))
    return row, text


@action
def revoke_token(actor: Actor, *, token: UUID) -> None:
    """Stop a bearer token. One's own, or anybody's with `manage` on the office."""
    row = AccessToken.objects.select_for_update().filter(id=token).first()
    if row is None:
        raise Missing(_("Diesen Zugangsschlüssel gibt es nicht."))
    if actor.person_id != row.person_id:
        require(actor, MANAGE, [OFFICE])
    row.revoked_at = timezone.now()
    row.save(update_fields=["revoked_at"])
    record(actor, events.AccessTokenRevoked(node=row.person_id, label=row.label))


@action
def note_log_in(actor: Actor) -> None:
    """Journal that the actor logged in."""
    if actor.person_id is None:
        raise Forbidden(_("Nur Personen melden sich an."))
    record(actor, events.LoggedIn(node=actor.person_id))


@action
def note_log_out(actor: Actor) -> None:
    """Journal that the actor logged out."""
    if actor.person_id is None:
        raise Forbidden(_("Nur Personen melden sich ab."))
    record(actor, events.LoggedOut(node=actor.person_id))


@action
def note_failed_log_in(actor: Actor, *, login: str) -> None:
    """Journal a wrong password; the name is cut so that a password typed there is not kept in full."""
    if not actor.is_system:
        raise Forbidden(_("Fehlgeschlagene Anmeldungen vermerkt nur Aktei selbst."))
    person = Person.objects.filter(login__iexact=login).first()
    known = login if person else f"{login[:3]}…"
    record(actor, events.LogInFailed(node=person.id if person else OFFICE, login=known))


RECOVERY_CODES = 8


@action
def set_second_factor(actor: Actor, *, person: UUID, key: str) -> list[str]:
    """Make an authenticator app (TOTP, RFC 6238; `key` in hexadecimal) one's own second factor, replacing any other.

    Returns recovery codes, told once; each works once, for the day the device is lost.
    """
    if actor.person_id != person:
        raise Forbidden(_("Den zweiten Faktor richtet jede Person nur für sich selbst ein."))
    row = _person(person)
    _forget_second_factor(row)
    TOTPDevice.objects.create(user=row, name="app", key=key, confirmed=True)
    paper = StaticDevice.objects.create(user=row, name="paper", confirmed=True)
    codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=paper, token=code) for code in codes])
    record(actor, events.SecondFactorSet(node=person))
    return codes


@action
def remove_second_factor(actor: Actor, *, person: UUID) -> None:
    """Take the second factor away. One's own, or (device lost) anybody's with `manage` on the office."""
    if actor.person_id != person:
        require(actor, MANAGE, [OFFICE])
    _forget_second_factor(_person(person))
    record(actor, events.SecondFactorRemoved(node=person))


def _forget_second_factor(person: Person) -> None:
    TOTPDevice.objects.filter(user=person).delete()
    StaticDevice.objects.filter(user=person).delete()


def _person(person_id: UUID) -> Person:
    row = Person.objects.select_for_update().filter(id=person_id, left_at=None).first()
    if row is None:
        raise Missing(_("Dieses Benutzerkonto gibt es nicht."))
    return row
