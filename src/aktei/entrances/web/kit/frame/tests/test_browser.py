# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The components in a real browser: looks, keyboard, selecting, uploading, accessibility."""

import json

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1440, 768, 390)


@pytest.fixture
def gallery(live_server, settings):
    settings.DEBUG = True
    return f"{live_server.url}/rahmen/bausteine/"


@pytest.mark.parametrize("view", ["", "?ansicht=geteilt", "?ansicht=geteilt&offen=1"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_components_are_accessible_and_fit_every_screen(gallery, open_page, axe, width, theme, view):
    page = open_page(width, 844, theme)
    page.goto(gallery + view)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_everything_can_be_hit_with_a_finger(gallery, open_page):
    page = open_page(390, 844, has_touch=True)
    page.goto(gallery)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, summary, select, .kern-btn, .tabs__link, .check, .filter')]
          .map((element) => [element.outerHTML.slice(0, 80), element.getBoundingClientRect()])
          .filter(([, box]) => box.width && (box.height < 44 || box.width < 44)).map(([html]) => html)"""
    )
    assert small == []


def test_the_theme_changes_without_a_reload(gallery, page):
    page.goto(gallery)
    page.locator("[data-menu] > summary.tool").last.click()
    with page.expect_response("**/rahmen/darstellung/"):
        page.get_by_role("button", name="Dunkel").click()
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")


def test_j_and_k_move_and_x_selects(gallery, page):
    page.goto(gallery)
    page.keyboard.press("j")
    expect(page.locator("[data-row]").nth(2)).to_have_attribute("aria-current", "true")
    page.keyboard.press("k")
    page.keyboard.press("x")
    expect(page.locator("[data-row]").nth(1).locator("input")).to_be_checked()
    expect(page.locator("[data-select-count]")).to_have_text("1 ausgewählt")


def test_shift_selects_a_range_and_the_box_above_selects_all(gallery, page):
    page.goto(gallery)
    boxes = page.locator("[data-select-item]")
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(page.locator("[data-select-count]")).to_have_text("3 ausgewählt")
    page.locator("[data-select-all]").click()
    expect(page.locator("[data-select-count]")).to_have_text("4 ausgewählt")


def test_shortcuts_are_silent_while_someone_types(gallery, page):
    page.goto(f"{gallery}?ansicht=geteilt")
    field = page.locator("#subj")
    field.fill("")
    field.press_sequentially("jxa?")
    expect(field).to_have_value("jxa?")
    expect(page.locator("#keys")).not_to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator("#other")).to_be_focused()


def test_the_question_mark_shows_every_key_of_the_page(gallery, page):
    page.goto(f"{gallery}?ansicht=geteilt")
    page.keyboard.press("?")
    overview = page.locator("#keys")
    expect(overview).to_be_visible()
    for text in ("ersten Vorschlag annehmen", "weiterleiten", "andere Akte", "nächster, voriger Eintrag"):
        expect(overview).to_contain_text(text)
    page.keyboard.press("Escape")
    expect(overview).not_to_be_visible()


def test_files_travel_one_by_one_with_progress_and_failures_can_be_repeated(gallery, page):
    answers = [(500, {}), (200, {"text": "angenommen", "href": "#sendung"}), (200, {})]

    def answer(route):
        status, body = answers.pop()
        route.fulfill(status=status, content_type="application/json", body=json.dumps(body))

    page.route(
        "**/rahmen/bausteine/", lambda route: answer(route) if route.request.method == "POST" else route.continue_()
    )
    page.goto(gallery)
    files = [{"name": f"brief-{number}.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"} for number in (1, 2, 3)]
    page.locator("#drop-files").set_input_files(files)
    expect(page.locator(".upload--done")).to_have_count(2)
    expect(page.locator(".upload--failed")).to_have_count(1)
    expect(page.locator("[data-drop-status]")).to_have_text("2 von 3 Dateien übertragen.")
    answers.append((200, {}))
    page.get_by_role("button", name="Erneut").click()
    expect(page.locator(".upload--done")).to_have_count(3)


@pytest.mark.parametrize(("first", "second", "shown"), [("get", "get", "zwei"), ("post", "get", "eins")])
def test_the_newest_reading_wins_and_nothing_overtakes_a_sending(gallery, page, first, second, shown):
    held = []
    page.route("**/eins", lambda route: held.append(route))
    page.route("**/zwei", lambda route: route.fulfill(body="zwei"))
    page.goto(gallery)
    page.evaluate(
        """([first, second]) => {
          const place = document.createElement('div');
          place.innerHTML = `<div id="place"></div><button id="one" hx-${first}="/eins" hx-target="#place">1</button>`
            + `<button id="two" hx-${second}="/zwei" hx-target="#place">2</button>`;
          document.querySelector('main').prepend(place);
          htmx.process(place);
        }""",
        [first, second],
    )
    with page.expect_request("**/eins"):
        page.locator("#one").click()
    page.locator("#two").click()
    if shown == "zwei":
        expect(page.locator("#place")).to_have_text("zwei")
    else:
        held[0].fulfill(body="eins")
    expect(page.locator("#place")).to_have_text(shown)


def test_the_undo_counts_down_and_goes(gallery, page):
    page.clock.install()
    page.goto(gallery)
    expect(page.locator("[data-undo-seconds]")).to_have_text("600 s")
    page.clock.run_for(2000)
    expect(page.locator("[data-undo-seconds]")).to_have_text("598 s")
    page.clock.run_for(599_000)
    expect(page.locator("[data-toast]")).to_have_count(0)


def test_a_dialog_asks_before_what_cannot_be_undone(gallery, page):
    page.goto(gallery)
    page.get_by_role("button", name="Zurückgeben …").click()
    dialog = page.locator("#g-confirm")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Abbrechen").click()
    expect(dialog).not_to_be_visible()


def test_the_page_can_be_used_without_script(gallery, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(gallery)
    page.locator("[data-menu] > summary.tool").last.click()
    page.get_by_role("button", name="Dunkel").click()
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    expect(page.get_by_role("button", name="Hochladen")).to_be_visible()
