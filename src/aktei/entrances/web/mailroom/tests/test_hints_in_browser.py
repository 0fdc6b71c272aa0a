# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is to be known of a file stands beside its pages, and what can be done about it is pressed in a browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from aktei.base.acts.models import JournalEntry
from aktei.base.blobs import store
from aktei.entrances.web.mailroom.tests.conftest import MACHINERY
from aktei.procedures.mailroom import machine_actions
from aktei.procedures.mailroom.describing import Description
from aktei.procedures.mailroom.watched import tell
from aktei.procedures.rendition.actions import complete
from aktei.procedures.rendition.keeping import keep
from aktei.procedures.rendition.remarks import Remark
from aktei.records.documents.actions import RenderedPage, StoredFile
from aktei.records.documents.moving import add_document
from aktei.records.documents.words import pack
from aktei.records.envelopes.models import Consignment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REMARKS = [
    Remark("files_inside", names=("Lageplan.pdf", "Kosten.xlsx", "+30")),
    Remark("damaged", pages=(2, 5, 7)),
    Remark("hidden_layers", names=("Entwurf",)),
]
SIZES = [(1280, "light"), (1440, "dark"), (390, "light")]
FILE = {"name": "brief.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 x"}
PHOTO = {"name": "foto.pdf", "mimeType": "application/pdf", "buffer": b"RIFF\x10\0\0\0WEBPVP8 "}


@pytest.fixture
def visit(live_server: Any, world: Any, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Open an address as somebody, in a window of some width; the pages themselves are drawn elsewhere."""

    def go(address: str, width: int = 1280, theme: str = "light", who: str = "sachbearbeitung") -> Page:
        client = Client()
        client.force_login(world.persons[who], backend="django.contrib.auth.backends.ModelBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page = open_page(width, 900, theme)
        page.route("**/seiten/**", lambda route: route.fulfill(status=200, body=""))
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page.goto(live_server.url + address)
        return page

    return go


def finish(version: Any) -> None:
    """Let a version have been read, with everything there is to be known of its file."""
    blob = store.put(b"%PDF-1.7 archival")
    archival = StoredFile(blob.sha256, blob.size, "application/pdf")
    page = RenderedPage(1, 595.0, 842.0, 0, "digital", 99.0, "Guten Tag", pack([]))
    complete(MACHINERY, version=version, archival=archival, thumbnail=None, pages=[page], remarks=REMARKS)


@pytest.fixture
def post(receive: Callable[..., Consignment]) -> Consignment:
    row = receive("Mappe.pdf")
    finish(row.document.current_id)
    said = {row.document_id: Description(subject_line="Mappe")}
    machine_actions.make_ready(MACHINERY, consignment=row.id, descriptions=said, proposals=[])
    return row


@pytest.fixture
def document(world: Any) -> Any:
    dossier = world.dossiers["Wohngeld Yıldız, Ute"]
    row = add_document(MACHINERY, originals=[keep(b"%PDF-1.7 mappe", "Mappe.pdf")], dossier=dossier.id)
    finish(row.current_id)
    return row


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_the_hints_of_post_are_read_beside_its_pages_and_its_files_are_taken_in(
    visit: Any, axe: Any, post: Consignment, width: int, theme: str
) -> None:
    page = visit(reverse("mailroom:item", args=[post.id]), width, theme)
    hints = page.locator("[data-book=remarks]")
    expect(hints).to_contain_text("„Lageplan.pdf“, „Kosten.xlsx“ und 30 weitere")
    expect(hints).to_contain_text("Beschädigt und nur teilweise lesbar: Seiten 2, 5 und 7.")
    expect(hints).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Enthaltene Dateien als eigene Post aufnehmen").click()
    expect(page.locator("body")).to_contain_text("erscheinen gleich als eigene Eingänge im Posteingang")
    assert JournalEntry.objects.filter(kind="FilesInsideWanted").count() == 1


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_the_hints_of_a_document_stand_on_its_page_and_its_files_become_attachments(
    visit: Any, axe: Any, document: Any, width: int, theme: str
) -> None:
    page = visit(reverse("records:document_details", args=[document.id]), width, theme)
    expect(page.get_by_text("Hinweise zur Datei")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Enthaltene Dateien als Anlagen aufnehmen").click()
    expect(page.locator("body")).to_contain_text("erscheinen gleich als Anlagen dieses Dokuments")
    assert JournalEntry.objects.filter(kind="FilesInsideWantedBeside").count() == 1


@pytest.mark.parametrize(
    ("address", "tick", "again"),
    [
        ("mailroom:upload", "Auch annehmen, was schon da ist", "Nicht noch einmal angenommen: liegt schon"),
        ("records:dossier_contents", "Auch aufnehmen, was schon in der Akte liegt", "Nicht noch einmal aufgenommen"),
    ],
)
def test_a_file_that_is_there_already_is_told_and_the_tick_takes_it_in_all_the_same(
    visit: Any, axe: Any, world: Any, address: str, tick: str, again: str
) -> None:
    dossier = world.dossiers["Wohngeld Yıldız, Ute"]
    page = visit(reverse(address, args=[dossier.id] if address.startswith("records") else []))
    field = page.locator("input[type=file]")
    told = page.locator(".upload__state")
    field.set_input_files([FILE])
    expect(told.nth(0)).not_to_contain_text("%")
    expect(page.locator(".upload--done")).to_have_count(1)
    field.set_input_files([FILE])
    expect(told.nth(1)).to_contain_text(again)
    page.get_by_label(tick).check()
    field.set_input_files([FILE])
    expect(page.locator(".upload--done")).to_have_count(3)
    expect(told.nth(2)).not_to_contain_text("Nicht noch einmal")
    field.set_input_files([PHOTO])
    expect(told.nth(3)).to_contain_text("kein lesbares Schriftstück (WebP-Bild)")
    assert axe(page) == []


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_columns_nobody_knows_are_told_before_a_table_is_read_in(
    visit: Any, axe: Any, tmp_path: Path, width: int, theme: str
) -> None:
    table = tmp_path / "personen.csv"
    table.write_text("anmeldename;vorname;familienname;Email\nneu.1;Anna;Neu;a@example.org\n")
    page = visit(reverse("administration:import"), width, theme, "verwaltung")
    page.set_input_files("input[type=file]", table)
    page.get_by_role("button", name="Vorschau").click()
    expect(page.get_by_text("Unbekannte Spalten werden nicht eingelesen")).to_be_visible()
    expect(page.locator(".notice")).to_contain_text("email")
    assert axe(page) == []


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_what_lies_in_a_watched_folder_and_cannot_be_taken_in_stands_above_the_list(
    visit: Any, axe: Any, world: Any, width: int, theme: str
) -> None:
    tell("50.1", world.units["50.1"].chain, ["kreis.pdf: Verknüpfungen werden nicht übernommen.", "rohr: –"])
    page = visit(reverse("mailroom:inbox"), width, theme)
    page.get_by_text("Eingangsordner „50.1“: 2 nicht übernommen").click()
    expect(page.get_by_text("kreis.pdf: Verknüpfungen werden nicht übernommen.")).to_be_visible()
    assert axe(page) == []
