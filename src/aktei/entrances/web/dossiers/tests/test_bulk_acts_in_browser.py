# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be done with many selected records, pressed in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from aktei.procedures.work.actions import assign_task
from aktei.procedures.work.models import Task
from aktei.records.dossiers.models import Closure, Dossier

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visit(live_server: Any, as_: Any, page: Page) -> Callable[[str, str], Page]:
    """Open a list as somebody."""

    def go(name: str, who: str = "sachbearbeitung") -> Page:
        cookie = as_(who).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page.goto(live_server.url + reverse(name))
        return page

    return go


def select_first(page: Page, number: int = 1) -> None:
    for at in range(number):
        page.locator("[data-select-item]").nth(at).check()


def test_selected_dossiers_are_closed_together(visit: Any, dossier: Dossier) -> None:
    page = visit("records:dossiers")
    select_first(page, 2)
    page.get_by_role("button", name="Schließen (zdA) …").click()
    page.get_by_label("Offene Vorgänge mit schließen").check()
    page.get_by_role("button", name="Akten schließen").click()
    expect(page.get_by_role("heading", name="Akten", exact=True)).to_be_visible()
    assert Closure.objects.filter(node__in=Dossier.objects.values("id")).count() == 2


def test_the_lead_of_selected_dossiers_is_handed_over_together(visit: Any, dossier: Dossier) -> None:
    page = visit("records:dossiers")
    select_first(page, 2)
    page.get_by_role("button", name="Federführung …").click()
    page.get_by_role("dialog").get_by_label("Einheit").press_sequentially("Sozialhilfe")
    page.get_by_role("dialog").get_by_role("option", name="Team Sozialhilfe").click()
    page.get_by_role("button", name="Übergeben").click()
    expect(page.get_by_role("heading", name="Akten", exact=True)).to_be_visible()


def test_a_task_is_given_for_selected_dossiers(visit: Any, dossier: Dossier) -> None:
    page = visit("records:dossiers")
    select_first(page, 2)
    page.get_by_role("button", name="Aufgabe geben …").click()
    expect(page.get_by_role("heading", name="Aufgabe geben")).to_be_visible()


def test_selected_tasks_are_finished_together(visit: Any, dossier: Dossier, world: Any) -> None:
    clerk = world.persons["sachbearbeitung"]
    assign_task(world.actor("leitung"), node=dossier.id, assignee=f"person:{clerk.id}", instruction="review")
    page = visit("work:tasks")
    select_first(page)
    page.get_by_role("button", name="Erledigt").click()
    expect(page.get_by_text("Eine Aufgabe ist erledigt.")).to_be_visible()
    assert not Task.objects.filter(outcome="").exists()


def test_what_is_only_asked_for_carries_no_token_in_its_address(visit: Any, dossier: Dossier, document: Any) -> None:
    page = visit("records:dossiers")
    page.goto(page.url.replace("/akten/", f"/akten/{dossier.id}/inhalt/"))
    select_first(page)
    page.get_by_role("button", name="Verschieben …").click()
    page.wait_for_url("**was=verschieben**")
    assert "csrfmiddlewaretoken" not in page.url
