# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole plan of the demo county in a real browser: accessible, wide and narrow, by keyboard."""

import os
from pathlib import Path

import pytest
from django.conf import settings as conf
from django.test import Client
from playwright.sync_api import expect

from aktei.entrances.demo.plan import PLAN, furnish
from aktei.entrances.demo.world import build
from aktei.records.file_plan.models import FilePlanEntry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AT = "/verwaltung/aktenplan/"


@pytest.fixture
def go(live_server, open_page, settings, tmp_path):
    """Pages as the records manager sees them, with the whole plan there."""
    settings.DOSSIER_KINDS = tmp_path / "kinds.toml"
    world = build()
    furnish(world)
    client = Client()
    client.force_login(world.persons["schriftgut"], backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[conf.SESSION_COOKIE_NAME].value

    def visit(path="", **options):
        page = open_page(**options)
        page.context.add_cookies([{"name": conf.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page.goto(f"{live_server.url}{AT}{path}")
        return page

    return visit


def look(page, name):
    """Keep a picture for whoever wants to look (AKTEI_PICTURES names the directory)."""
    if place := os.environ.get("AKTEI_PICTURES"):
        page.screenshot(path=Path(place) / f"{name}-{page.viewport_size['width']}.png", full_page=True)


def fits(page):
    return page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_every_page_is_accessible_and_fits_a_phone(go, axe):
    entry = FilePlanEntry.objects.get(notation="50.30")
    for path, name in (
        ("", "plan"),
        ("?q=wohn", "found"),
        (f"{entry.id}/", "entry"),
        ("neu/", "new"),
        ("einlesen/", "import"),
    ):
        for width in (1440, 390):
            page = go(path, width=width)
            assert fits(page), (path, width)
            assert axe(page) == [], path
            look(page, name)
            page.context.close()


def test_a_plan_is_taken_over_and_an_entry_moved_by_keyboard(go, axe, tmp_path):
    page = go("einlesen/", width=390)
    changed = tmp_path / "plan.csv"
    changed.write_bytes(
        PLAN.read_bytes().replace(b"Wohngeld;", b"Wohngeld und Lastenzuschuss;") + b"58;Neues\r\n59;\r\n"
    )
    page.get_by_label("Tabelle oder Nachricht").set_input_files(changed)
    page.get_by_role("button", name="Ansehen, was geschehen würde").click()
    expect(page.get_by_role("status").first).to_contain_text("1 Fehler in Zeile")
    look(page, "faulty")
    changed.write_bytes(changed.read_bytes().replace(b"59;\r\n", b""))
    page.get_by_label("Tabelle oder Nachricht").set_input_files(changed)
    page.get_by_role("button", name="Ansehen, was geschehen würde").click()
    expect(page.get_by_role("status").first).to_contain_text("1 neue, 1 geänderte")
    assert axe(page) == []
    assert fits(page)
    look(page, "preview")
    page.get_by_role("button", name="So übernehmen").press("Enter")
    expect(page.get_by_text("Der Aktenplan ist übernommen.")).to_be_visible()
    entry = FilePlanEntry.objects.get(notation="50.30")
    assert entry.title == "Wohngeld und Lastenzuschuss"
    page = go(f"{entry.id}/")
    page.get_by_role("button", name="Verschieben").press("Enter")
    page.get_by_label("Unter welchen Eintrag?").press_sequentially("58 Neu")
    page.get_by_role("option", name="58 Neues").click()
    page.get_by_role("dialog").get_by_label("Grund").fill("Neuordnung")
    look(page, "move")
    assert axe(page) == []
    page.get_by_role("dialog").get_by_label("Grund").press("Enter")
    expect(page.get_by_text("Der Eintrag ist verschoben, mit allem darunter.")).to_be_visible()
    entry.refresh_from_db()
    assert entry.parent.notation == "58"
