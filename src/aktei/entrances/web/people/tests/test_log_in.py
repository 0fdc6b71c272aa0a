# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
from urllib.parse import quote

import pytest
from django.db import IntegrityError
from django.test import Client

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.acts.transaction import acting
from aktei.base.people import actions
from aktei.base.people.models import Person
from aktei.entrances.web.kit.frame.context import office
from aktei.entrances.web.people import browsers
from aktei.entrances.web.people.tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")


def test_the_right_password_opens_a_session_and_is_journalled(client, person, log_in, journal):
    response = log_in(next="/konto/")
    assert response.status_code == 302
    assert response.headers["Location"] == "/konto/"
    assert client.get("/konto/").status_code == 200
    assert journal()[-1] == "LoggedIn"


def test_the_page_says_whose_office_this_is(client, person):
    assert f"Elektronische Akte, {office()}<" in client.get("/anmelden/").content.decode()


def test_a_browser_is_known_after_the_log_in_and_not_before(client, person, log_in):
    log_in(password="falsch geraten")
    assert browsers.COOKIE not in client.cookies
    log_in()
    mark = client.cookies[browsers.COOKIE]
    assert browsers.whose(mark.value)
    assert str(person.pk) not in mark.value
    assert (mark["httponly"], mark["samesite"]) == (True, "Lax")


def test_the_log_in_name_may_be_written_in_capitals(client, person, log_in):
    assert log_in(login="BRANDT").status_code == 302


def test_a_wrong_password_is_refused_in_german_and_journalled(client, person, log_in, journal):
    response = log_in(password="falsch geraten")
    assert response.status_code == 422
    assert "Anmeldename oder Passwort stimmt nicht." in response.content.decode()
    assert "_auth_user_id" not in client.session
    assert journal()[-1] == "LogInFailed"


def test_an_unknown_name_gets_the_same_answer_as_a_wrong_password(client, person, log_in):
    def text(response):
        return response.content.decode().split("<main")[1].replace("brandt", "").replace("niemand", "")

    client.get("/anmelden/")
    known, unknown = log_in(password="falsch geraten"), log_in(login="niemand", password="falsch geraten")
    strip = lambda page: "".join(line for line in page.splitlines() if "csrf" not in line)  # noqa: E731
    assert strip(text(known)) == strip(text(unknown))


def test_nobody_is_sent_to_another_site_after_the_log_in(client, person, log_in):
    assert log_in(next="https://example.org/").headers["Location"] == "/"
    assert log_in(next="//example.org/").headers["Location"] == "/"
    assert log_in(next="nirgends").headers["Location"] == "/"


def test_someone_who_left_cannot_log_in(client, person, log_in):
    actions.end_person(Actor.system("test"), person=person.id)
    assert log_in().status_code == 422


def test_the_session_ends_at_once_when_someone_leaves(client, person, log_in):
    log_in()
    actions.end_person(Actor.system("test"), person=person.id)
    assert client.get("/konto/").status_code == 302


def test_after_eight_wrong_passwords_the_account_rests_even_for_the_right_one(
    client, person, log_in, settings, journal
):
    answers = [log_in(password=f"falsch {number}") for number in range(settings.AXES_FAILURE_LIMIT)]
    assert answers[-1].status_code == 429
    right = log_in()
    assert right.status_code == 429
    assert "15 Minuten gesperrt" in right.content.decode()
    assert right.headers["Retry-After"] == "900"
    assert journal().count("LogInFailed") == settings.AXES_FAILURE_LIMIT
    log_in(password="noch einmal")
    assert journal().count("LogInFailed") == settings.AXES_FAILURE_LIMIT, "a resting account cannot flood the journal"


def test_spelling_the_name_in_capitals_gives_no_further_guesses(client, person, log_in, settings):
    for number in range(settings.AXES_FAILURE_LIMIT):
        log_in(login="brandt" if number % 2 else "BRANDT", password=f"falsch {number}")
    assert log_in().status_code == 429


SPELLINGS = [
    "miſsıng",
    "MISSING",
    "ｍｉｓｓｉｎｇ",
    " missing ",
    "mis\u200bsing",
    "mi\u0331ssing",
    "mıssing",
    "MİSSING",
]


def test_no_spelling_of_the_name_gives_further_guesses_and_each_lets_the_person_in(client, db, log_in, settings):
    settings.AXES_FAILURE_LIMIT = len(SPELLINGS)
    actions.register_person(SYSTEM, login="missing", given_name="M", family_name="I", password=PASSWORD)
    for login in SPELLINGS:
        assert log_in(login=login).status_code == 302, ascii(login)
        client.logout()
    for number, login in enumerate(SPELLINGS):
        log_in(login=login, password=f"falsch {number}")
    for login in ("missing", *SPELLINGS):
        assert log_in(login=login).status_code == 429, ascii(login)


