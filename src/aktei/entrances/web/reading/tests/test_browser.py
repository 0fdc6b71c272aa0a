# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The book in a real browser: turning pages, zoom, marks, few elements however thick the dossier, accessibility."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from aktei.entrances.demo import letters, shelf
from aktei.entrances.demo.snapshot import Snapshot, county, take
from aktei.entrances.demo.world import World
from aktei.entrances.web.kit.frame.tests.browser import COLOURS
from aktei.records.dossiers.models import Dossier

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DOCUMENTS, PAGES_EACH = 40, 6
TOTAL = DOCUMENTS * PAGES_EACH
MOST_LEAVES = 12


_kept: list[Snapshot] = []


def county_with_a_thick_dossier() -> World:
    """240 pages in 40 documents; every second one speaks of Wohngeld."""
    world = county()
    dossier = world.dossiers["Wohngeld Yıldız, Ute"]
    volumes = [
        shelf.prepared(letters.letter(seed, pages=PAGES_EACH, topic=topic).pdf)
        for seed, topic in enumerate(("wohngeld", "umwelt"))
    ]
    for number in range(DOCUMENTS):
        shelf.fill(dossier.lead_unit_id, volumes[number % 2], f"Schreiben Nummer {number + 1}", dossier=dossier.id)
    return world


@pytest.fixture
def world(db: None, request: pytest.FixtureRequest) -> World:
    """The county; with the thick dossier as it stood when it was built, for eighty acts take seconds."""
    if "thick" not in request.fixturenames:
        return county()
    if not (_kept and _kept[0].is_of_today):
        built, snapshot = take(county_with_a_thick_dossier)
        _kept[:] = [snapshot]
        return built
    return _kept[0].write()


@pytest.fixture
def thick(dossier: Dossier) -> Dossier:
    return dossier


