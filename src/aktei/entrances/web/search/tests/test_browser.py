# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Searching in a real browser: Enter opens what is called exactly so, groups are labelled, everybody can read them."""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from aktei.procedures.search.tests.conftest import index as index
from aktei.procedures.search.tests.conftest import post as post  # the fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visit(world, post, client, live_server, open_page):
    """The search page as somebody of the team, in a browser of some size."""
    for number in range(7):
        post.take_in(f"Frau Hubcr schreibt zum {number}. Mal über die Grundsicherungsangelegenheit der Nachbarschaft.")
    post.take_in("Frau Huber, IBAN DE89 3704 0044 0532 0130 00", subject_line="Bankverbindung")
    post.index(*world.dossiers.values())
    client.force_login(world.persons["sachbearbeitung"], backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value

    def go(query, width=1280, height=800):
        page = open_page(width=width, height=height)
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page.goto(f"{live_server.url}/suche/{query}")
        if pictures := os.environ.get("AKTEI_SCREENSHOTS"):
            name = re.sub(r"\W+", "-", query).strip("-")
            page.screenshot(path=Path(pictures) / f"suche-{name}-{width}.png", full_page=True)
        return page

    return go


def test_enter_in_the_box_opens_the_dossier_of_that_reference_or_searches(visit, world):
    dossier = world.dossiers["Wohngeld Yıldız, Ute"]
    page = visit("")
    page.keyboard.press("/")
    page.keyboard.type("Grundsicherungsangelegenheit")
    page.keyboard.press("Enter")
    expect(page.locator("#pages-heading")).to_have_text("7 Seiten")
    box = page.get_by_role("combobox")
    box.fill(dossier.reference.replace("/000", "/"))
    box.press("Enter")
    page.wait_for_url(f"**/akten/{dossier.id}/**")


@pytest.mark.parametrize(
    ("query", "width"),
    [
        ("?q=Huber", 1280),
        ("?q=Huber", 1440),
        ("?q=Huber", 390),
        ("?q=Huber&stufe=similar", 1280),
        ("?q=Xyz+Huber", 1280),
    ],
)
def test_groups_are_labelled_and_the_page_is_accessible_and_fits(visit, axe, query, width):
    page = visit(query, width)
    if query == "?q=Huber":
        expect(page.locator("#pages-heading")).to_have_text("1 Seite")
        expect(page.get_by_role("heading", name="Ähnliche Schreibweisen: 7 Seiten")).to_be_visible()
        expect(page.locator("section[aria-labelledby=similar-heading] .hit")).to_have_count(5)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
