# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists in a real browser: rows that open, filters that work at once, views, columns, tables, phones."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.frame.tests.browser import COLOURS
from aktei.procedures.work.actions import assign_task

SYSTEM = Actor.system("test")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Visit = Callable[..., Page]


@pytest.fixture
def dossier(world: Any) -> Any:
    return world.dossiers["Wohngeld Yıldız, Ute"]


def row_of(page: Page, text: str) -> Any:
    return page.locator("[data-row]", has_text=text)


def test_the_whole_row_opens_the_dossier_and_its_box_only_chooses_it(visit: Visit, dossier: Any) -> None:
    page = visit("/akten/")
    row = row_of(page, dossier.reference)
    row.locator("label.check").click()
    expect(row.get_by_role("checkbox")).to_be_checked()
    assert page.url.endswith("/akten/")
    box = row.locator("td").nth(4).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 3, box["y"] + box["height"] / 2)  # beside every text
    page.wait_for_url(f"**/akten/{dossier.id}/**")
    page.go_back()
    row_of(page, dossier.reference).get_by_text("Wohngeld Yıldız, Ute").click()  # on a text
    page.wait_for_url(f"**/akten/{dossier.id}/**")


def test_a_row_opens_in_a_tab_of_its_own_and_by_keyboard(visit: Visit, dossier: Any) -> None:
    page = visit("/akten/")
    row = row_of(page, dossier.reference)
    for press in ({"button": "middle"}, {"modifiers": ["Control"]}):
        with page.context.expect_page() as opened:
            row.get_by_text("Wohngeld Yıldız, Ute").click(**press)
        opened.value.wait_for_url(f"**/akten/{dossier.id}/**")
        opened.value.close()
    assert page.url.endswith("/akten/")
    row.get_by_role("link", name=dossier.reference).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/akten/{dossier.id}/**")


def test_the_row_of_a_task_opens_the_task_and_the_dossier_in_it_the_dossier(
    visit: Visit, world: Any, dossier: Any
) -> None:
    to = f"person:{world.persons['sachbearbeitung'].id}"
    task = assign_task(SYSTEM, node=dossier.id, assignee=to, text="Einkommen prüfen")
    page = visit("/aufgaben/")
    page.locator("[data-row]").get_by_text("Anna Weiß").click()
    page.wait_for_url(f"**/aufgaben/{task.id}/")
    page.go_back()
    page.locator("[data-row]").get_by_role("link", name=dossier.reference).click()
    page.wait_for_url(f"**/akten/{dossier.id}/**")


def test_text_in_a_row_can_be_marked_without_opening_it(visit: Visit, dossier: Any) -> None:
    page = visit("/akten/")
    box = row_of(page, dossier.reference).get_by_text("Wohngeld Yıldız, Ute").bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    assert "Wohngeld" in page.evaluate("getSelection().toString()")
    assert page.url.endswith("/akten/")


def test_filters_work_at_once_the_address_follows_and_back_works(visit: Visit, dossier: Any) -> None:
    page = visit("/akten/")
    page.get_by_label("Aktenzeichen oder Betreff").press_sequentially("Yıldız")
    expect(page.locator("[data-row]")).to_have_count(1)
    page.wait_for_url("**/akten/?q=Y%C4%B1ld%C4%B1z")
    page.get_by_role("combobox", name="Zustand").select_option("geschlossen")
    expect(page.get_by_text("Keine Akte passt dazu")).to_be_visible()
    assert page.url.endswith("&zustand=geschlossen")
    expect(page.get_by_label("Aktenzeichen oder Betreff")).to_have_value("Yıldız")
    page.go_back()
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.get_by_role("combobox", name="Zustand")).to_have_value("")


def test_without_script_a_button_narrows_and_the_row_opens(visit: Visit, dossier: Any) -> None:
    page = visit("/akten/", java_script_enabled=False)
    page.get_by_label("Aktenzeichen oder Betreff").fill("Yıldız")
    page.get_by_role("button", name="Eingrenzen").click()
    expect(page.locator("[data-row]")).to_have_count(1)
    box = row_of(page, dossier.reference).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(f"**/akten/{dossier.id}/**")


def test_columns_are_chosen_at_once_and_stay_in_the_address(visit: Visit, dossier: Any) -> None:
    page = visit("/akten/")
    page.locator("summary", has_text="Spalten").last.click()
    page.get_by_role("checkbox", name="Beteiligte").check()
    expect(page.get_by_role("columnheader", name="Beteiligte")).to_be_visible()
    page.get_by_role("checkbox", name="Federführung").uncheck()
    expect(page.get_by_role("columnheader", name="Federführung")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("columnheader", name="Beteiligte")).to_be_visible()
    page.locator("summary", has_text="Spalten").last.click()
    page.get_by_role("checkbox", name="Beteiligte").uncheck()
    page.get_by_role("checkbox", name="Federführung").check()
    page.wait_for_url(re.compile(r"/akten/\??$"))


