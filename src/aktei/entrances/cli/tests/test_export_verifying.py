# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""An export is checked where there is no database, no settings and no data directory."""

import json
import subprocess
import sys
import zipfile

import pytest
from typer import Exit

from aktei.base.blobs import store
from aktei.entrances.cli.dossier_export import export_dossier
from aktei.entrances.worker.sealing import seal_all
from aktei.procedures.proof.actions import request_proof
from aktei.procedures.proof.export_file import make
from aktei.procedures.proof.queries import made
from tests.stage import Stage


@pytest.fixture
def export(world, settings, tmp_path):
    settings.EVIDENCE_KEY, settings.EVIDENCE_KEPT = tmp_path / "key.pem", tmp_path / "kept"
    stage = Stage(world)
    assert stage.filed
    asked = request_proof(stage.anna, dossier=stage.dossier.id, purpose="Klage")
    seal_all()
    make(asked.id)
    place = tmp_path / "export.zip"
    place.write_bytes(store.path(made(asked.id).sha256).read_bytes())
    return place


def aktei(tmp_path, *words):
    """Run the command as somebody who has nothing but the program; a data directory would be made here."""
    command = [sys.executable, "-m", "aktei.entrances.cli.main", "evidence", "verify", *words]
    nothing = {"PATH": "/usr/bin:/bin", "AKTEI_DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, capture_output=True, text=True, env=nothing, cwd=tmp_path, timeout=60)


def test_a_sound_export_is_checked_offline(export, tmp_path):
    ended = aktei(tmp_path, "--export", str(export))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Alles stimmt" in ended.stdout
    assert "beweist dieser Export allein nicht" in ended.stdout
    assert not (tmp_path / "data").exists()


def test_a_changed_export_ends_with_one_and_names_what_is_wrong(export, tmp_path):
    with zipfile.ZipFile(export, "a") as archive:
        archive.writestr("dokumente/untergeschoben.pdf", b"%PDF")
    ended = aktei(tmp_path, f"--export={export}", "--json")
    told = json.loads(ended.stdout)
    assert (ended.returncode, told["sound"]) == (1, False)
    assert [each["place"] for each in told["findings"]] == ["dokumente/untergeschoben.pdf"]


def test_another_key_than_the_published_one_is_told(export, tmp_path):
    ended = aktei(tmp_path, "--export", str(export), "--key", "a+00000000+AQ==")
    assert ended.returncode == 1
    assert "nicht der Schlüssel" in ended.stdout


def test_a_missing_file_is_told_in_german(tmp_path):
    ended = aktei(tmp_path, "--export", "fehlt.zip")
    assert ended.returncode == 7
    assert "lässt sich nicht öffnen" in ended.stderr


def test_the_operator_hands_out_a_dossier(world, settings, tmp_path, capsys):
    settings.EVIDENCE_KEY, settings.EVIDENCE_KEPT = tmp_path / "key.pem", tmp_path / "kept"
    dossier, target = world.dossiers["Wohngeld Köster, Bernd"], tmp_path / "heraus.zip"
    export_dossier(dossier.reference, target, purpose="Klage 3 K 17/26")
    assert "Protokollzeilen" in capsys.readouterr().out
    assert aktei(tmp_path, "--export", str(target)).returncode == 0
    with pytest.raises(Exit):
        export_dossier("gibt/es/nicht", tmp_path / "nichts.zip", purpose="Klage")
    assert not (tmp_path / "nichts.zip").exists()
