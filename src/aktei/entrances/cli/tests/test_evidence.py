# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei evidence` on a real office: pages and files are vouched for, too, and every command says what it did."""

import json
from concurrent.futures.process import BrokenProcessPool
from uuid import uuid4

import pytest
from django.utils import timezone
from typer.testing import CliRunner

from aktei.base.acts.actor import Actor
from aktei.base.acts.models import JournalEntry
from aktei.base.blobs import store
from aktei.base.log.models import Checkpoint
from aktei.base.log.signing import current_key
from aktei.base.log.tests.tampering import judge, places, tamper
from aktei.entrances.cli import evidence
from aktei.entrances.worker.sealing import seal_all
from aktei.procedures.mailroom.actions import receive_consignment
from aktei.procedures.retention.actions import erase_history
from aktei.records.documents.actions import StoredFile, complete_rendition, rename_document
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
    return judge(current_key(), evidence._read_file, office_too=True)


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
    assert f"Version {version.id}" in places(verdict())


def test_missing_pages_are_found(version):
    tamper("records_page", "DELETE FROM records_page")
    said = [each.what for each in verdict().findings]
    assert any(each.startswith("Besiegelt sind 1 Seiten") and each.endswith("vorhanden 0.") for each in said)


def test_another_archival_file_in_the_records_is_found(version):
    tamper("records_component", "UPDATE records_component SET sha256 = repeat('b', 64) WHERE role = 'archival'")
    assert any("andere Datei" in each.what for each in verdict().findings)


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


def test_a_check_whose_process_was_killed_has_no_result_and_says_so(run, monkeypatch):
    def killed(*_arguments, **_more):
        raise BrokenProcessPool

    monkeypatch.setattr(evidence, "opened", killed)
    ended = run("verify")
    assert ended.exit_code == 7
    assert "Es liegt kein Ergebnis vor" in ended.output


def test_without_a_loss_resume_changes_nothing(run):
    size = Checkpoint.objects.latest("size").size
    ended = run("resume", "--reason", "x")
    assert ended.exit_code == 7
    assert "nichts verloren" in ended.output
    seal_all()
    assert Checkpoint.objects.latest("size").size == size


def test_a_second_archival_file_that_readers_would_get_is_found(version):
    tamper(
        "records_component",
        "INSERT INTO records_component SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(),"
        " 'position', 2))).* FROM records_component AS c WHERE role = 'archival'",
    )
    (finding,) = verdict().findings
    assert finding.place.startswith("Datensatz records_component")


def test_a_record_that_is_not_as_its_last_act_left_it_is_named_with_the_line_about_that_act(version):
    rename_document(SYSTEM, document=version.document_id, subject_line="Neuer Betreff")
    seal_all()
    tamper("records_document", f"UPDATE records_document SET channel = 'email' WHERE id = '{version.document_id}'")
    (finding,) = verdict().findings
    assert finding.place == f"Datensatz records_document {version.document_id}"
    last = JournalEntry.objects.latest("id")
    assert f"Zeile {last.leaf.position}: DocumentRenamed, {last.at:%d.%m.%Y}" in finding.what


def test_what_happened_a_moment_ago_and_waits_for_its_seal_is_no_finding(version):
    rename_document(SYSTEM, document=version.document_id, subject_line="Neuer Betreff")
    assert verdict().sound


def test_what_only_erased_lines_told_is_proven_by_its_seals_all_the_same(world, version):
    erase_history(SYSTEM, nodes=[version.document_id], disposal=uuid4(), reason="Frist abgelaufen")
    seal_all()
    report = verdict()
    assert report.sound, report.findings
    tamper("records_document", f"UPDATE records_document SET sender = 'x' WHERE id = '{version.document_id}'")
    assert places(verdict()) == {f"Datensatz records_document {version.document_id}"}
