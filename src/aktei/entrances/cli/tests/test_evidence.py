# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei evidence` on a real office: pages and files are vouched for, too, and every command says what it did."""

import json

import pytest
from django.utils import timezone
from typer.testing import CliRunner

from aktei.base.blobs import store
from aktei.base.journal.acts import Actor
from aktei.base.journal.models import Checkpoint
from aktei.base.journal.signing import current_key
from aktei.base.journal.tests.tampering import judge, places, tamper
from aktei.entrances.cli import evidence
from aktei.entrances.worker.sealing import seal_all
from aktei.procedures.mailroom.actions import receive_consignment
from aktei.records.documents.actions import StoredFile, complete_rendition
from aktei.records.documents.models import Version
from tests.stage import Stage

SYSTEM = Actor.system("test")


def stored(data, name="brief.pdf"):
    blob = store.put(data)
    return StoredFile(blob.sha256, blob.size, "application/pdf", name)


@pytest.fixture
def version(world, settings, tmp_path):
    settings.EVIDENCE_KEY, settings.EVIDENCE_KEPT = tmp_path / "key.pem", tmp_path / "kept"
    settings.BLOBS_URL = f"file://{tmp_path}/blobs"
    stage = Stage(world)
    unit = world.units["50.1"].id
    original = stored(b"original")
    made = receive_consignment(SYSTEM, channel="paper", received_at=timezone.now(), unit=unit, files=[original])
    row = Version.objects.get(document=made.document_id)
    complete_rendition(
        SYSTEM, version=row.id, archival=stored(b"archival"), thumbnail=None, pages=[stage.page("Antrag auf Wohngeld")]
    )
    seal_all()
    return row


def verdict():
    return judge(current_key(), evidence._read_file, contents_too=True)


def test_pages_and_files_of_an_untouched_office_fit_their_lines(version):
    report = verdict()
    assert report.sound, report.findings
    assert (report.readings, report.files) == (1, 2)


@pytest.mark.parametrize(
    "change",
    ["text = text || ' '", "words = set_byte(words, 0, 255 - get_byte(words, 0))", "number = 2"],
)
def test_a_changed_page_is_found(version, change):
    tamper("records_page", f"UPDATE records_page SET {change}")
    assert {place.partition(" (")[0] for place in places(verdict())} == {f"Version {version.id}"}


def test_missing_pages_are_found(version):
    tamper("records_page", "DELETE FROM records_page")
    assert "Besiegelt sind 1 Seiten, vorhanden 0." in {each.what for each in verdict().findings}


def test_another_archival_file_in_the_records_is_found(version):
    tamper("records_component", "UPDATE records_component SET sha256 = repeat('b', 64) WHERE role = 'archival'")
    assert "andere Datei" in verdict().findings[0].what


@pytest.mark.parametrize("data", [b"original", b"archival"])
def test_a_flipped_bit_in_a_file_and_a_missing_file_are_found(version, data):
    digest = store.put(data).sha256
    path = store.path(digest)
    path.chmod(0o600)
    path.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    assert [each.what for each in verdict().findings] == ["Die Bytes der Datei sind nicht die besiegelten."]
    path.unlink()
    assert [each.what for each in verdict().findings] == ["Die Datei fehlt."]


@pytest.fixture
def run(version):
    """The commands, on the connection of this test's transaction."""
    return lambda *arguments: CliRunner().invoke(evidence.app, arguments)


def test_state_and_keys_are_told_in_german(run):
    assert "Zeilen besiegelt" in run("state").output
    assert json.loads(run("state", "--json").output)["waiting"] == 0
    old = current_key()
    assert "Neuer öffentlicher Schlüssel" in run("new-key", "--reason", "jährlich").output
    assert current_key() != old
    assert run("seal").output == "1 Zeilen besiegelt.\n"


def test_without_a_loss_resume_changes_nothing(run):
    size = Checkpoint.objects.latest("size").size
    ended = run("resume", "--reason", "x")
    assert ended.exit_code == 7
    assert "nichts verloren" in ended.output
    seal_all()
    assert Checkpoint.objects.latest("size").size == size
