# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Log-in in a real browser, by keyboard, with an authenticator app set up on the way."""

import os
import time
from base64 import b32decode
from pathlib import Path

import pytest
from django_otp.oath import TOTP
from playwright.sync_api import expect

from aktei.base.acts.actor import Actor
from aktei.base.people import actions
from aktei.entrances.web.people.tests.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def picture(page, name: str) -> None:
    """Keep a screenshot if somebody wants to look (`AKTEI_SCREENSHOTS` names a directory)."""
    if directory := os.environ.get("AKTEI_SCREENSHOTS"):
        page.screenshot(path=Path(directory) / f"{name}.png", full_page=True)


def code(key: str, *, steps_ahead: int = 0) -> str:
    totp = TOTP(b32decode(key.replace(" ", "")))
    totp.time = time.time() + 30 * steps_ahead
    return f"{totp.token():06}"


def type_password(page) -> None:
    expect(page.get_by_label("Anmeldename")).to_be_focused()
    page.keyboard.type("brandt")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_from_the_first_log_in_through_the_second_factor_to_the_log_out(
    live_server, person, settings, open_page, axe, width, theme
):
    settings.SECOND_FACTOR_ROLES = ["administrator"]
    unit = actions.establish_unit(Actor.system("test"), name="IT-Service", short_name="IT")
    actions.begin_membership(Actor.system("test"), person=person.id, unit=unit.id, role="administrator")
    page = open_page(width, 844, theme)
    seen = f"{width}-{theme}"

    page.goto(f"{live_server.url}/konto/")
    assert axe(page) == []
    picture(page, f"log-in-{seen}")
    type_password(page)

    expect(page.get_by_role("heading", name="Zweiten Faktor einrichten")).to_be_visible()
    page.wait_for_function("() => document.querySelector('img.gate__image')?.naturalWidth > 100")
    page.get_by_text("Ich kann nicht scannen").click()
    expect(page.locator(".gate__key code")).to_be_visible()
    key = page.locator(".gate__key code").inner_text()
    assert axe(page) == []
    picture(page, f"set-up-{seen}")
    page.get_by_label("Code").fill(code(key))
    page.keyboard.press("Enter")

    expect(page.locator(".gate__codes li")).to_have_count(8)
    assert axe(page) == []
    picture(page, f"recovery-codes-{seen}")
    page.get_by_role("link", name="Ich habe die Codes verwahrt").click()
    expect(page.get_by_role("heading", name="Mein Konto")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    picture(page, f"account-{seen}")

    page.locator(".tool--user").click()
    page.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_text("Sie sind abgemeldet.")).to_be_visible()

    type_password(page)
    expect(page.get_by_label("Code")).to_be_focused()
    picture(page, f"code-{seen}")
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Der Code stimmt nicht")).to_be_visible()
    assert axe(page) == []
    page.wait_for_timeout(1100)  # the device refuses guesses for a second after a wrong one
    page.get_by_label("Code").fill(code(key, steps_ahead=1))
    page.keyboard.press("Enter")
    expect(page.locator(".tool--user")).to_be_visible()


def test_a_wrong_password_is_explained_beside_the_fields(live_server, person, page, axe):
    page.goto(f"{live_server.url}/anmelden/")
    page.get_by_label("Anmeldename").fill("brandt")
    page.get_by_label("Passwort").fill("geraten")
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("alert")).to_contain_text("Anmeldename oder Passwort stimmt nicht.")
    assert axe(page) == []
    picture(page, "log-in-wrong")


def test_the_password_page_shows_its_rules(live_server, person, page, axe):
    page.goto(f"{live_server.url}/konto/passwort/")
    page.get_by_label("Anmeldename").fill("brandt")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Ihr jetziges Passwort").fill(PASSWORD)
    page.get_by_label("Neues Passwort", exact=True).fill("kurz")
    page.get_by_label("Neues Passwort wiederholen").fill("kurz")
    page.keyboard.press("Enter")
    expect(page.get_by_text("mindestens 12 Zeichen").first).to_be_visible()
    assert axe(page) == []
    picture(page, "password")


def test_polling_is_marked_so_that_an_idle_session_ends(live_server, person, page):
    page.goto(f"{live_server.url}/konto/")
    page.get_by_label("Anmeldename").fill("brandt")
    page.get_by_label("Passwort").fill(PASSWORD)
    with page.expect_request("**/rahmen/zaehler/") as asked:
        page.keyboard.press("Enter")
    assert asked.value.headers["x-poll"] == "1"
