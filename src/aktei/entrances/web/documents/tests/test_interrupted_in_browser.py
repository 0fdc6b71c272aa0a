# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A session that ends in the middle, a log-in in a second tab, an impatient finger: nothing is lost or done twice."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect

from aktei.records.cases.models import Case
from aktei.records.dossiers.models import Dossier

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COUNTERS = "**/rahmen/zaehler/"


@pytest.fixture
def visit(live_server: Any, as_: Any, page: Page) -> Callable[[str, str], Page]:
    def go(path: str, who: str = "sachbearbeitung") -> Page:
        come_in(page, live_server.url, as_(who))
        with page.expect_request(COUNTERS):
            page.goto(live_server.url + path)
        return page

    return go


def come_in(page: Page, address: str, client: Any) -> None:
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": address}])


class Held:
    """The counters of a page are asked for when the test wants it.

    Each page asks for them as soon as it is there, and without a session their answer leads to the log-in: at any
    moment of what a test does next, unless it says at which.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.routes: list[Route] = []
        self.seen: list[str] = []
        page.route(COUNTERS, lambda route: self.routes.append(route))
        page.on("console", lambda line: self.seen.append(line.text))

    def watch(self) -> None:
        """Note from now on what leads away from the page, and that htmx was answered."""
        self.seen.clear()
        self.page.evaluate(
            """() => {
              navigation.addEventListener("navigate", (event) => console.log(new URL(event.destination.url).pathname));
              document.body.addEventListener("htmx:afterRequest", () => console.log("answered"));
            }"""
        )

    def let_go(self) -> None:
        self.routes.pop().continue_()

    def answered(self) -> list[str]:
        """Let the server answer, and tell what the page did since it is watched. Works while a form is on its way."""
        with self.page.expect_console_message(lambda line: line.text == "answered"):
            self.let_go()
        return self.seen


@pytest.fixture
def held_counters(page: Page) -> Held:
    return Held(page)


def open_case(page: Page, subject: str) -> None:
    page.get_by_role("button", name="Neuer Vorgang").click()
    page.get_by_label("Worum geht es?").fill(subject)


def led_to_the_log_in(page: Page) -> None:
    """The page of the log-in is there, and its script has seen that something was typed before."""
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
    page.wait_for_function("() => JSON.parse(sessionStorage.getItem('aktei-typed'))?.away")


@pytest.mark.parametrize("first", ["button", "counters"])
def test_what_was_typed_is_there_again_after_a_new_log_in(
    visit: Any, as_: Any, live_server: Any, dossier: Dossier, held_counters: Held, first: str
) -> None:
    page = visit(f"/akten/{dossier.id}/inhalt/")
    open_case(page, "Heizkosten 2027")
    Session.objects.all().delete()
    if first == "button":
        page.get_by_role("button", name="Vorgang anlegen").click()
        expect(page.get_by_text("Sie waren nicht mehr angemeldet; es wurde nichts gespeichert.")).to_be_visible()
    else:
        held_counters.let_go()
    led_to_the_log_in(page)
    come_in(page, live_server.url, as_("sachbearbeitung"))
    page.reload()  # somebody with a session is led on to the page on which the button was pressed
    expect(page.get_by_label("Worum geht es?")).to_be_visible()
    expect(page.get_by_label("Worum geht es?")).to_have_value("Heizkosten 2027")
    page.get_by_role("button", name="Vorgang anlegen").click()
    expect(page.get_by_role("link", name="Heizkosten 2027")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Worum geht es?")).to_have_value("")


def test_nobody_else_finds_what_was_typed(
    visit: Any, as_: Any, live_server: Any, dossier: Dossier, held_counters: Held
) -> None:
    page = visit(f"/akten/{dossier.id}/inhalt/")
    open_case(page, "Nicht für andere")
    Session.objects.all().delete()
    page.get_by_role("button", name="Vorgang anlegen").click()
    led_to_the_log_in(page)
    come_in(page, live_server.url, as_("leitung"))
    page.reload()
    expect(page.get_by_role("button", name="Neuer Vorgang")).to_be_visible()
    page.wait_for_function("() => sessionStorage.getItem('aktei-typed') === null")
    expect(page.get_by_label("Worum geht es?")).to_be_hidden()


def test_after_a_log_in_in_another_tab_the_page_leads_back_to_what_was_typed(visit: Any, dossier: Dossier) -> None:
    page = visit(f"/akten/{dossier.id}/inhalt/")
    open_case(page, "Zweiter Reiter")
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    page.get_by_role("button", name="Vorgang anlegen").click()
    page.get_by_role("link", name="Zurück").click()
    expect(page.get_by_label("Worum geht es?")).to_have_value("Zweiter Reiter")
    assert not Case.objects.filter(subject_line="Zweiter Reiter").exists()


def send_files(page: Page, *names: str) -> None:
    files = [{"name": name, "mimeType": "application/pdf", "buffer": b"%PDF-1.7"} for name in names]
    page.locator("#add-documents > summary").click()
    page.locator("#add-documents input[type=file]").set_input_files(files)


def test_files_sent_without_a_session_are_not_said_to_have_been_taken(
    visit: Any, dossier: Dossier, held_counters: Held
) -> None:
    page = visit(f"/akten/{dossier.id}/inhalt/")
    Session.objects.all().delete()
    send_files(page, "brief.pdf")
    expect(page.locator(".upload--failed")).to_contain_text("nichts wurde angenommen")
    held_counters.watch()
    assert held_counters.answered() == ["answered"]
    expect(page.locator(".upload--failed")).to_contain_text("nichts wurde angenommen")


def test_the_note_that_a_file_was_not_taken_outlasts_the_new_list_that_an_accepted_one_asks_for(
    visit: Any, dossier: Dossier, held_counters: Held
) -> None:
    page = visit(f"/akten/{dossier.id}/inhalt/")
    answers = [{"status": 401, "json": {"detail": "nichts wurde angenommen"}}, {"status": 200, "json": {}}]
    page.route("**/hochladen/", lambda route: route.fulfill(**answers.pop()))
    Session.objects.all().delete()
    held_counters.watch()
    with page.expect_console_message(lambda line: line.text == "answered"):
        send_files(page, "eins.pdf", "zwei.pdf")
    assert not [each for each in held_counters.seen if each.startswith("/")]
    expect(page.locator(".upload--failed")).to_contain_text("nichts wurde angenommen")


def test_counters_that_learn_of_the_end_of_the_session_do_not_cut_off_a_form_on_its_way(
    visit: Any, dossier: Dossier, held_counters: Held
) -> None:
    page = visit(f"/akten/{dossier.id}/inhalt/")
    open_case(page, "Schon unterwegs")
    held_counters.watch()
    Session.objects.all().delete()
    on_the_way: list[Route] = []
    page.route("**/vorgaenge/", lambda route: on_the_way.append(route))
    with page.expect_request("**/vorgaenge/"):
        page.get_by_role("button", name="Vorgang anlegen").click(no_wait_after=True)
    assert held_counters.answered() == [f"/akten/{dossier.id}/vorgaenge/", "answered"]
    on_the_way[0].continue_()
    expect(page.get_by_text("Sie waren nicht mehr angemeldet; es wurde nichts gespeichert.")).to_be_visible()


def test_a_double_click_acts_once(visit: Any, dossier: Dossier) -> None:
    page = visit(f"/akten/{dossier.id}/inhalt/")
    open_case(page, "Nur einmal")
    page.get_by_role("button", name="Vorgang anlegen").dblclick()
    expect(page.get_by_role("link", name="Nur einmal")).to_be_visible()
    assert Case.objects.filter(subject_line="Nur einmal").count() == 1
