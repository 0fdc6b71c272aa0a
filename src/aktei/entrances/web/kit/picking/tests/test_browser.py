# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Picking in a real browser: by keyboard, by touch, on a slow line, and by everybody."""

import re
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from aktei.base.acts.actor import Actor
from aktei.base.people.actions import register_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visit(world: Any, client: Any, live_server: Any, open_page: Any) -> Any:
    """A page as the clerk, in a browser of some size."""
    client.force_login(world.persons["sachbearbeitung"], backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value

    def go(path: str, width: int = 1280, theme: str = "light") -> Any:
        page = open_page(width=width, height=844, theme=theme)
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page.goto(live_server.url + path)
        return page

    return go


def test_a_filter_is_picked_by_keyboard_kept_in_the_address_and_cleared(visit, world):
    page = visit("/akten/")
    field = page.get_by_role("combobox", name="Aktenplan")
    field.press_sequentially("wohngeld")
    expect(page.locator("#filter-plan-offers [role=option]").first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", re.compile("filter-plan-offers"))
    field.press("Enter")
    page.wait_for_url(f"**/akten/?plan={world.plan['50.30'].id}")
    expect(field).to_have_value("50.30 Wohngeld")
    expect(page.locator("#filter-plan-offers")).to_be_hidden()
    field.fill("")
    page.wait_for_url("**/akten/")
    page.go_back()
    expect(page.get_by_role("combobox", name="Aktenplan")).to_have_value("50.30 Wohngeld")


def test_escape_shuts_the_offers_and_tab_takes_the_marked_one(visit):
    page = visit("/akten/")
    field = page.get_by_role("combobox", name="Federführung")
    field.press_sequentially("team wohn")
    offers = page.locator("#filter-einheit-offers")
    expect(offers).to_be_visible()
    field.press("Escape")
    expect(offers).to_be_hidden()
    expect(field).to_have_value("team wohn")
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("Tab")
    expect(field).to_have_value("Team Wohngeld")
    expect(field).not_to_be_focused()


def test_several_that_are_meant_are_asked_about_within_the_page(visit):
    page = visit("/akten/")
    page.get_by_role("combobox", name="Federführung").press_sequentially("Team")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wer oder was ist gemeint?")
    expect(page.get_by_role("navigation").first).to_be_visible()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Weiter").click()
    page.wait_for_url(re.compile("einheit=[0-9a-f-]{36}"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Akten")


def test_a_late_answer_neither_replaces_a_newer_one_nor_opens_after_the_choice(visit, world):
    register_person(Actor.system("test"), login="spaet", given_name="Sven", family_name="Spät")
    page = visit("/vertretung/eintragen/")
    held: list[Any] = []
    page.route(re.compile("/waehlen/person/.*=sp$"), lambda route: held.append(route))
    field = page.get_by_role("combobox", name="Vertretung durch").first
    field.press_sequentially("sp")
    page.wait_for_function("() => document.querySelector('[role=combobox].htmx-request')")
    field.press_sequentially("ät")
    option = page.locator("[role=option]", has_text="Sven Spät").first
    expect(option).to_be_visible()
    option.click()
    for route in held:
        route.abort()
    expect(field).to_have_value("Sven Spät")
    expect(page.locator("[role=option]")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 1440, 390])
def test_offers_can_be_read_and_touched_by_everybody(visit, axe, width, theme):
    page = visit("/akten/", width, theme)
    if width == 390:
        page.locator(".list-fold > summary").click()
    page.get_by_role("combobox", name="Aktenplan").press_sequentially("50")
    option = page.locator("#filter-plan-offers [role=option]").first
    expect(option).to_be_visible()
    box = option.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []
