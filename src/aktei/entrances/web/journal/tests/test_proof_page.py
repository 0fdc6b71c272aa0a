# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the dossier to a file somebody outside can check; and the page of the checkpoints, open to everybody."""

import pytest
from django.utils import timezone

from aktei.base.evidence import export_check
from aktei.entrances.worker.sealing import seal_all
from aktei.procedures.proof.export_file import make
from aktei.procedures.proof.models import Export, Progress
from tests.stage import Stage


@pytest.fixture
def stage(world, settings, tmp_path):
    settings.EVIDENCE_KEY, settings.EVIDENCE_KEPT = tmp_path / "key.pem", tmp_path / "kept"
    made = Stage(world)
    assert made.filed
    return made


@pytest.fixture
def anna(client, world):
    client.force_login(world.persons["sachbearbeitung"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_an_export_is_asked_for_made_and_downloaded(stage, anna, tmp_path):
    address = f"/akten/{stage.dossier.id}/nachweis/"
    assert anna.post(address, {"purpose": "Klage 3 K 17/26"}).status_code == 302
    assert "wird erstellt" in anna.get(address).content.decode()
    seal_all()
    make(Export.objects.get().id)
    page = anna.get(address).content.decode()
    assert Export.objects.get().sha256 in page
    answer = anna.get(f"/nachweise/{Export.objects.get().id}/datei/")
    (tmp_path / "export.zip").write_bytes(b"".join(answer.streaming_content))
    assert export_check.check(str(tmp_path / "export.zip")).findings == []
    assert answer.headers["Content-Disposition"].endswith('.zip"')


def test_a_running_export_shows_how_far_it_is(stage, anna):
    address = f"/akten/{stage.dossier.id}/nachweis/"
    anna.post(address, {"purpose": "Klage"})
    Progress.objects.create(export=Export.objects.get(), done=12, total=40, updated_at=timezone.now())
    assert "12 von 40" in anna.get(address).content.decode()
    assert f"Nachweis-Export {stage.dossier.reference}" in anna.get("/rahmen/laufend/").content.decode()


def test_without_a_purpose_nothing_is_made(stage, anna):
    answer = anna.post(f"/akten/{stage.dossier.id}/nachweis/", {"purpose": ""})
    assert answer.status_code == 422
    assert not Export.objects.exists()


def test_who_may_not_export_is_told_who_may(stage, client, world):
    client.force_login(world.persons["datenschutz"], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/akten/{stage.dossier.id}/nachweis/").content.decode()
    assert "Schriftgutverwaltung" in page
    assert 'name="purpose"' not in page


def test_the_checkpoints_are_told_to_strangers_too(stage, client):
    assert "noch nichts besiegelt" in client.get("/evidence/").content.decode()
    seal_all()
    page = client.get("/evidence/").content.decode()
    assert client.get("/evidence/key").content.decode().strip() in page.replace("&#x2B;", "+")
    assert "aktei evidence verify" in page