@pytest.fixture
def visit(live_server: Any, as_: Any, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Open a page of ours as somebody, in a browser of some size."""

    def go(name: str, node: Any = None, *, query: str = "", who: str = "sachbearbeitung", **options: Any) -> Page:
        page = open_page(**options)
        cookie = as_(who).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page.goto(live_server.url + reverse(f"records:{name}", args=[node] if node else []) + query)
        return page

    return go


def shown(page: Page, leaf: int) -> None:
    """Wait until the picture of this Blatt is in view and loaded."""
    page.wait_for_function(
        """leaf => {
            const pane = document.querySelector(".book__pages").getBoundingClientRect();
            const image = document.querySelector(`.leaf[data-leaf="${leaf}"] img`);
            const place = image?.getBoundingClientRect();
            const seen = place && place.bottom > pane.top && place.top < pane.bottom;
            return seen && image.complete && image.naturalWidth > 0;
        }""",
        arg=leaf,
    )


def few_leaves(page: Page) -> None:
    """Wait until what scrolled out of sight was taken away again."""
    page.wait_for_function("most => document.querySelectorAll('.leaf').length <= most", arg=MOST_LEAVES)


def wide(page: Page, leaf: int, width: float) -> None:
    """Wait until this Blatt is so many pixels wide."""
    page.wait_for_function(
        """([leaf, width]) => {
            const found = document.querySelector(`.leaf[data-leaf="${leaf}"]`)?.getBoundingClientRect().width;
            return Math.abs(found - width) < width / 100;
        }""",
        arg=[leaf, width],
    )


def test_pages_turn_by_key_and_only_a_few_are_elements(visit: Callable[..., Page], thick: Dossier) -> None:
    page = visit("dossier", thick.id)
    field = page.get_by_label("Blatt", exact=True).first
    shown(page, 1)
    page.keyboard.press("ArrowRight")
    shown(page, 2)
    expect(field).to_have_value("2")
    page.keyboard.press("g")
    page.keyboard.type("150")
    page.keyboard.press("Enter")
    shown(page, 150)
    expect(field).to_have_value("150")
    few_leaves(page)
    page.keyboard.press("End")
    shown(page, TOTAL)
    page.keyboard.press("Home")
    shown(page, 1)
    page.keyboard.press("PageDown")
    page.wait_for_function("() => document.querySelector('.book__pages').scrollTop > 100")
    for _each in range(30):
        page.mouse.move(900, 500)
        page.mouse.wheel(0, 4_000)
    few_leaves(page)
    assert page.evaluate("document.querySelectorAll('*').length") < 6_000
    expect(page.locator('[data-book="day"]')).to_be_visible()


def test_the_address_keeps_the_blatt(visit: Callable[..., Page], thick: Dossier) -> None:
    page = visit("dossier", thick.id, query="#blatt=77")
    shown(page, 77)
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/#blatt=78")
    page.reload()
    shown(page, 78)


def test_zoom_and_rotation_keep_the_page(visit: Callable[..., Page], thick: Dossier) -> None:
    page = visit("dossier", thick.id, query="?blatt=20")
    shown(page, 20)
    before = page.locator('.leaf[data-leaf="20"]').bounding_box()
    assert before
    page.keyboard.press("+")
    page.keyboard.press("+")
    wide(page, 20, before["width"] * 1.44)
    expect(page.get_by_role("button", name="100 %")).to_have_count(0)
    page.keyboard.press("0")
    shown(page, 20)
    page.keyboard.press("r")
    page.wait_for_function(
        """() => {
            const turned = document.querySelector('.leaf[data-leaf="20"]')?.getBoundingClientRect();
            return turned && turned.width > turned.height;
        }"""
    )
    expect(page.get_by_label("Blatt", exact=True).first).to_have_value("20")


def test_wanted_words_are_marked_and_gone_through(visit: Callable[..., Page], thick: Dossier) -> None:
    page = visit("dossier", thick.id, query="?q=Wohngeld&blatt=1")
    mark = page.locator(".leaf__mark--current")
    expect(mark).to_be_visible()
    status = page.locator('[data-book="hit-text"]')
    expect(status).to_contain_text("Fundstelle 1 von")
    place, sheet = mark.bounding_box(), page.locator('.leaf[data-leaf="1"]').bounding_box()
    assert place
    assert sheet
    assert sheet["x"] < place["x"] < sheet["x"] + sheet["width"]
    page.keyboard.press("n")
    expect(status).to_contain_text("Fundstelle 2 von")
    page.keyboard.press("p")
    page.keyboard.press("p")  # once round
    expect(status).to_have_text(re.compile(r"Fundstelle (\d+) von \1$"))
    page.wait_for_function("half => Number(document.getElementById('book-leaf').value) > half", arg=TOTAL // 2)


def test_searching_inside_the_book_needs_no_reload(visit: Callable[..., Page], thick: Dossier) -> None:
    page = visit("dossier", thick.id)
    shown(page, 1)
    page.keyboard.press("s")
    page.keyboard.type("Wohngeld")
    page.keyboard.press("Enter")
    expect(page.locator(".leaf__mark").first).to_be_visible()
    page.keyboard.press("s")
    page.keyboard.type("Zitronenfalter")
    page.keyboard.press("Enter")
    expect(page.locator('[data-book="hit-text"]')).to_have_text("Nicht im Text")
    expect(page.locator(".leaf__mark")).to_have_count(0)


def test_text_can_be_selected_where_it_stands(visit: Callable[..., Page], thick: Dossier) -> None:
    page = visit("dossier", thick.id)
    word = page.locator('.leaf[data-leaf="1"] .leaf__text span', has_text="Damen").first
    word.wait_for()
    word.dblclick()
    assert "Damen" in page.evaluate("getSelection().toString()")


@pytest.mark.parametrize("beside", ["right", "left", "below", "next line", "aside", "bar"])
def test_a_selection_that_ends_beside_the_text_stays_and_is_copied_in_order(
    visit: Callable[..., Page], thick: Dossier, beside: str
) -> None:
    page = visit("dossier", thick.id)
    text = page.locator('.leaf[data-leaf="1"] .leaf__text')
    text.locator("span", has_text="Damen").first.wait_for()
    first, last = text.locator("span").nth(5).bounding_box(), text.locator("span").nth(40).bounding_box()
    leaf, pane = page.locator('.leaf[data-leaf="1"]').bounding_box(), page.locator(".book__pages").bounding_box()
    assert first
    assert last
    assert leaf
    assert pane
    middle = last["y"] + last["height"] / 2
    ends = {
        "right": (leaf["x"] + leaf["width"] - 8, middle),
        "left": (leaf["x"] + 8, middle),
        "below": (last["x"] + last["width"], last["y"] + last["height"] + 1),
        "next line": (leaf["x"] + leaf["width"] - 40, last["y"] + last["height"] + 1),
        "aside": (60, middle),
        "bar": (leaf["x"] + 200, pane["y"] - 20),
    }
    page.mouse.move(first["x"] + 1, first["y"] + first["height"] / 2)
    page.mouse.down()
    page.mouse.move(leaf["x"] + leaf["width"] / 2, (first["y"] + middle) / 2, steps=3)
    page.mouse.move(*ends[beside], steps=4)
    page.mouse.up()
    copied = page.evaluate(
        """() => {
            const event = new ClipboardEvent("copy", {
                clipboardData: new DataTransfer(), bubbles: true, cancelable: true,
            });
            document.querySelector(".book__pages").dispatchEvent(event);
            return event.clipboardData.getData("text/plain");
        }"""
    )
    words = text.locator("span").all_text_contents()
    assert copied.split(), "nothing was copied"
    assert " ".join(copied.split()) in " ".join(" ".join(words).split())
    assert page.evaluate("getSelection().toString()").split() == copied.split()
    if beside in ("right", "below"):
        assert copied.split()[0] == words[5]
        assert len(copied.split()) >= 36


def test_contents_lead_to_a_document_and_stay_closed_if_closed(visit: Callable[..., Page], thick: Dossier) -> None:
    page = visit("dossier", thick.id)
    shown(page, 1)
    page.get_by_role("link", name="Schreiben Nummer 4").click()
    shown(page, 3 * PAGES_EACH + 1)
    expect(page.locator('.book__where [data-book="title"]')).to_have_text("Schreiben Nummer 4")
    assert page.locator(".book__chapter").count() < DOCUMENTS
    page.keyboard.press("i")
    expect(page.get_by_role("navigation", name="Inhalt")).to_be_hidden()
    page.reload()
    expect(page.get_by_role("navigation", name="Inhalt")).to_be_hidden()


def test_a_page_that_fails_is_a_card_in_its_place(visit: Callable[..., Page], open_page: Any, thick: Dossier) -> None:
    page = visit("dossier", thick.id)
    shown(page, 1)
    page.context.route("**/seiten/3.webp?*", lambda route: route.fulfill(status=422, body="broken"))
    page.evaluate("location.hash = 'blatt=9'")
    card = page.locator('.leaf[data-leaf="9"] .leaf__broken')
    expect(card).to_contain_text("Diese Seite lässt sich nicht anzeigen")
    expect(card.get_by_role("link", name="Original herunterladen")).to_be_visible()
    page.keyboard.press("ArrowRight")
    shown(page, 10)


def test_without_script_pages_turn_by_links(visit: Callable[..., Page], thick: Dossier) -> None:
    page = visit("dossier", thick.id, query="?blatt=6", java_script_enabled=False)
    expect(page.get_by_role("img", name="Blatt 6: Schreiben Nummer 1")).to_be_visible()
    page.get_by_role("link", name="nächste Seite").click()
    expect(page.get_by_role("img", name="Blatt 7: Schreiben Nummer 2")).to_be_visible()


def test_on_a_phone_pages_fill_the_width_and_contents_are_a_sheet(visit: Callable[..., Page], thick: Dossier) -> None:
    page = visit("dossier", thick.id, width=390, height=844, has_touch=True, is_mobile=True)
    shown(page, 1)
    place = page.locator('.leaf[data-leaf="1"]').bounding_box()
    assert place
    assert place["width"] > 340
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.get_by_role("navigation", name="Inhalt")).to_be_hidden()
    page.get_by_role("button", name="Inhalt ein- oder ausblenden").tap()
    page.get_by_role("link", name="Schreiben Nummer 3").tap()
    shown(page, 2 * PAGES_EACH + 1)
    expect(page.get_by_role("navigation", name="Inhalt")).to_be_hidden()


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_axe_finds_nothing(
    visit: Callable[..., Page], live_server: Any, axe: Any, dossier: Dossier, document: Any, width: int, theme: str
) -> None:
    sides: list[tuple[str, Any]] = [
        *((name, None) for name in ("dossiers", "open_dossier", "plan")),
        *((f"dossier{side}", dossier.id) for side in ("", "_contents", "_parties", "_history", "_access")),
        *((f"document{side}", document.id) for side in ("", "_details", "_history")),
        ("plan_entry", dossier.entry_id),
    ]
    page = visit("dossiers", width=width, theme=theme)
    for name, node in sides:
        query = "?q=Wohngeld" if name == "dossier" else ""
        page.goto(live_server.url + reverse(f"records:{name}", args=[node] if node else []) + query)
        if name == "dossier":
            page.locator(".leaf__mark").first.wait_for()
        # A theme changes colours and nothing else.
        assert axe(page, COLOURS if theme == "dark" else None) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
