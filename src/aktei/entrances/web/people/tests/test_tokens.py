# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One's own tokens: seen with their last use, ended one by one, with the sessions, or with the password."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.people import actions, queries
from aktei.entrances.web.people.tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "Vier Eichen stehen am Amt"


@pytest.fixture
def token(person, log_in):
    log_in()
    _row, text = actions.create_token(Actor.system("test"), person=person.id, label="Fachverfahren")
    return text


def call(client, token):
    return client.get("/api/v1/dossiers", headers={"Authorization": f"Bearer {token}"}).status_code


def page(client):
    return client.get("/konto/").content.decode()


def test_the_own_page_says_when_a_token_was_last_used(client, token, time_machine, django_assert_max_num_queries):
    time_machine.move_to(timezone.now(), tick=False)
    assert "Fachverfahren" in page(client)
    assert "noch nicht benutzt" in page(client)
    assert call(client, token) == 200
    first = queries.working_token(token).use.used_at
    time_machine.shift(timedelta(seconds=30))
    assert call(client, token) == 200
    assert queries.working_token(token).use.used_at == first, "noted once a minute, not with every call"
    time_machine.shift(timedelta(minutes=2))
    assert call(client, token) == 200
    assert queries.working_token(token).use.used_at > first
    assert "zuletzt benutzt" in page(client)


def test_one_token_is_ended_on_the_own_page(client, token, person):
    row = queries.tokens(Actor(person.id)).get()
    client.post(f"/konto/schluessel/{row.id}/widerrufen/")
    assert call(client, token) == 401
    assert "Fachverfahren" not in page(client)


@pytest.mark.parametrize(("ticked", "works"), [({}, 200), ({"tokens": "1"}, 401)])
def test_tokens_end_with_the_sessions_if_wanted(client, token, person, ticked, works):
    other = type(client)()
    other.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/konto/sitzungen-beenden/", ticked)
    assert client.get("/konto/").status_code == 200, "the session in which it was pressed goes on"
    assert other.get("/konto/").status_code == 302
    assert call(client, token) == works


@pytest.mark.parametrize(("choice", "works"), [("keep", 200), ("end", 401)])
def test_who_changes_the_password_is_asked_about_the_tokens(client, token, journal, choice, works):
    given = {"password": PASSWORD, "new": NEW, "again": NEW}
    unanswered = client.post("/konto/passwort/", given)
    assert unanswered.status_code == 422
    assert call(client, token) == 200
    assert client.post("/konto/passwort/", {**given, "tokens": choice}).status_code == 302
    assert call(client, token) == works
    assert ("AccessTokenRevoked" in journal()) == (choice == "end")


def test_who_has_no_token_is_asked_nothing(client, person, log_in):
    log_in()
    assert client.post("/konto/passwort/", {"password": PASSWORD, "new": NEW, "again": NEW}).status_code == 302
