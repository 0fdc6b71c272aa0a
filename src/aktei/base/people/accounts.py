# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Persons and their accounts: registered, changed, locked, gone, back. The only writers of persons."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.acts.transaction import action, record
from aktei.base.names.expressions import same_login
from aktei.base.names.folding import login_key
from aktei.base.people import events, membership_rows, refusals, returns
from aktei.base.people.models import OFFICE, AccessToken, Membership, Person, still_there
from aktei.base.people.rules import LENIENT, LONGEST_LOGIN
from aktei.base.rights.actions import add_principals_of, end_principals_of
from aktei.base.rights.principals import holders_of_right, set_end_of_principals
from aktei.base.rights.queries import require
from aktei.base.rights.rules import MANAGE


@action(personal=True)
def register_person(
    actor: Actor,
    *,
    login: str,
    given_name: str,
    family_name: str,
    email: str = "",
    password: str | None = None,
    external_id: str = "",
    source: str = "",
) -> Person:
    """Give someone an account; without a password only single sign-on lets them in. Needs `manage` on the office."""
    require(actor, MANAGE, [OFFICE], known=True)
    _require_free(login)
    now = timezone.now()
    person = Person.objects.create(
        login=login,
        given_name=given_name,
        family_name=family_name,
        email=email,
        joined_at=now,
        password=make_password(password),
        external_id=external_id,
        source=source,
    )
    add_principals_of(person.id, [f"person:{person.id}"], cause="account", valid_from=now)
    record(actor, events.PersonRegistered(node=person.id, login=login, name=person.full_name))
    return person


@action(personal=True)
def change_person(
    actor: Actor,
    *,
    person: UUID,
    login: str,
    given_name: str,
    family_name: str,
    email: str,
    second_factor_required: bool | None = None,
) -> Person:
    """Correct name, e-mail address or log-in name. Needs `manage` on the office."""
    require(actor, MANAGE, [OFFICE], known=True)
    row = the_person(person)
    _require_free(login, but=person)
    before = f"{row.full_name} ({row.login})"
    row.login, row.given_name, row.family_name, row.email = login, given_name, family_name, email
    if second_factor_required is not None:
        row.second_factor_required = second_factor_required
    row.save(update_fields=["login", "given_name", "family_name", "email", "second_factor_required"])
    record(actor, events.PersonChanged(node=person, name=row.full_name, login=login, before=before))
    return row


@action(personal=True)
def lock_person(actor: Actor, *, person: UUID, reason: str) -> None:
    """Keep somebody out until further notice: no log-in, sessions end now, bearer tokens rest. Needs `manage`.

    Memberships and rights stay, so that deputies go on working. Nobody locks themselves, nor the last administrator.
    """
    require(actor, MANAGE, [OFFICE], known=True)
    row = the_person(person)
    if row.locked_at is not None:
        raise Refused(refusals.LOCKED_ALREADY())
    if person == actor.person_id:
        raise Refused(refusals.NOT_YOUR_OWN_ACCOUNT())
    require_another_administrator(actor, person)
    row.locked_at = row.sessions_ended_at = timezone.now()
    row.save(update_fields=["locked_at", "sessions_ended_at"])
    record(actor, events.PersonLocked(node=person, name=row.full_name, reason=reason))


@action(personal=True)
def unlock_person(actor: Actor, *, person: UUID) -> None:
    """Let somebody in again. Needs `manage` on the office."""
    require(actor, MANAGE, [OFFICE], known=True)
    row = the_person(person)
    if row.locked_at is None:
        raise Refused(refusals.NOT_LOCKED())
    row.locked_at = None
    row.save(update_fields=["locked_at"])
    record(actor, events.PersonUnlocked(node=person, name=row.full_name))


@action(personal=True)
def end_sessions(actor: Actor, *, person: UUID, tokens: bool = False) -> None:
    """Log a person out everywhere. Oneself, or anybody with `manage` on the office.

    With `tokens`, programs that speak for the person are locked out as well.
    """
    if actor.person_id != person:
        require(actor, MANAGE, [OFFICE], known=True)
    row = the_person(person)
    row.sessions_ended_at = timezone.now()
    row.save(update_fields=["sessions_ended_at"])
    record(actor, events.SessionsEnded(node=person, name=row.full_name))
    if tokens:
        end_tokens(actor, row)


@action(personal=True)
def end_person(actor: Actor, *, person: UUID, at: datetime | None = None) -> None:
    """A person leaves, now or at a moment to come. Needs `manage` on the office; the last administrator stays.

    From that moment on access, sessions, tokens and reach have ended, also as a deputy; memberships end with it and
    those planned for later never begin. What waits for the person is listed by `leftovers`.
    """
    require(actor, MANAGE, [OFFICE], known=True)
    row = the_person(person)
    now = timezone.now()
    if at is not None and at < now - LENIENT:
        raise Refused(refusals.LEAVING_BACKWARDS())
    if row.left_at is not None and at is not None:
        raise Refused(refusals.LEAVING_ALREADY())
    require_another_administrator(actor, person)
    moment = max(at or now, now)
    row.left_at = moment
    row.save(update_fields=["left_at"])
    membership_rows.leave(list(membership_rows.not_over(moment).filter(person=row)), moment)
    tokens = AccessToken.objects.filter(Q(expires_at=None) | Q(expires_at__gt=moment), person=row, revoked_at=None)
    tokens.update(**({"revoked_at": now} if moment == now else {"expires_at": moment}))
    end_principals_of(person, at=moment)
    units = Membership.objects.filter(person=row).values_list("unit", flat=True)
    record(actor, events.PersonLeft(node=person, within=tuple(set(units)), name=row.full_name, at=moment))


@action(personal=True)
def return_person(actor: Actor, *, person: UUID) -> None:
    """A leaver is back, or does not leave after all. Needs `manage` on the office.

    The account works again; memberships are begun anew, so that nobody gets old rights back unseen. Those that still
    run until the day somebody was to leave end then, unless they are changed.
    """
    require(actor, MANAGE, [OFFICE], known=True)
    row = Person.objects.select_for_update().filter(id=person).exclude(left_at=None).first()
    if row is None or row.left_at is None:
        raise Missing(refusals.HAS_NOT_LEFT())
    now = timezone.now()
    if row.left_at > now:
        set_end_of_principals("account", None, at=now, person=person)
    else:
        add_principals_of(person, [f"person:{person}"], cause="account", valid_from=now)
    row.left_at = None
    row.save(update_fields=["left_at"])
    returns.work_out(person)
    record(actor, events.PersonReturned(node=person, name=row.full_name))


def end_tokens(actor: Actor, row: Person) -> int:
    """Stop every bearer token of a person. Part of a surrounding act, which has checked the right. Returns how many."""
    now = timezone.now()
    tokens = AccessToken.objects.select_for_update().filter(Q(expires_at=None) | Q(expires_at__gt=now), person=row)
    working = list(tokens.filter(revoked_at=None).order_by("id"))
    AccessToken.objects.filter(id__in=[each.id for each in working]).update(revoked_at=now)
    for each in working:
        record(actor, events.AccessTokenRevoked(node=row.id, label=each.label))
    return len(working)


def the_person(person: UUID) -> Person:
    """The account of somebody who has not left, locked for this act; raises `Missing`."""
    row = Person.objects.select_for_update().filter(still_there(), id=person).first()
    if row is None:
        raise Missing(refusals.NO_SUCH_ACCOUNT())
    return row


def require_another_administrator(actor: Actor, person: UUID) -> None:
    """Refuse what would leave nobody who can manage the office; the command line may, for it can make another."""
    if actor.is_system:
        return
    managers = holders_of_right(OFFICE, MANAGE)
    others = Person.objects.filter(id__in=managers - {person}, left_at=None, locked_at=None)
    if person in managers and not others.exists():
        raise Refused(refusals.LAST_ADMINISTRATOR())


def _require_free(login: str, but: UUID | None = None) -> None:
    key = login_key(login)
    if not key or max(len(key), len(login)) > LONGEST_LOGIN:
        raise Refused(refusals.LOGIN_LENGTH(most=LONGEST_LOGIN))
    same = Person.objects.filter(same_login(login))
    if (same.exclude(id=but) if but else same).exists():
        raise Refused(refusals.LOGIN_TAKEN(login=login))
