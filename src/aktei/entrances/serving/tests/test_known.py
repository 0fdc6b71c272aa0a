# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who counts as signed in before a page is asked: those whom the pages would let in, and nobody else."""

import time

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client

from aktei.base.acts.actor import Actor
from aktei.base.people import actions
from aktei.entrances.serving import known
from aktei.entrances.serving.requests import Request
from aktei.entrances.serving.turned_away import TurnedAway
from aktei.entrances.web.people.sessions import SEEN

OFFICE = Actor.system("test")
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _same_connection(monkeypatch):
    """The database connection of the test stays open."""
    monkeypatch.setattr(known, "close_old_connections", lambda: None)


@pytest.fixture
def person(db):
    return actions.register_person(
        OFFICE, login="brandt", given_name="Kaya", family_name="Brandt", password="Drei Linden"
    )


@pytest.fixture
def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def who(*headers: tuple[bytes, str]) -> str:
    return known.who_is(Request({"headers": [(name, value.encode("latin-1")) for name, value in headers]}))


def who_has(client: Client) -> str:
    return who((b"cookie", f"sessionid={client.cookies['sessionid'].value}"))


def test_a_live_session_is_its_persons(person, signed_in):
    assert who_has(signed_in) == str(person.id)


@pytest.mark.parametrize("other", ["a=1; ", 'a="b; ', "a b=c; ", "{}; ", "ä=ü; "])
def test_the_session_is_found_among_whatever_cookies_as_the_pages_find_it(person, signed_in, other):
    key = signed_in.cookies["sessionid"].value
    assert who((b"cookie", f"{other}sessionid={key}")) == str(person.id)
    assert who((b"cookie", other), (b"cookie", f"sessionid={key}")) == str(person.id)


def test_a_session_that_somebody_ended_is_nobodys(person, signed_in):
    actions.end_sessions(OFFICE, person=person.id)
    assert who_has(signed_in) == ""


def test_a_session_of_somebody_who_is_kept_out_is_nobodys(person, signed_in):
    actions.lock_person(OFFICE, person=person.id, reason="Test")
    assert who_has(signed_in) == ""


def test_a_session_that_rested_too_long_is_nobodys(signed_in, settings):
    session = signed_in.session
    session[SEEN] = int(time.time()) - settings.IDLE_MINUTES * 60 - 1
    session.save()
    assert who_has(signed_in) == ""


def test_a_session_from_before_the_log_in_is_nobodys(person):
    client = Client()
    session = client.session
    session["pending_log_in"] = str(person.id)
    session.save()
    assert who((b"cookie", f"sessionid={session.session_key}")) == ""


@pytest.mark.parametrize("value", ["", "made-up", "x" * 5000, "\x00", "'; --", "ü"])
def test_a_made_up_session_or_token_is_nobodys(db, value):
    assert who((b"cookie", f"sessionid={value}")) == who((b"authorization", f"Bearer {value}")) == ""


def test_a_token_is_its_persons_until_it_is_taken_back(person):
    row, token = actions.create_token(OFFICE, person=person.id, label="x")
    assert who((b"authorization", f"Bearer {token}")) == str(person.id)
    actions.revoke_token(OFFICE, token=row.pk)
    assert who((b"authorization", f"Bearer {token}")) == ""


def test_whether_somebody_is_signed_in_costs_two_queries(signed_in, django_assert_num_queries):
    with django_assert_num_queries(2):
        who_has(signed_in)


def test_without_a_database_nobody_is_taken_for_a_stranger(signed_in):
    def down(*_call):
        raise OperationalError("down")

    with connection.execute_wrapper(down), pytest.raises(TurnedAway) as told:
        who_has(signed_in)
    assert told.value.status == 503
