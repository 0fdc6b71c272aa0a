# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Versions, work, attachments and acts on many documents, as people meet them on the pages."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from aktei.base.acts.models import JournalEntry
from aktei.base.blobs.faults import BlobError
from aktei.entrances.demo import shelf
from aktei.entrances.web.dossiers.tests.test_pages import queries, said
from aktei.entrances.web.kit.records import zipping
from aktei.procedures.search.contents import entries_of
from aktei.records.documents.actions import StoredFile, complete_rendition, withdraw_document
from aktei.records.documents.models import CheckOut, Document
from aktei.records.documents.versions import add_version, check_out
from aktei.records.dossiers.models import Dossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def others(dossier: Any, volume: shelf.Volume) -> list[Document]:
    return [shelf.fill(dossier.lead_unit_id, volume, f"Beleg {n}", dossier=dossier.id) for n in (1, 2, 3)]


def render(version: Any, volume: shelf.Volume) -> None:
    complete_rendition(shelf.FILLER, version=version, archival=volume.file, thumbnail=None, pages=volume.pages)


def upload(name: str = "vermerk_2026.pdf", content: bytes = b"%PDF-1.4 x") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def test_files_laid_into_a_dossier_become_documents_that_wait_to_be_read(as_: Any, dossier: Dossier) -> None:
    anna, at = as_("sachbearbeitung"), reverse("records:dossier_upload", args=[dossier.id])
    answer = anna.post(at, {"file": [upload("a.pdf"), upload("b_c.pdf", b"%PDF-1.4 y")]}, follow=True)
    assert "2 Dokumente hinzugefügt." in said(answer)
    assert "wird eingelesen" in said(answer)
    assert set(Document.objects.filter(dossier=dossier).values_list("subject_line", flat=True)) == {"a", "b c"}
    one = anna.post(
        at, {"file": [upload("c.pdf"), upload("d.pdf")], "together": "1"}, headers={"Accept": "application/json"}
    )
    assert one.status_code == 201
    assert Document.objects.filter(dossier=dossier).count() == 3
    empty = anna.post(at, {}, headers={"Accept": "application/json"})
    assert (empty.status_code, "mindestens eine Datei" in empty.json()["detail"]) == (422, True)


def test_the_page_shows_every_version_with_author_and_files_and_old_ones_stay_readable(
    as_: Any, world: Any, document: Document, volume: shelf.Volume
) -> None:
    anna, actor = as_("sachbearbeitung"), world.actor("sachbearbeitung")
    version = add_version(actor, document=document.id, originals=[volume.file], comment="berichtigt")
    render(version.id, volume)
    shown = said(anna.get(reverse("records:document_details", args=[document.id])))
    assert "Version 2 gilt" in shown
    assert "Anna Weiß" in shown
    assert "berichtigt" in shown
    assert "Seiten lesen" in shown
    assert anna.get(reverse("records:version", args=[document.id, 1])).status_code == 200
    picture = anna.get(reverse("records:version_page", args=[document.id, 1, 1]))
    assert picture["Content-Type"] == "image/webp"
    file = anna.get(reverse("records:version_download", args=[document.id, 1, "original", 1]))
    assert b"".join(file.streaming_content)
    assert anna.get(f"{reverse('records:version', args=[document.id, 7])}").status_code == 404


def test_a_document_in_work_says_with_whom_and_since_when_and_offers_no_upload(
    as_: Any, world: Any, document: Document, dossier: Dossier
) -> None:
    check_out(world.actor("sachbearbeitung"), document=document.id, note="bis Freitag")
    shown = said(as_("vertretung").get(reverse("records:document_details", args=[document.id])))
    assert "In Bearbeitung bei Anna Weiß" in shown
    assert "bis Freitag" in shown
    assert "Neue Version hochladen" not in shown
    assert "in Bearbeitung bei Anna Weiß" in said(
        as_("vertretung").get(reverse("records:dossier_contents", args=[dossier.id]))
    )
    answer = as_("vertretung").post(reverse("records:add_version", args=[document.id]), {"file": upload()}, follow=True)
    assert "in Bearbeitung bei Anna Weiß seit" in said(answer)
    released = as_("leitung").post(
        reverse("records:release_check_out", args=[document.id]), {"reason": "krank"}, follow=True
    )
    assert "aufgehoben" in said(released)
    assert not CheckOut.objects.filter(ended_at=None).exists()


def test_many_are_moved_in_one_go_a_refusal_stops_nobody_and_one_undo_brings_them_back(
    as_: Any, world: Any, others: list[Document], dossier: Dossier
) -> None:
    check_out(world.actor("vertretung"), document=others[1].id)
    target = world.dossiers["Wohngeld Köster, Bernd"]
    anna, ids = as_("sachbearbeitung"), [str(each.id) for each in others]
    form = anna.get(reverse("records:many"), {"was": "verschieben", "item": ids, "akte": "Köster"})
    assert "3 Dokumente verschieben" in said(form)
    assert f"dossier-{target.id}" in form.content.decode()
    answer = anna.post(
        reverse("records:many_act", args=["verschieben"]), {"item": ids, "ziel": f"dossier-{target.id}"}, follow=True
    )
    assert "2 Dokumente sind verschoben." in said(answer)
    assert "1 Dokument blieb, wie es war" in said(answer)
    assert Document.objects.filter(dossier=target).count() == 2
    assert JournalEntry.objects.filter(kind="DocumentMoved").count() == 2
    undo = answer.content.decode().partition("/dokumente/mehrere/rueckgaengig/")[2].partition("/")[0]
    back = anna.post(reverse("records:many_undo", args=[undo]), follow=True)
    assert "2 Dokumente sind wieder wie zuvor." in said(back)
    assert Document.objects.filter(dossier=dossier).count() == 3
    again = anna.post(reverse("records:many_undo", args=[undo]), follow=True)
    assert again.status_code == 409


