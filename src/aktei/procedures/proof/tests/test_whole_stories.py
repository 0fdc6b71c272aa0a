# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever lawfully happened to a dossier, its export is sound; whatever was written past the acts, it is not."""

import pytest

from aktei.base.acts.transaction import acting, record
from aktei.base.evidence.export_verdict import told
from aktei.procedures.mailroom.actions import file_consignment
from aktei.procedures.proof import dossier_export, export_file
from aktei.procedures.proof.actions import request_proof
from aktei.procedures.proof.models import Export
from aktei.procedures.proof.sealer_wait import NotSealed
from aktei.procedures.proof.tests.forging import judged
from aktei.procedures.proof.tests.recomputing import recomputed
from aktei.records.cases.actions import move_case, open_case, rename_case
from aktei.records.cases.models import Case
from aktei.records.documents.actions import StoredFile, file_document, rename_document, undo_filing, withdraw_document
from aktei.records.documents.models import Component, Document, Version
from aktei.records.documents.moving import add_document, attach_document, detach_document, move_document, undo_move
from aktei.records.documents.removing import restore_document
from aktei.records.documents.versions import add_version
from aktei.records.dossiers.actions import close_dossier, open_dossier
from aktei.records.dossiers.changing import rename_dossier
from aktei.records.dossiers.events import DossierRead
from aktei.records.dossiers.merging import merge_dossiers
from aktei.records.dossiers.models import Dossier
from tests.stage import SYSTEM, Stage


@pytest.fixture(autouse=True)
def plain_papers(monkeypatch):
    """Setting papers takes longest and proves nothing here."""
    for each in ("table", "prose"):
        monkeypatch.setattr(dossier_export.paper, each, lambda *words: b"%PDF-1.7")


def opened(stage, subject_line="Andere"):
    unit = stage.world.units["50.1"].id
    return open_dossier(SYSTEM, entry=stage.world.plan["50.30"].id, subject_line=subject_line, lead_unit=unit)


def filed(stage, **where):
    document = Stage(stage.world).ready.document_id
    file_document(SYSTEM, document=document, **where)
    return document


def pdf(stage):
    row = Component.objects.filter(role="original").first()
    return StoredFile(row.sha256, row.size, row.media_type, "zweite.pdf")


def renamed_and_back(stage):
    document = filed(stage, dossier=stage.dossier.id)
    rename_document(SYSTEM, document=document, subject_line="Anders")
    rename_dossier(SYSTEM, dossier=stage.dossier.id, subject_line="Wohngeld, neu")
    rename_case(SYSTEM, case=stage.case.id, subject_line="Neu")


def withdrawn_and_restored(stage):
    document = filed(stage, case=stage.case.id)
    for each in (document, filed(stage, dossier=stage.dossier.id)):
        withdraw_document(SYSTEM, document=each, reason="doppelt")
    restore_document(SYSTEM, document=document)


def attached_and_detached(stage):
    one, two = filed(stage, case=stage.case.id), filed(stage, dossier=stage.dossier.id)
    three = filed(stage, dossier=stage.dossier.id)
    for each in (two, three):
        attach_document(SYSTEM, document=each, to=one)
    detach_document(SYSTEM, document=two)


def laid_in_with_a_version(stage):
    made = add_document(SYSTEM, originals=[pdf(stage), pdf(stage)], dossier=stage.dossier.id)
    add_version(SYSTEM, document=stage.filed.document_id, originals=[pdf(stage)], comment="neu")
    assert made.case_id is None


def moved_out_and_back(stage):
    other = opened(stage)
    gone, back = filed(stage, dossier=stage.dossier.id), filed(stage, case=stage.case.id)
    for each in (gone, back):
        move_document(SYSTEM, document=each, dossier=other.id)
    rename_document(SYSTEM, document=back, subject_line="Dort umbenannt")
    undo_move(SYSTEM, document=back)


def come_from_elsewhere(stage):
    other = opened(stage)
    made = add_document(SYSTEM, originals=[pdf(stage)], dossier=other.id, subject_line="Dort gelegt")
    moved = filed(stage, dossier=other.id, subject_line="Von dort")
    for each in (made.id, moved):
        withdraw_document(SYSTEM, document=each, reason="doppelt")
        restore_document(SYSTEM, document=each)
        move_document(SYSTEM, document=each, dossier=stage.dossier.id)


def refiled(stage):
    document = filed(stage, dossier=opened(stage).id, subject_line="Falsch")
    undo_filing(SYSTEM, document=document)
    file_document(SYSTEM, document=document, dossier=stage.dossier.id)
    undo_filing(SYSTEM, document=filed(stage, dossier=stage.dossier.id))


def case_moved_out(stage):
    case = open_case(SYSTEM, dossier=stage.dossier.id, subject_line="Geht")
    filed(stage, case=case.id)
    move_case(SYSTEM, case=case.id, into=opened(stage).id)


def case_moved_in(stage):
    case = open_case(SYSTEM, dossier=opened(stage).id, subject_line="Kommt")
    filed(stage, case=case.id)
    move_case(SYSTEM, case=case.id, into=stage.dossier.id)