def test_a_view_is_saved_and_opened_again(visit: Visit, dossier: Any) -> None:
    page = visit("/akten/")
    page.get_by_role("combobox", name="Zustand").select_option("offen")
    page.locator("summary", has_text="Ansicht speichern").click()
    page.get_by_label("Name der Ansicht").fill("Offene")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Die Ansicht „Offene“ ist gespeichert.")).to_be_visible()
    page.goto(page.url.split("?")[0])
    page.get_by_role("link", name="Offene").click()
    page.wait_for_url("**/akten/?zustand=offen")
    expect(page.get_by_role("combobox", name="Zustand")).to_have_value("offen")
    page.get_by_role("link", name="Ansichten verwalten").click()
    page.get_by_role("button", name="Löschen Offene").click()
    expect(page.get_by_text("Noch keine Ansichten")).to_be_visible()


def test_the_table_is_what_the_list_shows(visit: Visit, dossier: Any) -> None:
    page = visit("/akten/")
    page.get_by_label("Aktenzeichen oder Betreff").press_sequentially("Yıldız")
    page.wait_for_url("**/akten/?q=*")
    expect(page.locator("[data-row]")).to_have_count(1)
    with page.expect_download() as loading:
        page.get_by_role("link", name="Tabelle (CSV)").click()
    text = Path(loading.value.path()).read_bytes().decode("utf-8")
    assert text.startswith("\ufeffAktenzeichen;Betreff;Federführung;Zustand;Angelegt\r\n")
    assert text.count("\r\n") == 2
    assert dossier.reference in text


LISTS = [
    "/akten/",
    "/akten/?spalten=beteiligte&spalten=tage&spalten=post&spalten=aufgaben",
    "/aufgaben/",
    "/beteiligte/",
    "/ansichten/",
    "/akten/?ausgabe=druck",
]


@pytest.mark.parametrize("address", LISTS)
def test_on_a_phone_filters_fold_away_and_nothing_scrolls_sideways(visit: Visit, dossier: Any, address: str) -> None:
    page = visit(address, width=390, height=844, is_mobile=True, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    fold = page.locator(".list-fold > summary")
    for choices in page.locator(".list-filters__choices").all():
        expect(choices).to_be_hidden()
        fold.click()
        expect(choices).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_post_is_narrowed_while_typing_and_its_filters_fold_away_on_a_phone(visit: Visit, world: Any) -> None:
    page = visit("/posteingang/")
    page.get_by_placeholder("Absender oder Betreff").press_sequentially("nirgends")
    expect(page.get_by_text("Kein Eintrag passt")).to_be_visible()
    assert page.url.endswith("/posteingang/?q=nirgends")
    page.locator("summary", has_text="Ansichten").click()
    page.get_by_label("Name der Ansicht").fill("Nirgends")
    page.get_by_role("button", name="Ansicht speichern").click()
    expect(page.get_by_text("Die Ansicht „Nirgends“ ist gespeichert.")).to_be_visible()
    page = visit("/posteingang/", width=390, height=844, is_mobile=True, has_touch=True)
    kind = page.locator("summary", has_text="Kanal")
    expect(kind).to_be_hidden()
    page.locator(".list-fold > summary").tap()
    expect(kind).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_axe_finds_nothing(visit: Visit, live_server: Any, axe: Any, dossier: Any, width: int, theme: str) -> None:
    page = visit(LISTS[0], width=width, theme=theme)
    for address in LISTS:
        page.goto(live_server.url + address)
        # A theme changes colours and nothing else.
        assert axe(page, COLOURS if theme == "dark" else None) == [], address


def test_the_count_above_a_list_is_that_of_the_navigation_when_something_came(
    visit: Visit, world: Any, dossier: Any
) -> None:
    to = f"person:{world.persons['sachbearbeitung'].id}"
    assign_task(SYSTEM, node=dossier.id, assignee=to, text="Erste")
    page = visit("/aufgaben/")
    expect(page.locator("[data-select-count]")).to_have_text("1 Aufgabe")
    assign_task(SYSTEM, node=dossier.id, assignee=to, text="Zweite")
    page.evaluate("window.htmx.trigger(document.body, 'counters')")
    expect(page.locator("#count-tasks")).to_contain_text("2")
    expect(page.locator("[data-select-count]")).to_have_text("2 Aufgaben")
    expect(row_of(page, "Zweite")).to_be_visible()


def test_a_list_that_somebody_is_choosing_in_is_left_alone(visit: Visit, world: Any, dossier: Any) -> None:
    to = f"person:{world.persons['sachbearbeitung'].id}"
    assign_task(SYSTEM, node=dossier.id, assignee=to, text="Erste")
    page = visit("/aufgaben/")
    row_of(page, "Erste").locator("label.check").click()
    assign_task(SYSTEM, node=dossier.id, assignee=to, text="Zweite")
    page.evaluate("window.htmx.trigger(document.body, 'counters')")
    expect(page.locator("#count-tasks")).to_contain_text("2")
    expect(row_of(page, "Erste").get_by_role("checkbox")).to_be_checked()
    expect(page.locator("[data-select-count]")).to_have_text("1 ausgewählt")
