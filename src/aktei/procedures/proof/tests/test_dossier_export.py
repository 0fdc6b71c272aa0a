# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an export contains, and what it leaves out."""

import json
import zipfile
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from uuid import uuid4

import pytest
from django.utils import timezone

from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.blobs import store
from aktei.base.blobs.references import is_referenced
from aktei.base.evidence import export_check
from aktei.base.granting.actions import end_grant, grant
from aktei.base.log.models import Checkpoint, Timestamp
from aktei.entrances.demo.world import BUILDER
from aktei.entrances.worker.sealing import seal_all
from aktei.procedures.proof.actions import download_export, request_proof
from aktei.procedures.proof.export_file import make
from aktei.procedures.proof.jobs import expire
from aktei.procedures.retention.actions import erase_history
from aktei.records.documents.actions import (
    StoredFile,
    file_document,
    rename_document,
    undo_filing,
    withdraw_document,
)
from aktei.records.documents.versions import add_version


def names_in(path):
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def rows(path, name):
    with zipfile.ZipFile(path) as archive:
        return [json.loads(line) for line in archive.read(name).splitlines()]


def test_an_export_is_sound_in_the_eyes_of_its_judge(hand_out):
    made = hand_out(with_access=True)
    result = export_check.check(str(made.path))
    assert result.findings == []
    assert (result.documents, result.lines) == (1, made.row.lines)
    assert "Alles stimmt" in export_check.told(result)


def test_an_export_contains_documents_history_proofs_and_how_to_check(hand_out):
    made = hand_out(with_access=True)
    names = names_in(made.path)
    assert {"LIESMICH.html", "LIESMICH.pdf", "pruefen.py", "protokoll/verlauf-1.pdf", "zugriff.csv"} <= set(names)
    folder = "dokumente/0001-Blatt-1-bis-1-Antrag/"
    assert {f"{folder}v1-original-1-brief.pdf", f"{folder}v1-archiv-1-datei.pdf"} <= set(names)
    kinds = {json.loads(each["entry"])["kind"] for each in rows(made.path, "protokoll/zeilen.jsonl")}
    assert {"DossierOpened", "DocumentReceived", "DocumentRendered", "DocumentFiled", "ProofRequested"} <= kinds
    with zipfile.ZipFile(made.path) as archive:
        page = archive.read("LIESMICH.html").decode()
    assert "<script" not in page
    assert "Klage 3 K 17/26" in page


def test_the_table_of_who_could_see_it_tells_of_the_day_that_was_asked(stage, hand_out, time_machine):
    ines, now = stage.world.persons["bauaufsicht"], timezone.now()
    given = {"right": "read", "principal": f"person:{ines.id}", "cause": "=Amtshilfe"}
    made = grant(BUILDER, node=stage.dossier.id, chain=stage.dossier.chain, **given)
    end_grant(BUILDER, grant_id=made, chain=stage.dossier.chain)
    time_machine.move_to(now + timedelta(days=2))

    def told(**options):
        with zipfile.ZipFile(hand_out(**options).path) as archive:
            return archive.read("zugriff.csv").decode(), archive.read("LIESMICH.html").decode()

    then, page = told(access_on=timezone.localdate(now))
    assert "Ines Straßer;Lesen;persönlich;;'=Amtshilfe;" in then
    assert f"am {timezone.localdate(now):%d.%m.%Y}" in page
    assert "Ines Straßer" not in told(with_access=True)[0]
    with pytest.raises(Refused, match="künftigen Tag"):
        request_proof(
            stage.anna, dossier=stage.dossier.id, purpose="Klage", access_on=timezone.localdate() + timedelta(1)
        )


def test_nothing_of_another_dossier_is_in_it_even_if_the_document_lay_there(stage, hand_out):
    other = stage.world.dossiers["Wohngeld Müller, Sabine"]
    document = stage.ready.document_id
    file_document(stage.anna, document=document, dossier=other.id, subject_line="Geheim für Müller")
    rename_document(stage.anna, document=document, subject_line="Noch geheimer")
    undo_filing(stage.anna, document=document)
    file_document(stage.anna, document=document, dossier=stage.dossier.id, subject_line="Jetzt richtig")
    made = hand_out()
    with zipfile.ZipFile(made.path) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    for told in (other.reference, str(other.id), "Geheim für Müller", "Noch geheimer"):
        assert told.encode() not in everything
    assert export_check.check(str(made.path)).findings == []


def test_withdrawn_documents_are_in_it_and_named_so(stage, hand_out):
    withdraw_document(stage.anna, document=stage.filed.document_id, reason="doppelt")
    made = hand_out()
    assert [each["withdrawn"] for each in rows(made.path, "dokumente.jsonl")] == [True]
    assert export_check.check(str(made.path)).findings == []


@pytest.mark.parametrize("login", ["post", "bauaufsicht", "datenschutz", "verwaltung"])
def test_who_may_not_close_or_manage_and_read_gets_no_export(stage, login):
    with pytest.raises(Refused):
        request_proof(stage.world.actor(login), dossier=stage.dossier.id, purpose="Neugier")


def test_a_purpose_is_asked_for_and_one_export_at_a_time(stage):
    with pytest.raises(Refused, match="wofür"):
        request_proof(stage.anna, dossier=stage.dossier.id, purpose=" ")
    request_proof(stage.anna, dossier=stage.dossier.id, purpose="Klage")
    with pytest.raises(Refused, match="gerade schon"):
        request_proof(stage.anna, dossier=stage.dossier.id, purpose="Klage")


