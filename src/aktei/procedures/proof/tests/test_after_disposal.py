# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the dossier to the last trace: after a lawful disposal with its rows, log, rows and every export still fit."""

from uuid import uuid4

import pytest

from aktei.base.acts.models import RowSeal
from aktei.base.evidence.export_check import check
from aktei.base.four_eyes.actions import confirm_proposal
from aktei.base.log.models import Erasure
from aktei.base.log.signing import current_key
from aktei.base.log.tests.tampering import judge, places, tamper
from aktei.entrances.cli import evidence
from aktei.entrances.worker.sealing import seal_all
from aktei.procedures.proof import dossier_export
from aktei.procedures.proof.tests.recomputing import recomputed
from aktei.procedures.retention.actions import erase_history
from aktei.records.documents.actions import file_document, undo_filing, withdraw_document
from aktei.records.documents.models import Component, Page
from aktei.records.documents.removing import propose_deletion
from tests.stage import SYSTEM


@pytest.fixture
def disposed(stage, hand_out, settings, tmp_path, monkeypatch):
    """A document that lay in the dossier and its export, went, was deleted by two people, and its lines erased."""
    settings.BLOBS_URL = f"file://{tmp_path}/blobs"
    for each in ("table", "prose"):
        monkeypatch.setattr(dossier_export.paper, each, lambda *words: b"%PDF-1.7")
    gone, keeper = stage.ready.document_id, stage.world.actor("schriftgut")
    file_document(SYSTEM, document=gone, dossier=stage.dossier.id)
    before = hand_out()
    undo_filing(SYSTEM, document=gone)
    withdraw_document(SYSTEM, document=gone, reason="Fehlscan")
    confirm_proposal(keeper, proposal=propose_deletion(stage.world.actor("post"), document=gone, reason="Fehlscan"))
    assert not Page.objects.filter(version__document=gone).exists()
    assert not Component.objects.filter(version__document=gone).exists()
    seal_all()
    assert erase_history(keeper, nodes=[gone], disposal=uuid4(), reason="Frist abgelaufen") > 4
    return gone, before, hand_out()


def verdict():
    return judge(current_key(), evidence._read_file, office_too=True, files=False)


def test_after_a_lawful_disposal_log_rows_and_exports_of_before_and_after_fit(disposed):
    _gone, before, after = disposed
    report = verdict()
    assert (report.findings, report.sound) == ([], True)
    assert report.erased == Erasure.objects.count() > 4
    assert check(str(before.path)).findings == check(str(after.path)).findings == []
    assert recomputed() == []


def test_what_was_disposed_of_cannot_be_guessed_from_its_seals(disposed):
    gone, _before, _after = disposed
    rows = RowSeal.objects.filter(source__in=["records_page", "records_component"], gone=True)
    assert rows
    keys = list(rows.values_list("source", "key"))
    assert all(not bytes(each.salt) for each in RowSeal.objects.all() if (each.source, each.key) in keys)
    seals = RowSeal.objects.filter(source="records_document", key=str(gone)).order_by("id")
    assert [bool(bytes(each.salt)) for each in seals] == [False] * (len(seals) - 1) + [True]


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("records_deletion", "DELETE FROM records_deletion WHERE document_id = %s"),
        ("records_deletion", "UPDATE records_deletion SET reason = 'x' WHERE document_id = %s"),
        ("records_document", "UPDATE records_document SET subject_line = 'wieder da' WHERE id = %s"),
        (
            "journal_erasure",
            "UPDATE journal_erasure SET reason = 'x' FROM journal_journalentry AS e"
            " WHERE e.id = entry_id AND e.node = %s",
        ),
    ],
)
def test_what_a_lawful_disposal_left_is_still_guarded(disposed, table, change):
    assert tamper(table, change, disposed[0])
    assert any(place.startswith(f"Datensatz {table} ") for place in places(verdict()))
