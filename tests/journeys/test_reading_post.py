# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Letters are read in the mailroom: wide enough, with the tools of the book; the keys of the mailroom still work."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visit import Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("size", "least"), [("laptop", 640), ("desktop", 760), ("phone", 340)])
def test_the_letter_is_readable_where_it_is_read_most(visit, size: str, least: int) -> None:
    clerk = visit("sachbearbeitung", size)
    open_letter(clerk)
    assert width(clerk.page) >= least
    assert clerk.widest() <= clerk.page.viewport_size["width"]
    clerk.shot("brief-lesen")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_the_book_in_the_mailroom_is_accessible(visit, size: str, theme: str) -> None:
    clerk = visit("sachbearbeitung", size, theme)
    open_letter(clerk)
    assert clerk.axe() == []


def test_the_navigation_of_the_mailroom_is_icons_with_names(visit) -> None:
    clerk = visit("sachbearbeitung", "laptop")
    clerk.go("/posteingang/")
    link = clerk.page.get_by_role("navigation", name="Hauptnavigation").get_by_role("link", name="Akten")
    assert link.get_attribute("title") == "Akten"
    assert link.bounding_box()["width"] < 60
    link.focus()
    clerk.page.keyboard.press("Shift+Tab")
    clerk.page.keyboard.press("Tab")
    expect(link.get_by_text("Akten")).to_be_in_viewport()


def test_letters_are_zoomed_searched_and_shown_alone_in_the_mailroom(visit) -> None:
    clerk = visit("sachbearbeitung", "laptop")
    page = clerk.page
    open_letter(clerk)
    address, before = page.url, width(page)
    page.keyboard.press("+")
    page.wait_for_function(
        "least => document.querySelector('.leaf').getBoundingClientRect().width > least", arg=before * 1.1
    )
    page.keyboard.press("0")
    page.keyboard.press("s")
    page.keyboard.type("Damen")
    page.keyboard.press("Enter")
    expect(page.locator(".leaf__mark--current")).to_be_in_viewport()
    page.keyboard.press("f")
    page.wait_for_function("() => document.getElementById('aside').inert")
    assert page.locator("#book").bounding_box()["width"] == page.viewport_size["width"]
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.getElementById('aside').inert")
    assert page.url == address, "the address stays the letter's"


def test_the_next_letter_brings_its_own_book_and_the_keys_stay(visit) -> None:
    clerk = visit("sachbearbeitung", "laptop")
    page = clerk.page
    open_letter(clerk)
    first = page.locator("#pages").get_attribute("data-opened")
    page.keyboard.press("j")
    shows_first = page.locator(f'#pages[data-opened="{first}"]')
    expect(shows_first).to_have_count(0)
    page.keyboard.press("k")
    expect(shows_first).to_have_count(1)
    expect(page.locator(".book--live .leaf--loaded").first).to_be_visible()
    before = width(page)
    page.keyboard.press("+")  # one step, however many letters were open before
    page.wait_for_function(
        "wide => Math.abs(document.querySelector('.leaf').getBoundingClientRect().width - wide) < 2", arg=before * 1.2
    )
    page.keyboard.press("a")
    expect(page.locator("#akte")).to_be_focused()


def open_letter(clerk: Visit) -> None:
    """The newest letter of the list that was read."""
    clerk.go("/posteingang/")
    row = clerk.page.locator(".post", has_text=re.compile("bereit")).first
    row.locator("a.row__title").click()
    expect(clerk.page.locator(".book--live .leaf--loaded").first).to_be_visible()


def becomes(page: Page, wide: float) -> None:
    """Wait until the first page is so many pixels wide."""
    page.wait_for_function(
        "wide => Math.abs(document.querySelector('.leaf').getBoundingClientRect().width - wide) < 2", arg=wide
    )


def width(page: Page) -> float:
    """Of the picture of the first page."""
    return page.locator(".leaf img").first.bounding_box()["width"]
