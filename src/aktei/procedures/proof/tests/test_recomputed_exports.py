# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The judge of the whole log works out anew which lines each export should have been sealed with."""

from dataclasses import replace
from hashlib import sha256
from uuid import uuid4

import pytest
from django.db import connection

from aktei.base.acts.models import JournalEntry
from aktei.base.acts.transaction import action, record
from aktei.base.evidence.verifying.database import Log
from aktei.base.evidence.verifying.derived import check_files
from aktei.base.evidence.verifying.findings import Report
from aktei.base.log.models import Leaf
from aktei.entrances.worker.sealing import seal_all
from aktei.procedures.proof import actions, dossier_export, dossier_lines
from aktei.procedures.proof.events import ProofSealed
from aktei.procedures.proof.models import Export
from aktei.procedures.proof.tests.recomputing import recomputed
from aktei.procedures.retention.actions import erase_history
from aktei.records.documents.actions import file_document, withdraw_document
from tests.stage import SYSTEM, Stage


@pytest.fixture(autouse=True)
def plain_papers(monkeypatch):
    """Setting papers takes longest and proves nothing here."""
    for each in ("table", "prose"):
        monkeypatch.setattr(dossier_export.paper, each, lambda *words: b"%PDF-1.7")


def place_of(kind, dossier):
    return Leaf.objects.filter(entry__kind=kind, entry__nodes__contains=[dossier]).earliest("position").position


@pytest.mark.parametrize("older", [False, True])
@pytest.mark.parametrize("kind", ["DossierOpened", "DocumentFiled", "DocumentWithdrawn"])
def test_a_line_that_the_office_left_out_when_it_sealed_an_export_is_named(stage, hand_out, monkeypatch, kind, older):
    """The export itself cannot show it: whoever made it decided what belongs in it."""
    withdraw_document(stage.anna, document=stage.filed.document_id, reason="doppelt")
    belongs, settle = dossier_lines._belongs, actions.seal_contents
    monkeypatch.setattr(
        dossier_lines, "_belongs", lambda of, entry, foreign: entry.kind != kind and belongs(of, entry, foreign)
    )
    if older:
        monkeypatch.setattr(actions, "seal_contents", lambda *given, positions, omitted, **more: settle(*given, **more))
    made = hand_out()
    ((place, what),) = recomputed()
    assert place == f"Nachweis-Export {made.row.id}"
    assert f"Zeile {place_of(kind, stage.dossier.id)} gehörte zur Akte und fehlt in ihm." in what


def test_a_line_that_does_not_belong_to_the_dossier_is_named(stage, hand_out, monkeypatch):
    monkeypatch.setattr(
        dossier_lines.DossierScope, "nodes", property(lambda of: [of.dossier, stage.world.units["50.1"].id])
    )
    monkeypatch.setattr(dossier_lines, "_belongs", lambda of, entry, foreign: True)
    hand_out()
    assert any("gehörte nicht zur Akte und steht in ihm" in what for _place, what in recomputed())


@action
def seal_again(actor, **other):
    said = JournalEntry.objects.filter(kind="ProofSealed").latest("id")
    event = ProofSealed(node=said.node, **{**said.payload, "positions": tuple(said.payload["positions"]), **other})
    record(actor, replace(event, export=uuid4()))


@pytest.mark.parametrize(
    "other",
    [
        {"line_set": sha256(b"x").hexdigest()},
        {"line_set": sha256(b"x").hexdigest(), "positions": ()},
        {"lines": 1},
        {"documents": 0},
        {"omitted": 3},
        {"until": 1 << 40},
        {"positions": ((0, 1 << 10),)},
    ],
    ids=str,
)
def test_an_export_that_was_sealed_with_something_else_is_named(stage, hand_out, other):
    hand_out()
    assert recomputed() == []
    seal_again(SYSTEM, **other)
    seal_all()
    ((place, _what),) = recomputed()
    assert place == f"Nachweis-Export {JournalEntry.objects.latest('id').payload['export']}"


def test_documents_that_somebody_may_not_read_are_left_out_lawfully_and_counted(stage, hand_out, monkeypatch):
    hidden = Stage(stage.world).ready.document_id
    file_document(SYSTEM, document=hidden, dossier=stage.dossier.id)
    whole = dossier_lines.whole

    def partly(actor, dossier):
        every = whole(SYSTEM, dossier)
        return replace(every, documents=every.documents - {hidden}, hidden=frozenset({hidden}))

    read = dossier_export.documents.everything_in
    monkeypatch.setattr(dossier_lines, "whole", partly)
    monkeypatch.setattr(
        dossier_export.documents, "everything_in", lambda actor, dossier: read(SYSTEM, dossier).exclude(id=hidden)
    )
    hand_out()
    assert recomputed() == []
    monkeypatch.setattr(
        actions, "seal_contents", lambda *given, omitted, settle=actions.seal_contents, **more: settle(*given, **more)
    )
    hand_out()
    ((_place, what),) = recomputed()
    assert "In der Akte lagen 2 Dokumente; er nennt 1 und 0 ausgelassene" in what


def test_exports_of_before_and_after_a_lawful_erasure_are_worked_out_alike(stage, hand_out):
    gone = stage.ready.document_id
    file_document(SYSTEM, document=gone, dossier=stage.dossier.id)
    hand_out()
    erase_history(SYSTEM, nodes=[gone], disposal=uuid4(), reason="Frist abgelaufen")
    hand_out()
    assert recomputed() == []


def test_of_an_older_export_with_fewer_documents_the_judge_says_that_it_cannot_tell(stage, hand_out):
    """Its lines are not named one by one: a document may be left out because somebody may not read it, or not."""
    hand_out()
    seal_again(SYSTEM, documents=0, positions=())
    seal_all()
    assert recomputed() == []
    ((place, what),) = recomputed("notices")
    assert place == f"Nachweis-Export {JournalEntry.objects.latest('id').payload['export']}"
    assert "In der Akte lagen 1 Dokumente, er nennt 0" in what


def test_the_file_of_an_export_is_read_again_like_any_other(stage, hand_out):
    hand_out()
    report = Report()
    connection.ensure_connection()
    check_files(report, Log(connection.connection, lambda digest: [b"exchanged"]))
    assert f"Datei {Export.objects.get().sha256}" in {each.place for each in report.findings}
