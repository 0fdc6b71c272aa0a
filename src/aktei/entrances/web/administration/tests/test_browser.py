# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the organisation in a real browser: accessible on every width, and usable by keyboard."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from aktei.base.acts.actor import Actor
from aktei.base.people import actions, leftovers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SYSTEM = Actor.system("test")


@pytest.fixture
def visit(live_server: Any, as_: Any, open_page: Any) -> Any:
    def go(path: str, who: str = "verwaltung", **options: Any) -> Any:
        page = open_page(**options)
        cookie = as_(who).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page.goto(live_server.url + path)
        return page

    return go


@pytest.fixture
def lived_in(world: Any, monkeypatch: Any) -> dict[str, str]:
    """Every page with something on it."""
    team, anna = world.units["50.1"], world.persons["sachbearbeitung"]
    actions.rename_unit(SYSTEM, unit=team.id, name="Wohngeldstelle und Mietangelegenheiten", short_name="50.1")
    actions.dissolve_unit(
        SYSTEM, unit=team.id, successor=world.units["50.2"].id, due_at=timezone.now() + timedelta(days=30)
    )
    actions.begin_membership(
        SYSTEM,
        person=anna.id,
        unit=world.units["63"].id,
        role="head",
        valid_from=timezone.now() + timedelta(days=3),
        valid_until=timezone.now() + timedelta(days=40),
    )
    actions.create_token(SYSTEM, person=anna.id, label="Scanner")
    gone = world.persons["bauaufsicht"]
    actions.end_person(SYSTEM, person=gone.id)
    waits = leftovers.Leftover(gone.id, uuid4(), "Stellungnahme zum Bauantrag Grünwald", timezone.now())
    source = leftovers.Source("test", "Aufgabe", lambda actor, persons: [waits], lambda actor, **more: None)
    monkeypatch.setattr(leftovers, "_sources", {"test": source})
    return {
        "verwaltung": "/verwaltung/",
        "einheiten": "/verwaltung/einheiten/",
        "einheit": f"/verwaltung/einheiten/{team.id}/",
        "aufloesen": f"/verwaltung/einheiten/{world.units['63'].id}/aufloesen/",
        "personen": "/verwaltung/personen/",
        "person": f"/verwaltung/personen/{anna.id}/",
        "zugehoerigkeit": f"/verwaltung/personen/{anna.id}/zugehoerigkeit/",
        "zugriff": f"/verwaltung/personen/{anna.id}/zugriff/",
        "einlesen": "/verwaltung/einlesen/",
        "offene-arbeit": "/verwaltung/offene-arbeit/",
    }


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_every_page_is_accessible_and_never_wider_than_the_screen(lived_in, visit, axe, width, theme):
    page = visit("/verwaltung/", width=width, height=1000, theme=theme)
    origin, faults = page.url.partition("/verwaltung/")[0], []
    for name, path in lived_in.items():
        page.goto(origin + path)
        faults += [f"{name}: {finding}" for finding in axe(page)]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(f"{name}: wider than the screen")
        if pictures := os.environ.get("AKTEI_PICTURES"):
            page.screenshot(path=Path(pictures) / f"{name}-{width}.png", full_page=True)
    assert faults == []


def test_a_person_is_registered_and_put_into_a_unit_by_keyboard(lived_in, visit):
    page = visit("/verwaltung/personen/")
    page.keyboard.press("c")
    page.get_by_label("Familienname").fill("Özdemir")
    page.get_by_label("Anmeldename").fill("oezdemir")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Özdemir").wait_for()
    page.wait_for_load_state("load")
    page.keyboard.press("c")
    page.get_by_label("Organisationseinheit").press_sequentially("Sozialhilfe")
    page.get_by_role("option", name="Team Sozialhilfe").click()
    page.get_by_role("button", name="Zugehörigkeit eintragen").click()
    expect(page.get_by_role("link", name="Team Sozialhilfe", exact=True)).to_be_visible()
    page.get_by_role("link", name="Was diese Person sehen kann").click()
    expect(page.get_by_text("Aktenplan 50.40 Hilfe zum Lebensunterhalt").first).to_be_visible()
