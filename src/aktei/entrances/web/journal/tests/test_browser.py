# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""In a real browser: a clerk hands out a dossier and a stranger checks it; the pages fit and axe finds nothing."""

import os
from pathlib import Path

import pytest
from django.test import Client

from aktei.base.evidence import export_check
from aktei.entrances.demo.world import build
from aktei.entrances.worker.sealing import seal_all
from aktei.procedures.proof.export_file import make
from aktei.procedures.proof.models import Export
from tests.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOG_IN = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def stage(transactional_db, settings, tmp_path):
    settings.EVIDENCE_KEY, settings.EVIDENCE_KEPT = tmp_path / "key.pem", tmp_path / "kept"
    made = Stage(build())
    assert made.filed
    seal_all()
    return made


@pytest.fixture
def browse(stage, live_server, open_page):
    def open_as(login, **options):
        page = open_page(**options)
        if login:
            client = Client()
            client.force_login(stage.world.persons[login], backend=LOG_IN)
            session = client.cookies["sessionid"].value
            page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return page

    return open_as


def test_a_dossier_is_handed_out_and_checked(stage, live_server, browse, tmp_path):
    page = browse("sachbearbeitung", accept_downloads=True)
    page.goto(f"{live_server.url}/akten/{stage.dossier.id}/verlauf/")
    page.locator(".place-head__more > summary").click()
    page.get_by_role("link", name="Nachweis-Export").click()
    page.get_by_label("Wofür wird der Export gebraucht?").fill("Klage 3 K 17/26")
    page.get_by_label("Auch angeben, wer die Akte sehen kann").check()
    page.get_by_role("button", name="Export erstellen").click()
    page.get_by_text("wird erstellt …").wait_for()
    seal_all()
    make(Export.objects.get().id)
    with page.expect_download(timeout=60_000) as waiting:  # the page first notices that the export is there
        page.get_by_role("link", name="Herunterladen").click()
    waiting.value.save_as(tmp_path / "export.zip")
    assert export_check.check(str(tmp_path / "export.zip")).findings == []
    assert waiting.value.suggested_filename.startswith("Nachweis-50.30-2026-")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_fit_and_axe_finds_nothing(stage, live_server, browse, axe, width):
    findings = []
    for login, path in (
        ("datenschutz", "/protokoll/"),
        ("datenschutz", f"/protokoll/?akte={stage.dossier.id}"),
        ("sachbearbeitung", "/protokoll/?art=gelesen&von=2001-01-01&bis=2001-01-01"),
        ("sachbearbeitung", f"/akten/{stage.dossier.id}/nachweis/"),
        ("", "/evidence/"),
    ):
        page = browse(login, width=width)
        page.goto(live_server.url + path)
        findings += [f"{path}: {finding}" for finding in axe(page)]
        reach = page.evaluate("document.scrollingElement.scrollWidth")
        findings += [f"{path}: scrolls sideways ({reach} px)"] if reach > width else []
        if pictures := os.environ.get("AKTEI_PICTURES"):
            name = path.partition("?")[0].strip("/").rpartition("/")[2]
            page.screenshot(path=Path(pictures) / f"{name}-{login}-{width}.png")
    assert not findings, "\n".join(findings)
