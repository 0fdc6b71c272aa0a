# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A session that ends in the middle, a log-in in a second tab, an impatient finger: nothing is lost or done twice."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from aktei.records.cases.models import Case
from aktei.records.dossiers.models import Dossier

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visit(live_server: Any, as_: Any, page: Page) -> Callable[[str, str], Page]:
    def go(path: str, who: str = "sachbearbeitung") -> Page:
        come_in(page, live_server.url, as_(who))
        page.goto(live_server.url + path)
        return page

    return go


def come_in(page: Page, address: str, client: Any) -> None:
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": address}])


def open_case(page: Page, subject: str) -> None:
    page.get_by_role("button", name="Neuer Vorgang").click()
    page.get_by_label("Worum geht es?").fill(subject)


def test_what_was_typed_is_there_again_after_a_new_log_in(
    visit: Any, as_: Any, live_server: Any, dossier: Dossier
) -> None:
    page = visit(f"/akten/{dossier.id}/inhalt/")
    open_case(page, "Heizkosten 2027")
    Session.objects.all().delete()
    page.get_by_role("button", name="Vorgang anlegen").click()
    expect(page.get_by_text("Sie waren nicht mehr angemeldet; es wurde nichts gespeichert.")).to_be_visible()
    come_in(page, live_server.url, as_("sachbearbeitung"))
    page.reload()  # somebody with a session is led on to the page on which the button was pressed
    expect(page.get_by_label("Worum geht es?")).to_be_visible()
    expect(page.get_by_label("Worum geht es?")).to_have_value("Heizkosten 2027")
    page.get_by_role("button", name="Vorgang anlegen").click()
    expect(page.get_by_role("link", name="Heizkosten 2027")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Worum geht es?")).to_have_value("")


def test_nobody_else_finds_what_was_typed(visit: Any, as_: Any, live_server: Any, dossier: Dossier) -> None:
    page = visit(f"/akten/{dossier.id}/inhalt/")
    open_case(page, "Nicht für andere")
    Session.objects.all().delete()
    page.get_by_role("button", name="Vorgang anlegen").click()
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
    come_in(page, live_server.url, as_("leitung"))
    page.reload()
    expect(page.get_by_role("button", name="Neuer Vorgang")).to_be_visible()
    page.wait_for_function("sessionStorage.getItem('aktei-typed') === null")
    expect(page.get_by_label("Worum geht es?")).to_be_hidden()


def test_after_a_log_in_in_another_tab_the_page_leads_back_to_what_was_typed(visit: Any, dossier: Dossier) -> None:
    page = visit(f"/akten/{dossier.id}/inhalt/")
    open_case(page, "Zweiter Reiter")
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    page.get_by_role("button", name="Vorgang anlegen").click()
    page.get_by_role("link", name="Zurück").click()
    expect(page.get_by_label("Worum geht es?")).to_have_value("Zweiter Reiter")
    assert not Case.objects.filter(subject_line="Zweiter Reiter").exists()


def test_files_sent_without_a_session_are_not_said_to_have_been_taken(visit: Any, dossier: Dossier) -> None:
    page = visit(f"/akten/{dossier.id}/inhalt/")
    page.locator("#add-documents > summary").click()
    page.route("**/rahmen/**", lambda route: route.fulfill(status=204))  # the counters would lead to the log-in first
    Session.objects.all().delete()
    page.locator("#add-documents input[type=file]").set_input_files(
        {"name": "brief.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    expect(page.locator(".upload--failed")).to_contain_text("nichts wurde angenommen")


def test_a_double_click_acts_once(visit: Any, dossier: Dossier) -> None:
    page = visit(f"/akten/{dossier.id}/inhalt/")
    open_case(page, "Nur einmal")
    page.get_by_role("button", name="Vorgang anlegen").dblclick()
    expect(page.get_by_role("link", name="Nur einmal")).to_be_visible()
    assert Case.objects.filter(subject_line="Nur einmal").count() == 1
