# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a dossier of a declared kind in a real browser: choosing the kind brings its fields."""

import os
from pathlib import Path

import pytest
from django.conf import settings as conf
from django.test import Client
from playwright.sync_api import expect

from aktei.entrances.demo.plan import KINDS
from aktei.entrances.demo.world import build
from aktei.records.dossiers.models import Dossier

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def look(page, name):
    """Keep a picture for whoever wants to look (AKTEI_PICTURES names the directory)."""
    if place := os.environ.get("AKTEI_PICTURES"):
        page.screenshot(path=Path(place) / f"{name}-{page.viewport_size['width']}.png", full_page=True)


def test_choosing_a_kind_brings_its_fields_and_they_are_kept(live_server, open_page, axe, settings):
    settings.DOSSIER_KINDS = KINDS
    world = build()
    client = Client()
    client.force_login(world.persons["bauaufsicht"], backend="django.contrib.auth.backends.ModelBackend")
    page = open_page(width=390)
    cookie = {"name": conf.SESSION_COOKIE_NAME, "value": client.cookies[conf.SESSION_COOKIE_NAME].value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/akten/neu/?plan={world.plan['63.20'].id}")
    page.get_by_label("Betreff").fill("Scheune")
    page.get_by_label("Art", exact=True).select_option(label="Bauakte")
    page.get_by_label("Gemarkung").fill("Oberdorf")
    page.get_by_label("Flurstück").fill("112/3")
    expect(page.get_by_label("Betreff")).to_have_value("Scheune")
    assert axe(page) == []
    look(page, "kind")
    page.get_by_role("button", name="Akte anlegen").click()
    expect(page.get_by_text("ist angelegt")).to_be_visible()
    made = Dossier.objects.get(subject_line="Scheune")
    page.goto(f"{live_server.url}/akten/{made.id}/angaben/")
    expect(page.get_by_text("112/3")).to_be_visible()
    assert axe(page) == []
    look(page, "about")
    page.get_by_role("link", name="Ändern").click()
    expect(page.get_by_label("Flurstück")).to_have_value("112/3")
    assert axe(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    look(page, "fields")
