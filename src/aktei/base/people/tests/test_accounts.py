# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts: locked, gone on a day, back; whoever leaves loses everything in that moment."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.people import actions, organisation, queries
from aktei.base.people.jobs import clear_sessions
from aktei.base.rights.queries import reach

SYSTEM = Actor.system("test")
DAY = timedelta(days=1)
LOG_IN = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def boss(world):
    return world.actor("verwaltung")


@pytest.fixture
def inside(world):
    """Anna's browser with an open session."""
    client = Client()
    client.force_login(world.persons["sachbearbeitung"], backend=LOG_IN)
    assert client.get("/konto/").status_code == 200
    return client


def test_a_locked_account_loses_its_session_and_tokens_but_no_rights(world, boss, inside):
    anna = world.persons["sachbearbeitung"]
    _row, token = actions.create_token(SYSTEM, person=anna.id, label="x")
    actions.lock_person(boss, person=anna.id, reason="Telefon verloren")
    assert inside.get("/konto/").status_code == 302
    assert queries.person_of_token(token) is None
    assert reach(Actor(person_id=anna.id))
    actions.unlock_person(boss, person=anna.id)
    assert queries.person_of_token(token) == anna
    assert inside.get("/konto/").status_code == 302, "a session that was ended never comes back"


def test_ending_sessions_logs_out_everywhere(world, inside):
    anna = world.persons["sachbearbeitung"]
    actions.end_sessions(Actor(person_id=anna.id), person=anna.id)
    assert inside.get("/konto/").status_code == 302


def test_whoever_leaves_on_a_day_works_until_then_and_not_a_moment_longer(world, boss, inside, time_machine):
    anna = world.persons["sachbearbeitung"]
    _row, token = actions.create_token(SYSTEM, person=anna.id, label="x")
    last = timezone.now() + timedelta(minutes=30)
    actions.end_person(boss, person=anna.id, at=last)
    assert inside.get("/konto/").status_code == 200
    assert reach(Actor(person_id=anna.id))
    time_machine.move_to(last, tick=False)
    assert inside.get("/konto/").status_code == 302
    assert queries.person_of_token(token) is None
    assert reach(Actor(person_id=anna.id)) == frozenset()
    assert anna not in queries.persons(boss)
    assert anna in organisation.leavers(boss)


def test_a_membership_never_outlasts_the_person(world, boss):
    anna = world.persons["sachbearbeitung"].id
    last = timezone.now() + 10 * DAY
    actions.end_person(boss, person=anna, at=last)
    row = actions.begin_membership(boss, person=anna, unit=world.units["63.1"].id, role="member")
    assert row.valid_until == last


def test_who_comes_back_has_an_account_and_no_old_rights(world, boss):
    anna = world.persons["sachbearbeitung"].id
    actions.end_person(boss, person=anna)
    actions.return_person(boss, person=anna)
    assert queries.person_by_id(anna) is not None
    assert reach(Actor(person_id=anna)) == frozenset()


def test_the_last_administrator_can_neither_leave_nor_be_locked_nor_lose_the_role(world, boss):
    only = world.persons["verwaltung"].id
    role = organisation.memberships(boss, only)[0].id
    for act in (
        lambda: actions.end_person(boss, person=only),
        lambda: actions.end_membership(boss, membership=role),
        lambda: actions.change_membership(boss, membership=role, valid_until=None, role="member"),
    ):
        with pytest.raises(Refused, match="letzte Person"):
            act()
    actions.begin_membership(
        boss, person=world.persons["leitung"].id, unit=world.units["10.3"].id, role="administrator"
    )
    actions.end_membership(boss, membership=role)


@pytest.mark.parametrize("days", [-1, -400])
def test_nothing_begins_or_ends_backwards_in_time(world, boss, days):
    anna, then = world.persons["sachbearbeitung"].id, timezone.now() + days * DAY
    with pytest.raises(Refused, match="rückwirkend"):
        actions.begin_membership(boss, person=anna, unit=world.units["63"].id, role="member", valid_from=then)
    with pytest.raises(Refused, match="rückwirkend"):
        actions.end_person(boss, person=anna, at=then)


def test_the_same_role_in_the_same_unit_is_not_given_twice(world, boss):
    with pytest.raises(Refused, match="schon"):
        actions.begin_membership(
            boss, person=world.persons["sachbearbeitung"].id, unit=world.units["50.1"].id, role="member"
        )


def test_a_password_set_by_somebody_else_is_changed_before_anything_else(world, boss, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    anna = world.persons["sachbearbeitung"]
    actions.set_password(boss, person=anna.id, password="Drei Linden stehen am Amt")
    client = Client()
    client.post("/anmelden/", {"username": anna.login, "password": "Drei Linden stehen am Amt"})
    assert client.get("/konto/").headers["Location"] == "/konto/passwort/"
    own = {
        "password": "Drei Linden stehen am Amt",
        "new": "Vier Buchen stehen am Amt",
        "again": "Vier Buchen stehen am Amt",
    }
    client.post("/konto/passwort/", own)
    assert client.get("/konto/").status_code == 200


def test_sessions_that_ran_out_are_cleared_away(inside, time_machine):
    from django.contrib.sessions.models import Session

    time_machine.move_to(timezone.now() + 30 * DAY)
    clear_sessions()
    assert not Session.objects.exists()