def test_many_are_withdrawn_found_by_the_filter_and_taken_back(as_: Any, others: list[Document], dossier: Any) -> None:
    anna, ids = as_("sachbearbeitung"), [str(each.id) for each in others[:2]]
    anna.post(reverse("records:many_act", args=["zurueckziehen"]), {"item": ids, "reason": "doppelt"})
    at = reverse("records:dossier_contents", args=[dossier.id])
    assert "Beleg 1" not in said(anna.get(at))
    gone = said(anna.get(at, {"zustand": "zurueckgezogen"}))
    assert "Beleg 1" in gone
    assert "Beleg 3" not in gone
    anna.post(reverse("records:many_act", args=["wiederherstellen"]), {"item": ids})
    assert "Beleg 1" in said(anna.get(at))


def test_many_are_renamed_by_a_pattern(as_: Any, others: list[Document]) -> None:
    ids = [str(each.id) for each in others]
    as_("sachbearbeitung").post(
        reverse("records:many_act", args=["umbenennen"]), {"item": ids, "pattern": "{betreff} – Teil {nr} {x}"}
    )
    assert set(Document.objects.values_list("subject_line", flat=True)) >= {
        "Beleg 1 – Teil 1 {x}",
        "Beleg 3 – Teil 3 {x}",
    }


def test_whoever_chose_no_place_is_asked_again_and_keeps_what_was_typed(as_: Any, others: list[Document]) -> None:
    ids = [each.id for each in others]
    answer = as_("leitung").post(
        reverse("records:many_act", args=["verschieben"]), {"item": ids, "reason": "Falsch abgelegt"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Es wurde nichts geändert" in page
    assert "Bitte wählen Sie eine Akte aus" in page
    assert 'value="Falsch abgelegt"' in page
    assert all(str(each) in page for each in ids)


def test_a_zip_has_readable_names_and_every_document_in_it_leaves_its_line(
    as_: Any, world: Any, others: list[Document], document: Document
) -> None:
    unread = Document.objects.get(id=others[0].id)
    version = add_version(world.actor("sachbearbeitung"), document=unread.id, originals=[shelf_file()])
    assert version.number == 2
    anna, ids = as_("sachbearbeitung"), [str(each.id) for each in others]
    answer = anna.post(reverse("records:many_zip"), {"item": [*ids, "kein"]})
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.testzip() is None
    names = archive.namelist()
    assert [name[4:5] for name in names[:3]] == ["2", "2", "2"]
    assert names[0].endswith("Beleg 1.pdf")
    assert names[-1] == "Inhalt.txt"
    lines = JournalEntry.objects.filter(kind="ComponentDownloaded", person=world.persons["sachbearbeitung"].id)
    assert {line.node for line in lines} == {each.id for each in others}


def test_a_file_that_breaks_off_in_a_zip_is_named_and_no_half_of_it_is_taken_for_the_document(
    as_: Any, others: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []

    class Torn(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise BlobError("gone")
            return super().read(3)

    def opening(sha256: str) -> Any:
        opened.append(Torn(b"half of it") if len(opened) == 1 else io.BytesIO(b"all of it"))
        return opened[-1]

    monkeypatch.setattr(zipping.store, "open", opening)
    answer = as_("sachbearbeitung").post(reverse("records:many_zip"), {"item": [str(each.id) for each in others]})
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    *names, contents = archive.namelist()
    assert archive.testzip() is None
    assert {archive.read(name) for name in names} == {b"all of it"}
    assert len(names) == len(opened) - 1
    assert "002" in next(line for line in archive.read(contents).decode().splitlines() if "nicht enthalten" in line)


def shelf_file() -> Any:
    return StoredFile("d" * 64, 1, "application/pdf", "x.pdf")


def test_nobody_acts_on_many_documents_out_of_reach(as_: Any, others: list[Document]) -> None:
    ids = [str(each.id) for each in others]
    foreign = as_("bauaufsicht")
    answer = foreign.post(
        reverse("records:many_act", args=["zurueckziehen"]), {"item": ids, "reason": "x"}, follow=True
    )
    assert "nichts ausgewählt" in said(answer)
    assert foreign.post(reverse("records:many_zip"), {"item": ids}).status_code == 409
    assert not Document.objects.filter(withdrawn_at__isnull=False).exists()


def test_the_index_holds_the_pages_of_the_current_version_and_nothing_of_what_was_withdrawn(
    world: Any, document: Document, volume: shelf.Volume
) -> None:
    actor = world.actor("sachbearbeitung")
    before = {entry.page for entry in entries_of([document.id])[document.id] if entry.page}
    version = add_version(actor, document=document.id, originals=[volume.file])
    assert {entry.page for entry in entries_of([document.id])[document.id] if entry.page} == before
    render(version.id, volume)
    after = {entry.page for entry in entries_of([document.id])[document.id] if entry.page}
    assert after
    assert not after & before
    withdraw_document(actor, document=document.id, reason="falsch")
    assert entries_of([document.id]) == {}


def test_the_pages_ask_as_often_for_many_documents_and_versions_as_for_one(
    as_: Any, world: Any, document: Document, others: list[Document], dossier: Dossier
) -> None:
    anna, at = as_("sachbearbeitung"), reverse("records:document_details", args=[document.id])
    actor = world.actor("sachbearbeitung")
    add_version(actor, document=document.id, originals=[shelf_file()])
    queries(anna, at)
    before = queries(anna, at)
    for _each in range(3):
        add_version(actor, document=document.id, originals=[shelf_file()])
    assert queries(anna, at) == before
