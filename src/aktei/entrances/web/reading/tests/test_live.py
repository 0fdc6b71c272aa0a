# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is still being read appears without a reload; the contents of the book are grouped by case."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from aktei.base.acts.actor import Actor
from aktei.entrances.demo import shelf
from aktei.entrances.web.reading.tests.test_browser import shown as shown
from aktei.entrances.web.reading.tests.test_browser import visit as visit  # the fixtures
from aktei.records.cases.actions import open_case
from aktei.records.documents.actions import complete_rendition
from aktei.records.documents.moving import add_document
from aktei.records.dossiers.models import Dossier

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def waiting(world: Any, dossier: Dossier, volume: shelf.Volume) -> Any:
    """A document that is still being read; calling the second finishes that."""
    row = add_document(world.actor("sachbearbeitung"), originals=[volume.file], dossier=dossier.id)

    def finish() -> None:
        complete_rendition(
            Actor.system("test"), version=row.current_id, archival=volume.file, thumbnail=None, pages=volume.pages
        )

    return row, finish


def test_contents_say_by_themselves_that_a_document_was_read(
    visit: Callable[..., Page],
    dossier: Dossier,
    document: Any,
    waiting: Any,
) -> None:
    row, finish = waiting
    page = visit("dossier_contents", dossier.id)
    page.evaluate("window.stayed = true")
    page.locator(".list-table input[type=checkbox]").first.check()
    state = page.locator(f"#stand-{row.id}")
    expect(state).to_contain_text("wird eingelesen")
    finish()
    expect(page.locator(f"#blatt-{row.id}")).to_have_text("3")
    expect(state).not_to_contain_text("eingelesen")
    expect(page.locator(".list-table input[type=checkbox]").first).to_be_checked()
    assert page.evaluate("window.stayed"), "the page was loaded anew"


def test_pages_that_were_read_meanwhile_join_the_open_book(
    visit: Callable[..., Page],
    dossier: Dossier,
    document: Any,
    waiting: Any,
) -> None:
    _row, finish = waiting
    page = visit("dossier", dossier.id, query="?blatt=2")
    shown(page, 2)
    expect(page.locator(".book__contents")).to_contain_text("wird eingelesen")
    finish()
    expect(page.locator('[data-book="of"]')).to_have_text("von 4")
    expect(page.locator(".book__contents")).not_to_contain_text("wird eingelesen")
    expect(page.locator('[data-book="waiting"]')).to_be_hidden()
    shown(page, 2)
    expect(page.get_by_label("Blatt", exact=True).first).to_have_value("2")
    page.keyboard.press("End")
    shown(page, 4)


def test_the_first_pages_of_a_dossier_open_its_book(
    visit: Callable[..., Page],
    dossier: Dossier,
    waiting: Any,
) -> None:
    _row, finish = waiting
    page = visit("dossier", dossier.id)
    expect(page.locator(".book__none")).to_contain_text("Die Seiten werden gerade eingelesen")
    finish()
    page.locator(".book__pages").wait_for()
    shown(page, 1)


@pytest.mark.parametrize("script", [True, False])
def test_the_contents_of_the_book_are_grouped_by_case(
    visit: Callable[..., Page],
    dossier: Dossier,
    volume: shelf.Volume,
    world: Any,
    script: bool,
) -> None:
    cases = [
        open_case(world.actor("sachbearbeitung"), dossier=dossier.id, subject_line=each).id
        for each in ("Erstantrag", "Widerspruch")
    ]
    for title, case in (("A", cases[1]), ("B", cases[0]), ("C", None), ("D", cases[1])):
        shelf.fill(dossier.lead_unit_id, volume, f"Schreiben {title}", dossier=dossier.id, case=case)
    page = visit("dossier", dossier.id, java_script_enabled=script)
    lines = page.locator(".book__contents :is(.book__case, .book__chapter-title)")
    expect(lines).to_have_count(6)
    said = [each.strip() for each in lines.all_text_contents()]
    assert [each.split(". ")[-1] for each in said] == [
        "Schreiben C",
        "Erstantrag",
        "Schreiben B",
        "Widerspruch",
        "Schreiben A",
        "Schreiben D",
    ]
    if script:
        page.get_by_role("link", name="Schreiben B").click()
        shown(page, 3)
        expect(page.locator(".book__chapter a[aria-current=true]")).to_contain_text("Schreiben B")
