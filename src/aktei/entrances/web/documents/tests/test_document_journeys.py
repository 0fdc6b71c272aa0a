# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents and parties in a real browser: select many, move them, take that back; hints while somebody types."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from aktei.entrances.demo import shelf
from aktei.entrances.web.reading.tests.test_browser import visit as visit  # the fixture
from aktei.records.documents.actions import StoredFile, complete_rendition, withdraw_document
from aktei.records.documents.models import Document
from aktei.records.documents.moving import attach_document
from aktei.records.documents.versions import add_version, check_out
from aktei.records.dossiers.models import Dossier

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def look(page: Page, name: str) -> None:
    """A picture for whoever asked for some."""
    if folder := os.environ.get("AKTEI_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.fixture
def full(world: Any, dossier: Dossier, document: Document, volume: shelf.Volume) -> Dossier:
    """A dossier with an attachment, several versions, somebody at work and something withdrawn."""
    anna, jonas = world.actor("sachbearbeitung"), world.actor("vertretung")
    made = [
        shelf.fill(dossier.lead_unit_id, volume, title, dossier=dossier.id)
        for title in ("Mietbescheinigung der Wohnungsgesellschaft Musterstadt mbH", "Bescheidentwurf", "Fehlscan")
    ]
    attach_document(anna, document=made[0].id, to=document.id)
    version = add_version(anna, document=made[1].id, originals=[volume.file], comment="Miete berichtigt")
    complete_rendition(shelf.FILLER, version=version.id, archival=volume.file, thumbnail=None, pages=volume.pages)
    add_version(anna, document=made[1].id, originals=[StoredFile("e" * 64, 9, "application/pdf", "entwurf_3.pdf")])
    check_out(jonas, document=made[1].id, note="Rechenfehler auf Seite 2")
    withdraw_document(anna, document=made[2].id, reason="doppelt gescannt")
    return dossier


def test_many_are_chosen_moved_and_brought_back(visit: Callable[..., Page], full: Dossier, axe: Any) -> None:
    page = visit("dossier_contents", full.id)
    look(page, "inhalt-1440")
    assert axe(page) == []
    page.get_by_label("Antrag auf Wohngeld auswählen").check()
    page.get_by_role("button", name="Verschieben …").click()
    expect(page.get_by_label("Akte suchen")).to_be_visible()
    assert "token" not in page.url
    page.get_by_label("Akte suchen").fill("Köster")
    page.locator("#found-targets .target__label").first.click()
    look(page, "verschieben-1440")
    assert axe(page) == []
    page.get_by_role("button", name="Verschieben", exact=True).click()
    expect(page.get_by_text("Ein Dokument ist verschoben.")).to_be_visible()
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.get_by_text("1 Dokument ist wieder wie zuvor.")).to_be_visible()
    expect(page.get_by_role("link", name="Antrag auf Wohngeld")).to_be_visible()


def test_the_page_of_a_document_says_who_works_on_it_and_which_version_counts(
    visit: Callable[..., Page],
    full: Dossier,
    axe: Any,
) -> None:
    draft = Document.objects.get(subject_line="Bescheidentwurf")
    for width in (1440, 390):
        page = visit("document_details", draft.id, width=width)
        expect(page.get_by_role("heading", name="In Bearbeitung bei Jonas Köhler")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        look(page, f"angaben-{width}")
        assert axe(page) == []
    page = visit("dossier_contents", full.id, width=390)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    look(page, "inhalt-390")


def test_hints_appear_while_somebody_types_and_one_is_taken(
    visit: Callable[..., Page],
    full: Dossier,
    axe: Any,
) -> None:
    page = visit("dossier_parties", full.id)
    page.get_by_role("heading", name="Jemanden hinzufügen").click()
    page.get_by_label("Rolle").fill("Vermieter")
    page.get_by_label("Name", exact=True).fill("Koester")
    page.get_by_label("Vorname").press_sequentially("Bernd")
    expect(page.get_by_text("Schon im Adressbuch?")).to_be_visible()
    look(page, "beteiligte-1440")
    assert axe(page) == []
    page.get_by_role("button", name="Diesen Eintrag nehmen").click()
    expect(page.get_by_text("Bernd Köster ist jetzt an der Akte beteiligt.")).to_be_visible()
    for width in (1440, 390):
        page = visit("parties", width=width)
        look(page, f"adressbuch-{width}")
        assert axe(page) == []
        page.get_by_role("searchbox", name="Name oder Anschrift").press_sequentially("koest")
        expect(page.locator("#list tbody tr")).to_have_count(1)
        page.get_by_role("link", name="Köster, Bernd").click()
        expect(page.get_by_role("heading", name="Bernd Köster")).to_be_visible()
        look(page, f"partei-{width}")
        assert axe(page) == []


def test_a_reference_is_offered_while_somebody_types_and_taken_by_keyboard(
    visit: Callable[..., Page],
    dossier: Dossier,
    axe: Any,
) -> None:
    page = visit("dossier_about", dossier.id, width=390, height=844)
    page.get_by_role("button", name="Neuer Verweis").click()
    box = page.get_by_role("combobox", name="Aktenzeichen")
    box.press_sequentially("Köster")
    offer = page.get_by_role("option", name="Wohngeld Köster, Bernd")
    expect(offer).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("ArrowDown")
    expect(offer).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("listbox", name="Passendes")).to_be_hidden()
    expect(box).not_to_have_value("Köster")
    expect(page.get_by_role("dialog")).to_contain_text("Wohngeld Köster, Bernd")
    page.get_by_role("button", name="Verweisen").click()
    expect(page.get_by_text("Der Verweis ist angelegt.")).to_be_visible()


def test_without_script_what_would_open_stands_on_the_page(visit: Callable[..., Page], full: Dossier) -> None:
    page = visit("dossier_about", full.id, java_script_enabled=False)
    look(page, "ohne-skript")
    expect(page.get_by_role("button", name="Umbenennen …")).to_be_hidden()
    renaming = page.locator("#betreff")
    renaming.get_by_label("Betreff").fill("Ohne Skript umbenannt")
    renaming.get_by_role("button", name="Ändern").click()
    expect(page.get_by_text("Ohne Skript umbenannt").first).to_be_visible()