def test_asking_completing_and_downloading_stand_in_the_history(stage, hand_out):
    made = hand_out()
    download_export(stage.anna, export=made.row.id)
    told = JournalEntry.objects.filter(node=stage.dossier.id).order_by("id")
    kinds = list(told.values_list("kind", flat=True))[-4:]
    assert kinds == ["ProofRequested", "ProofSealed", "ExportCompleted", "ExportDownloaded"]
    assert told.last().payload["sha256"] == made.row.sha256


def test_nobody_downloads_the_export_of_somebody_else(stage, hand_out):
    made = hand_out()
    with pytest.raises(Refused):
        download_export(stage.world.actor("vertretung"), export=made.row.id)


def test_who_lost_the_right_does_not_download_what_was_made_before(stage, hand_out, monkeypatch):
    made = hand_out()
    monkeypatch.setattr("aktei.procedures.proof.queries.may_export", lambda rights: False)
    with pytest.raises(Forbidden):
        download_export(stage.anna, export=made.row.id)


def test_a_damaged_file_ends_the_export_with_its_name(stage, hand_out, monkeypatch):
    monkeypatch.setattr("aktei.procedures.proof.dossier_export.store.open", lambda sha256: BytesIO(b"anders"))
    made = hand_out()
    assert made.row.state == "failed"
    assert "beschädigt" in made.row.reason


def test_making_twice_changes_nothing(hand_out):
    made = hand_out()
    before = JournalEntry.objects.count()
    make(made.row.id)
    assert JournalEntry.objects.count() == before


def test_an_expired_export_lets_its_bytes_go_and_keeps_its_hash_in_the_journal(stage, hand_out, settings):
    settings.EXPORT_DAYS = 0
    made = hand_out()
    assert is_referenced(made.row.sha256)
    assert expire() == 1
    assert not is_referenced(made.row.sha256)
    with pytest.raises(Refused, match="abgelaufen"):
        download_export(stage.anna, export=made.row.id)
    assert JournalEntry.objects.filter(kind="ExportCompleted", payload__sha256=made.row.sha256).exists()


def test_lawful_erasure_leaves_exports_sound_those_made_before_and_those_made_after(stage, hand_out):
    before = hand_out()
    gone = stage.ready.document_id
    file_document(BUILDER, document=gone, dossier=stage.dossier.id)
    seal_all()
    number = erase_history(BUILDER, nodes=[gone], disposal=uuid4(), reason="Frist abgelaufen")
    after = hand_out()
    assert export_check.check(str(before.path)).findings == []
    result = export_check.check(str(after.path))
    assert (result.findings, result.erased) == ([], number)
    assert result.unproven
    assert f"Rechtmäßig gelöschte Zeilen: {number}" in export_check.told(result)
    assert result.sha256 == after.row.sha256


def test_a_version_that_came_while_the_document_lay_elsewhere_is_named_as_not_proven(stage, hand_out):
    """Its line belongs to the other dossier; the export neither shows that line nor passes the file off as proven."""
    other = stage.world.dossiers["Wohngeld Müller, Sabine"]
    document, boss = stage.ready.document_id, stage.world.actor("leitung")
    file_document(boss, document=document, dossier=other.id)
    blob = store.put(b"%PDF-1.7 zweite Fassung")
    add_version(
        boss, document=document, originals=[StoredFile(blob.sha256, blob.size, "application/pdf", "zweite.pdf")]
    )
    undo_filing(boss, document=document)
    file_document(boss, document=document, dossier=stage.dossier.id)
    made = hand_out()
    result = export_check.check(str(made.path))
    assert result.findings == []
    assert [path.rpartition("-")[2] for path in result.unproven] == ["zweite.pdf"]
    assert "NICHT NACHGEWIESEN" in export_check.told(result)
    with zipfile.ZipFile(made.path) as archive:
        assert not any(other.reference.encode() in archive.read(name) for name in archive.namelist())


def test_the_newest_timestamp_comes_along_with_the_proof_that_the_log_went_on(stage, hand_out, tmp_path):
    seal_all()
    head = Checkpoint.objects.latest("size")
    # What matters here is the imprint; that authorities sign is tested where timestamps are asked for.
    response = b"DER" + sha256(head.note.encode()).digest() + b"..."
    Timestamp.objects.create(size=head.size, at=timezone.now(), response=response)
    made = hand_out()
    result = export_check.check(str(made.path))
    assert (result.findings, result.stamps) == ([], 1)
    assert "openssl ts" in export_check.told(result)
    with zipfile.ZipFile(made.path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    stamp = f"protokoll/zeitstempel/{head.size}.tsr"
    for name in (stamp, stamp.replace(".tsr", ".pruefpunkt.txt"), stamp.replace(".tsr", ".fortsetzung.txt")):
        changed = files | {name: files[name].replace(files[name][10:14], b"XXXX", 1)}
        with zipfile.ZipFile(tmp_path / "changed.zip", "w") as archive:
            for each, content in changed.items():
                archive.writestr(each, content)
        assert stamp in {place for place, _what in export_check.check(str(tmp_path / "changed.zip")).findings}
