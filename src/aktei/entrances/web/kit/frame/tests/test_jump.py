# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search box in the header of every page, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from aktei.base.acts.actor import Actor
from aktei.base.people import actions
from aktei.entrances.web.kit.frame import navigation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPTIONS = "".join(
    f'<a class="jump__option" role="option" href="/konto/?{name}"><span class="jump__title">{name}</span></a>'
    for name in ("erste", "zweite")
)


@pytest.fixture
def at_home(live_server, client, page):
    """Someone logged in on their account page; the search behind the box is played."""
    if not navigation.address("search:jump"):
        pytest.skip("this house has no search")
    person = actions.register_person(Actor.system("test"), login="brandt", given_name="Kaya", family_name="Brandt")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.route(f"**{navigation.address('search:jump')}*", lambda route: route.fulfill(body=OPTIONS))
    page.goto(f"{live_server.url}/konto/")
    return page


def test_the_slash_leads_to_it_and_arrows_choose_what_enter_opens(at_home, axe):
    at_home.keyboard.press("/")
    box = at_home.get_by_role("combobox")
    expect(box).to_be_focused()
    at_home.keyboard.type("woh")
    expect(at_home.get_by_role("option")).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    at_home.keyboard.press("ArrowDown")
    at_home.keyboard.press("ArrowDown")
    chosen = at_home.get_by_role("option", name="zweite")
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "no id")
    assert axe(at_home) == []
    at_home.keyboard.press("Enter")
    at_home.wait_for_url("**/konto/?zweite")


def test_escape_closes_the_results_and_keeps_what_was_typed(at_home):
    at_home.keyboard.press("/")
    at_home.keyboard.type("woh")
    expect(at_home.get_by_role("listbox")).to_be_visible()
    at_home.keyboard.press("Escape")
    expect(at_home.locator("#jump-results")).not_to_be_visible()
    expect(at_home.get_by_role("combobox")).to_have_value("woh")
