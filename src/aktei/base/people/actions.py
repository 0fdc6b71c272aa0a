# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys and log-ins; and, for callers, every other act on people: `units`, `memberships` and `accounts` hold those."""

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing
from aktei.base.acts.transaction import action, record
from aktei.base.people import events, refusals
from aktei.base.people.accounts import change_person as change_person
from aktei.base.people.accounts import end_person as end_person
from aktei.base.people.accounts import end_sessions as end_sessions
from aktei.base.people.accounts import end_tokens, the_person
from aktei.base.people.accounts import lock_person as lock_person
from aktei.base.people.accounts import register_person as register_person
from aktei.base.people.accounts import return_person as return_person
from aktei.base.people.accounts import unlock_person as unlock_person
from aktei.base.people.memberships import begin_membership as begin_membership
from aktei.base.people.memberships import change_membership as change_membership
from aktei.base.people.memberships import end_membership as end_membership
from aktei.base.people.models import OFFICE, AccessToken, Person
from aktei.base.people.queries import person_by_login
from aktei.base.people.units import complete_dissolution as complete_dissolution
from aktei.base.people.units import dissolve_unit as dissolve_unit
from aktei.base.people.units import establish_unit as establish_unit
from aktei.base.people.units import merge_unit as merge_unit
from aktei.base.people.units import move_unit as move_unit
from aktei.base.people.units import rename_unit as rename_unit
from aktei.base.people.units import withdraw_dissolution as withdraw_dissolution
from aktei.base.rights.queries import require
from aktei.base.rights.rules import MANAGE


@action(personal=True)
def set_password(actor: Actor, *, person: UUID, password: str, tokens: bool = False) -> None:
    """Set a password. One's own, or anybody's with `manage` on the office: then they must change it at once.

    With `tokens`, the bearer tokens of the person stop as well.
    """
    if actor.person_id != person:
        require(actor, MANAGE, [OFFICE], known=True)
    row = the_person(person)
    row.password = make_password(password)
    row.password_is_initial = actor.person_id not in (None, person)
    row.save(update_fields=["password", "password_is_initial"])
    record(actor, events.PasswordSet(node=person))
    if tokens:
        end_tokens(actor, row)


@action(personal=True)
def create_token(
    actor: Actor, *, person: UUID, label: str, expires_at: datetime | None = None
) -> tuple[AccessToken, str]:
    """Make a bearer token for oneself (or, from the command line, for anybody); the clear text is told once."""
    if actor.person_id != person and not actor.is_system:
        raise Forbidden(refusals.TOKEN_FOR_ONESELF())
    text = f"aktei_{secrets.token_urlsafe(32)}"
    row = AccessToken.objects.create(
        person=the_person(person),
        label=label,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        created_at=timezone.now(),
        expires_at=expires_at,
    )
    record(actor, events.AccessTokenCreated(node=person, label=label))
    return row, text


@action(personal=True)
def revoke_token(actor: Actor, *, token: UUID) -> None:
    """Stop a bearer token. One's own, or anybody's with `manage` on the office."""
    row = AccessToken.objects.select_for_update().filter(id=token).first()
    if row is None:
        raise Missing(refusals.NO_SUCH_TOKEN())
    if actor.person_id != row.person_id:
        require(actor, MANAGE, [OFFICE])
    row.revoked_at = timezone.now()
    row.save(update_fields=["revoked_at"])
    record(actor, events.AccessTokenRevoked(node=row.person_id, label=row.label))


@action
def note_log_in(actor: Actor) -> None:
    """Journal that the actor logged in."""
    if actor.person_id is None:
        raise Forbidden(refusals.ONLY_PERSONS_LOG_IN())
    record(actor, events.LoggedIn(node=actor.person_id))


@action
def note_log_out(actor: Actor) -> None:
    """Journal that the actor logged out."""
    if actor.person_id is None:
        raise Forbidden(refusals.ONLY_PERSONS_LOG_OUT())
    record(actor, events.LoggedOut(node=actor.person_id))


@action
def note_failed_log_in(actor: Actor, *, login: str) -> None:
    """Journal a wrong password; the name is cut so that a password typed there is not kept in full."""
    if not actor.is_system:
        raise Forbidden(refusals.FAILURES_NOTED_BY_THE_OFFICE())
    person = person_by_login(login)
    known = person.login if person else f"{login[:3]}…"
    record(actor, events.LogInFailed(node=person.id if person else OFFICE, login=known))


RECOVERY_CODES = 8


@action(personal=True)
def set_second_factor(actor: Actor, *, person: UUID, key: str) -> list[str]:
    """Make an authenticator app (TOTP, RFC 6238; `key` in hexadecimal) one's own second factor, replacing any other.

    Returns recovery codes, told once; each works once, for the day the device is lost.
    """
    if actor.person_id != person:
        raise Forbidden(refusals.SECOND_FACTOR_FOR_ONESELF())
    row = the_person(person)
    _forget_second_factor(row)
    TOTPDevice.objects.create(user=row, name="app", key=key, confirmed=True)
    paper = StaticDevice.objects.create(user=row, name="paper", confirmed=True)
    codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=paper, token=code) for code in codes])
    record(actor, events.SecondFactorSet(node=person))
    return codes


@action(personal=True)
def remove_second_factor(actor: Actor, *, person: UUID) -> None:
    """Take the second factor away. One's own, or (device lost) anybody's with `manage` on the office."""
    if actor.person_id != person:
        require(actor, MANAGE, [OFFICE], known=True)
    _forget_second_factor(the_person(person))
    record(actor, events.SecondFactorRemoved(node=person))


def _forget_second_factor(person: Person) -> None:
    TOTPDevice.objects.filter(user=person).delete()
    StaticDevice.objects.filter(user=person).delete()
