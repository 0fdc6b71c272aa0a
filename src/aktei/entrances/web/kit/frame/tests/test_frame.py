# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from pathlib import Path

import pytest
from django.test import Client

from aktei.entrances.web.kit.frame import errors, navigation
from aktei.entrances.web.kit.frame.csp import POLICY, policy

pytestmark = pytest.mark.django_db


def test_every_answer_forbids_inline_script_style_and_embedding(client):
    headers = client.get("/anmelden/").headers
    assert headers["Content-Security-Policy"] == policy()
    assert "unsafe" not in policy()
    assert POLICY["frame-ancestors"] == ("'none'",)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"


def test_pages_carry_no_inline_script_or_style(client, settings):
    settings.DEBUG = True
    for address in ("/anmelden/", "/rahmen/bausteine/", "/rahmen/bausteine/?ansicht=geteilt"):
        page = client.get(address).content.decode()
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page
        assert page.count("<script") == page.count("<script src=")


def test_the_components_are_no_page_of_a_real_office(client, settings):
    settings.DEBUG = False
    assert client.get("/rahmen/bausteine/").status_code == 404


@pytest.mark.parametrize(
    ("chosen", "attribute"), [("dark", 'data-kern-theme="dark"'), ("light", 'data-kern-theme="light"')]
)
def test_the_theme_is_remembered_and_rendered_by_the_server(client, chosen, attribute):
    response = client.post("/rahmen/darstellung/", {"theme": chosen, "next": "/anmelden/"})
    assert response.headers["Location"] == "/anmelden/"
    assert attribute in client.get("/anmelden/").content.decode()


def test_automatic_leaves_the_theme_to_the_browser(client):
    client.post("/rahmen/darstellung/", {"theme": "auto"})
    assert "data-kern-theme" not in client.get("/anmelden/").content.decode()


def test_an_invented_theme_changes_nothing(client):
    client.post("/rahmen/darstellung/", {"theme": '"><script>'})
    assert "theme" not in client.cookies


def test_the_language_is_remembered(client):
    client.post("/rahmen/sprache/", {"language": "en"})
    assert '<html lang="en"' in client.get("/anmelden/").content.decode()


def test_preferences_never_lead_to_another_site(client):
    assert client.post("/rahmen/sprache/", {"language": "en", "next": "https://example.org"}).headers["Location"] == "/"


def test_unknown_addresses_get_a_page_that_says_what_to_do(client):
    response = client.get("/gibt-es-nicht/")
    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in response.content.decode()


def test_an_error_of_ours_gets_a_page_that_says_what_was_kept(monkeypatch):
    def fail(request):
        raise RuntimeError

    monkeypatch.setattr("aktei.entrances.web.kit.frame.context.frame", fail)
    response = errors.broken(None)
    assert response.status_code == 500
    assert "nichts halb gespeichert" in response.content.decode()


def test_entries_without_a_page_are_not_shown(settings):
    settings.ROOT_URLCONF = "aktei.entrances.web.kit.frame.tests.only_frame"
    assert navigation.entries() == []


def test_the_counters_are_for_people_who_are_logged_in(client):
    assert client.get("/rahmen/zaehler/").status_code == 302


def test_the_security_headers_stand_on_refusals_too():
    response = Client(enforce_csrf_checks=True).post("/anmelden/", {})
    assert response.status_code == 403
    assert "Content-Security-Policy" in response.headers


def test_every_icon_a_template_names_can_be_drawn():
    web = Path(__file__).parents[3]
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', (web / "static/aktei/icons.svg").read_text()))
    named = {
        icon
        for template in web.rglob("templates/**/*.html")
        for icon in re.findall(r'{% icon "([a-z-]+)"', template.read_text())
    }
    assert named <= drawn
    assert {entry.icon for entry in navigation.ENTRIES} <= drawn
