# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
import re
import time
from base64 import b32decode

import pytest
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden
from aktei.base.people import actions
from aktei.entrances.web.people.tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
KEY = "3132333435363738393031323334353637383930"


def code(key: str = KEY, *, steps_ahead: int = 0) -> str:
    totp = TOTP(bytes.fromhex(key))
    totp.time = time.time() + 30 * steps_ahead
    return f"{totp.token():06}"


@pytest.fixture
def with_app(person):
    person.codes = actions.set_second_factor(Actor(person_id=person.id), person=person.id, key=KEY)
    return person


def test_the_password_alone_opens_nothing_once_a_second_factor_exists(client, with_app, log_in, journal):
    response = log_in()
    assert response.headers["Location"] == "/anmelden/code/"
    assert client.get("/konto/").status_code == 302
    assert "LoggedIn" not in journal()


def test_the_code_opens_the_session_and_leads_on(client, with_app, log_in, journal):
    log_in(next="/konto/")
    response = client.post("/anmelden/code/", {"code": code()[:3] + " " + code()[3:]})
    assert response.status_code == 302
    assert response.headers["Location"] == "/konto/"
    assert client.get("/konto/").status_code == 200
    assert journal()[-1] == "LoggedIn"


def test_a_code_works_once(client, with_app, log_in):
    log_in()
    used = code()
    client.post("/anmelden/code/", {"code": used})
    client.post("/abmelden/")
    log_in()
    assert client.post("/anmelden/code/", {"code": used}).status_code == 422


def test_a_wrong_code_is_refused_journalled_and_slows_the_next_guess(client, with_app, log_in, journal):
    log_in()
    wrong = f"{(int(code()) + 1) % 1_000_000:06}"
    assert client.post("/anmelden/code/", {"code": wrong}).status_code == 422
    assert journal()[-1] == "LogInFailed"
    response = client.post("/anmelden/code/", {"code": code()})
    assert response.status_code == 422
    assert "warten Sie einen Moment" in response.content.decode()


def test_a_recovery_code_works_once(client, with_app, log_in):
    log_in()
    assert client.post("/anmelden/code/", {"code": with_app.codes[0]}).status_code == 302
    client.post("/abmelden/")
    log_in()
    assert client.post("/anmelden/code/", {"code": with_app.codes[0]}).status_code == 422


def test_the_code_page_knows_nobody_without_the_password(client, with_app):
    assert client.get("/anmelden/code/").headers["Location"] == "/anmelden/"
    assert client.post("/anmelden/code/", {"code": code()}).headers["Location"] == "/anmelden/"


def test_ten_minutes_after_the_password_the_code_comes_too_late(client, with_app, log_in):
    log_in()
    session = client.session
    session["pending_log_in"] = {**session["pending_log_in"], "at": int(time.time()) - 601}
    session.save()
    assert client.post("/anmelden/code/", {"code": code()}).headers["Location"] == "/anmelden/"


def shown_key(response) -> str:
    text = re.search(r"<code>([A-Z2-7 ]+)</code>", response.content.decode()).group(1)
    return b32decode(text.replace(" ", "")).hex()


def test_a_role_that_needs_it_must_set_it_up_before_the_first_session(client, person, log_in, settings, journal):
    settings.SECOND_FACTOR_ROLES = ["administrator"]
    unit = actions.establish_unit(Actor.system("test"), name="IT", short_name="IT")
    actions.begin_membership(Actor.system("test"), person=person.id, unit=unit.id, role="administrator")
    assert log_in(next="/konto/").headers["Location"] == "/anmelden/zweiter-faktor/"
    assert client.get("/konto/").status_code == 302
    key = shown_key(client.get("/anmelden/zweiter-faktor/"))
    done = client.post("/anmelden/zweiter-faktor/", {"code": code(key)})
    assert done.status_code == 200
    assert done.content.decode().count("<code>") == actions.RECOVERY_CODES
    assert 'href="/konto/"' in done.content.decode()
    assert client.get("/konto/").status_code == 200
    assert journal()[-2:] == ["SecondFactorSet", "LoggedIn"]


def test_other_roles_need_none(client, person, log_in, settings):
    settings.SECOND_FACTOR_ROLES = ["administrator"]
    assert log_in(next="/konto/").headers["Location"] == "/konto/"


def test_setting_it_up_later_needs_the_password_and_a_matching_code(client, person, log_in):
    log_in()
    page = client.get("/konto/zweiter-faktor/")
    assert "data:image/svg+xml" in page.content.decode()
    key = shown_key(page)
    assert client.post("/konto/zweiter-faktor/", {"code": code(key), "password": "geraten"}).status_code == 422
    assert client.post("/konto/zweiter-faktor/", {"code": "000000", "password": PASSWORD}).status_code == 422
    assert not TOTPDevice.objects.exists()
    assert client.post("/konto/zweiter-faktor/", {"code": code(key), "password": PASSWORD}).status_code == 200
    assert TOTPDevice.objects.get().key == key


def test_the_code_that_set_it_up_does_not_open_the_next_session(client, person, log_in):
    log_in()
    key = shown_key(client.get("/konto/zweiter-faktor/"))
    used = code(key)
    assert client.post("/konto/zweiter-faktor/", {"code": used, "password": PASSWORD}).status_code == 200
    client.post("/abmelden/")
    log_in()
    assert client.post("/anmelden/code/", {"code": used}).status_code == 422


def test_it_can_be_removed_unless_it_is_required(client, with_app, log_in, settings, journal):
    log_in()
    client.post("/anmelden/code/", {"code": code()})
    settings.SECOND_FACTOR_ROLES = []
    assert client.post("/konto/zweiter-faktor/entfernen/", {"password": "geraten"}).status_code == 422
    assert client.post("/konto/zweiter-faktor/entfernen/", {"password": PASSWORD}).status_code == 302
    assert not TOTPDevice.objects.exists()
    assert journal()[-1] == "SecondFactorRemoved"


def test_nobody_sets_up_or_removes_the_factor_of_someone_else(person):
    other = actions.register_person(Actor.system("test"), login="weiss", given_name="Anna", family_name="Weiß")
    with pytest.raises(Forbidden):
        actions.set_second_factor(Actor(person_id=other.id), person=person.id, key=KEY)
    with pytest.raises(Forbidden):
        actions.remove_second_factor(Actor(person_id=other.id), person=person.id)