def merged_in(stage):
    other = opened(stage)
    filed(stage, dossier=other.id)
    filed(stage, case=open_case(SYSTEM, dossier=other.id, subject_line="Kommt mit").id)
    merge_dossiers(SYSTEM, source=other.id, target=stage.dossier.id, reason="dieselbe Sache")


def merged_away(stage):
    other = opened(stage)
    merge_dossiers(SYSTEM, source=stage.dossier.id, target=other.id, reason="dieselbe Sache")


def closed(stage):
    close_dossier(SYSTEM, dossier=stage.dossier.id, reason="zdA", with_cases=True)


@pytest.mark.parametrize(
    ("story", "has_gaps"),
    [
        (renamed_and_back, False),
        (withdrawn_and_restored, False),
        (attached_and_detached, False),
        (laid_in_with_a_version, False),
        (moved_out_and_back, True),
        (come_from_elsewhere, True),
        (refiled, False),
        (case_moved_out, False),
        (case_moved_in, False),
        (merged_in, True),
        (merged_away, False),
        (closed, False),
    ],
)
def test_whatever_lawfully_happened_the_export_is_sound_and_complete(stage, hand_out, tmp_path, story, has_gaps):
    story(stage)
    result = judged(hand_out(SYSTEM).path.read_bytes(), tmp_path)
    assert result.findings == []
    assert result.is_complete
    assert bool(result.unproven) is has_gaps, result.unproven
    assert all(each in told(result) for each in result.unproven)
    assert recomputed() == []


def past_the_acts(rows, **facts):
    """A row written by somebody who owns the database."""
    with acting("test"):
        assert rows.update(**facts)
        record(SYSTEM, DossierRead(node=Dossier.objects.first().id))


ALTERED = {
    "the title of a document": lambda s: past_the_acts(
        Document.objects.filter(id=s.filed.document_id), subject_line="Rücknahme"
    ),
    "the dossier's subject": lambda s: past_the_acts(Dossier.objects.filter(id=s.dossier.id), subject_line="Anders"),
    "the dossier's reference": lambda s: past_the_acts(Dossier.objects.filter(id=s.dossier.id), reference="50.30-1/1"),
    "the number of pages": lambda s: past_the_acts(Document.objects.filter(id=s.filed.document_id), page_count=7),
    "the file of a version": lambda s: past_the_acts(
        Component.objects.filter(version__document=s.filed.document_id, role="original"),
        sha256=Component.objects.filter(role="archival").first().sha256,
    ),
    "the number of a version": lambda s: past_the_acts(
        Version.objects.filter(document=s.filed.document_id, number=1), number=3
    ),
    "where a case lies": lambda s: past_the_acts(Case.objects.filter(id=s.case.id), dossier=opened(s)),
    "where a document lies": lambda s: past_the_acts(
        Document.objects.filter(id=s.filed.document_id), dossier=None, case=None, position=None
    ),
}


@pytest.mark.parametrize("name", ALTERED)
def test_what_was_written_past_the_acts_is_found_in_the_next_export(stage, hand_out, tmp_path, name):
    ALTERED[name](stage)
    assert judged(hand_out(SYSTEM).path.read_bytes(), tmp_path).findings


def test_what_happens_while_a_dossier_is_packed_leads_to_another_try(stage, hand_out, tmp_path, monkeypatch):
    """Else the list would tell of what no line of the export tells."""
    write, tries = dossier_export.Packing._about, []

    def overtaken(packing):
        tries.append(1)
        if len(tries) == 1:
            rename_document(SYSTEM, document=stage.filed.document_id, subject_line="Währenddessen")
        write(packing)

    monkeypatch.setattr(dossier_export.Packing, "_about", overtaken)
    result = judged(hand_out().path.read_bytes(), tmp_path)
    assert (result.findings, len(tries)) == ([], 2)


def test_an_export_waits_rather_than_tell_two_things(stage, monkeypatch):
    monkeypatch.setattr(dossier_export, "changes_a_dossier", lambda kind: True)
    monkeypatch.setattr(dossier_export.proofs, "later", lambda nodes, size: {"DocumentFiled"})
    asked = request_proof(stage.anna, dossier=stage.dossier.id, purpose="Klage")
    with pytest.raises(NotSealed):
        export_file.make(asked.id)
    assert Export.objects.get(id=asked.id).state == "waiting"


def test_documents_that_the_reader_may_not_read_are_counted_in_the_verdict(stage, hand_out, tmp_path, monkeypatch):
    file_consignment(SYSTEM, consignment=Stage(stage.world).ready.id, dossier=stage.dossier.id, subject_line="Geheim")
    whole = dossier_export.dossier_lines.whole

    def fewer(actor, dossier):
        found = whole(actor, dossier)
        hidden = frozenset([stage.filed.document_id])
        return type(found)(found.dossier, found.cases, found.documents - hidden, hidden)

    every = dossier_export.documents.everything_in
    monkeypatch.setattr(dossier_export.dossier_lines, "whole", fewer)
    monkeypatch.setattr(
        dossier_export.documents, "everything_in", lambda a, d: every(a, d).exclude(id=stage.filed.document_id)
    )
    result = judged(hand_out().path.read_bytes(), tmp_path)
    assert result.findings == []
    assert "1 weiteren Dokumenten" in told(result).partition("NICHT NACHGEWIESEN")[2]
