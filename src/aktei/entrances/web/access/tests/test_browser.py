# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Break-glass and a second person in a real browser; every page of access is accessible and fits the screen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from aktei.base.granting.actions import propose_grant
from aktei.entrances.demo.world import BUILDER, build
from aktei.procedures.access.actions import break_glass
from aktei.records.dossiers.actions import open_dossier

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WHY = "Anruf der Polizei, Gefahr für ein Kind"


@pytest.fixture
def county(transactional_db: None) -> Any:
    return build()


@pytest.fixture
def hidden(county: Any) -> Any:
    return open_dossier(
        BUILDER,
        entry=county.plan["50.30"].id,
        subject_line="Adoption Lindner",
        lead_unit=county.units["50.1"].id,
        protected=True,
    )


@pytest.fixture
def visit(live_server: Any, county: Any, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """`visit("leitung", "/zugriff/…")`: the page as this person sees it."""

    def go(login: str, path: str, **options: Any) -> Page:
        client = Client()
        client.force_login(county.persons[login], backend="django.contrib.auth.backends.ModelBackend")
        page = open_page(**options)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page.goto(live_server.url + path)
        return page

    return go


def test_somebody_opens_a_closed_dossier_and_data_protection_takes_note(
    visit: Callable[..., Page], hidden: Any
) -> None:
    page = visit("bauaufsicht", reverse("records:dossier", args=[hidden.id]))
    page.get_by_role("link", name="Es ist ein Notfall").click()
    page.get_by_label("Aktenzeichen").fill(hidden.reference)
    page.get_by_label("Warum muss es jetzt sein?").fill(WHY)
    page.get_by_role("button", name="Akte öffnen").click()
    expect(page.get_by_role("heading", name="Adoption Lindner")).to_be_visible()
    expect(page.get_by_text(f"Notzugriff auf {hidden.reference}")).to_be_visible()
    dpo = visit("datenschutz", "/")
    dpo.get_by_role("link", name="Ansehen").click()
    expect(dpo.get_by_text(WHY)).to_be_visible()
    dpo.get_by_role("button", name="Zur Kenntnis nehmen").click()
    expect(dpo.get_by_text("Alles ist zur Kenntnis genommen.")).to_be_visible()
    page.get_by_role("button", name="Jetzt beenden").click()
    expect(page.get_by_text("Der Notzugriff ist beendet.")).to_be_visible()


def test_who_could_see_it_is_asked_for_a_day_and_a_right_is_given_by_two(
    visit: Callable[..., Page], hidden: Any
) -> None:
    access = reverse("records:dossier_access", args=[hidden.id])
    page = visit("sachbearbeitung", access)
    page.get_by_label("Wem?").fill("Ines Straßer (bauaufsicht)")
    page.locator("main").get_by_label("Grund").and_(page.locator(":visible")).fill("Amtshilfe")
    page.get_by_role("button", name="Wirkung ansehen").click()
    expect(page.get_by_text("Damit bekäme eine weitere Person dieses Recht.")).to_be_visible()
    page.get_by_role("button", name="Zur Freigabe vorlegen").click()
    expect(page.get_by_text("Wartet auf eine zweite Person")).to_be_visible()
    second = visit("vertretung", reverse("access:approvals"))
    second.get_by_role("button", name="Freigeben").click()
    expect(second.get_by_text("Freigegeben und ausgeführt.")).to_be_visible()
    page.goto(page.url.partition("?")[0])
    expect(page.get_by_text("von zwei Personen freigegeben")).to_be_visible()
    page.get_by_label("An welchem Tag?").fill("2020-01-01")
    page.get_by_role("button", name="Zeigen").click()
    expect(page.get_by_text("Zu diesem Zeitpunkt reichte kein Recht hierher.")).to_be_visible()


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    visit: Callable[..., Page], axe: Any, county: Any, hidden: Any, width: int, theme: str
) -> None:
    anna, ines = county.actor("sachbearbeitung"), county.persons["bauaufsicht"]
    gift = {"right": "read", "principal": f"person:{ines.id}", "cause": "Amtshilfe"}
    propose_grant(anna, node=hidden.id, chain=hidden.chain, what="Ines Straßer: Lesen", **gift)
    break_glass(county.actor("post"), reference=hidden.reference, reason=WHY)
    pages = [
        ("sachbearbeitung", reverse("records:dossier_access", args=[hidden.id])),
        ("schriftgut", reverse("access:page", args=["aktenplan", county.plan["50.30"].id])),
        ("vertretung", reverse("access:approvals")),
        ("datenschutz", reverse("access:emergencies")),
        ("datenschutz", reverse("access:protected")),
        ("post", reverse("access:emergency")),
    ]
    for login, path in pages:
        page = visit(login, path, width=width, theme=theme)
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        page.context.close()