@pytest.mark.parametrize("login", SPELLINGS)
def test_a_second_account_differs_in_more_than_its_spelling(db, login):
    actions.register_person(SYSTEM, login="missing", given_name="M", family_name="I")
    other = actions.register_person(SYSTEM, login="other", given_name="O", family_name="T")
    with pytest.raises(Refused, match="gibt es schon"):
        actions.register_person(SYSTEM, login=login, given_name="M", family_name="I")
    names = {"given_name": "O", "family_name": "T", "email": ""}
    with pytest.raises(Refused, match="gibt es schon"):
        actions.change_person(SYSTEM, person=other.id, login=login, **names)
    with pytest.raises(IntegrityError, match="person_login_once"), acting("test"):
        Person.objects.filter(id=other.id).update(login=login)


@pytest.mark.parametrize("login", ["", " \u200b", "x" * 151, "ß" * 80])
def test_a_log_in_name_has_letters_and_not_too_many(db, login):
    with pytest.raises(Refused, match="1 bis 150"):
        actions.register_person(SYSTEM, login=login, given_name="M", family_name="I")


def test_a_name_of_any_length_is_only_a_wrong_name(client, person, log_in):
    assert log_in(login="ﷺ" * 150).status_code == 422


def test_other_people_can_log_in_while_one_account_rests(client, person, log_in, settings):
    actions.register_person(
        Actor.system("test"), login="weiss", given_name="Anna", family_name="Weiß", password=PASSWORD
    )
    for number in range(settings.AXES_FAILURE_LIMIT):
        log_in(password=f"falsch {number}")
    assert log_in(login="weiss").status_code == 302


def test_logging_out_ends_the_session_and_is_journalled(client, person, log_in, journal):
    log_in()
    response = client.post("/abmelden/")
    assert response.headers["Location"] == "/anmelden/"
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert journal()[-1] == "LoggedOut"
    assert client.get("/konto/").status_code == 302


def test_a_link_cannot_log_anybody_out(client, person, log_in):
    log_in()
    assert client.get("/abmelden/").status_code == 405
    assert client.get("/konto/").status_code == 200


def test_forms_from_other_sites_are_refused_with_an_explanation(person):
    careful = Client(enforce_csrf_checks=True)
    response = careful.post("/anmelden/", {"username": "brandt", "password": PASSWORD})
    assert response.status_code == 403
    assert "stand zu lange offen" in response.content.decode()


def test_session_cookies_are_for_the_server_only(client, person, log_in, settings):
    settings.SESSION_COOKIE_SECURE = True
    cookie = log_in().cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"


def test_an_hour_without_activity_ends_the_session(client, person, log_in, settings):
    log_in()
    client.get("/konto/")
    session = client.session
    session["seen"] -= settings.IDLE_MINUTES * 60 + 1
    session.save()
    response = client.get("/konto/", follow=True)
    assert response.redirect_chain[-1][0] == f"/anmelden/?next={quote('/konto/')}"
    assert "60 Minuten ohne Eingabe abgemeldet" in response.content.decode()


def test_counters_that_a_page_asks_for_by_itself_do_not_prolong_the_session(client, person, log_in):
    log_in()
    client.get("/konto/")
    session = client.session
    session["seen"] -= 600
    session.save()
    before = client.session["seen"]
    client.get("/rahmen/zaehler/", headers={"HX-Request": "true"})
    assert client.session["seen"] == before
    client.get("/konto/")
    assert client.session["seen"] > before


def test_a_fragment_asked_without_a_session_leads_the_whole_page_to_the_log_in(client):
    response = client.get(
        "/konto/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/akten/?seite=2"}
    )
    assert response.status_code == 204
    assert response.headers["HX-Redirect"] == "/anmelden/?next=%2Fakten%2F%3Fseite%3D2"


def test_one_changes_ones_password_by_knowing_the_old_one(client, person, log_in, journal):
    log_in()
    other = Client()
    other.post("/anmelden/", {"username": "brandt", "password": PASSWORD})
    new = "Vier Eichen stehen am Amt"
    wrong = client.post("/konto/passwort/", {"password": "geraten", "new": new, "again": new})
    assert wrong.status_code == 422
    right = client.post("/konto/passwort/", {"password": PASSWORD, "new": new, "again": new})
    assert right.status_code == 302
    assert journal()[-1] == "PasswordSet"
    assert client.get("/konto/").status_code == 200, "one's own session goes on"
    assert other.get("/konto/").status_code == 302, "other sessions end"


@pytest.mark.parametrize("weak", ["kurz", "123456789012345", "password1234", "musterland12", "elf Zeichen"])
def test_weak_passwords_are_refused(client, person, log_in, weak):
    log_in()
    response = client.post("/konto/passwort/", {"password": PASSWORD, "new": weak, "again": weak})
    assert response.status_code == 422
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_password_like_ones_own_name_is_refused_in_words(client, person, log_in):
    log_in()
    response = client.post(
        "/konto/passwort/", {"password": PASSWORD, "new": "brandt@musterland", "again": "brandt@musterland"}
    )
    assert response.status_code == 422
    assert "ähnelt Ihrem Namen, Ihrem Anmeldenamen oder Ihrer E-Mail-Adresse zu sehr" in response.content.decode()
