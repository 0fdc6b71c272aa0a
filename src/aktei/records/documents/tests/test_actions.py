# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filing, taking back, forwarding, withdrawing: who may, when, and what remains."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.models_base import new_id
from aktei.entrances.demo.world import BUILDER, build
from aktei.records.cases.actions import open_case
from aktei.records.documents import actions, queries, reading
from aktei.records.documents.models import Component, Document, Page
from aktei.records.documents.tests.conftest import render
from aktei.records.dossiers.actions import close_dossier


@pytest.fixture
def dossier(world):
    return world.dossiers["Wohngeld Köster, Bernd"]


@pytest.fixture
def anna(world):
    return world.actor("sachbearbeitung")


def kinds(node):
    return list(JournalEntry.objects.filter(node=node).order_by("id").values_list("kind", flat=True))


def test_a_received_document_hangs_in_its_units_chain(world, receive, anna):
    document = receive()
    assert document.chain == [document.id, *world.units["50.1"].chain]
    assert queries.document(anna, document.id)
    with pytest.raises(Missing):
        queries.document(world.actor("bauaufsicht"), document.id)


def test_filing_changes_the_chain_and_nothing_else(receive, dossier, anna):
    document = receive(pages=3)
    before = list(Page.objects.filter(version=document.current_id).values_list("id", flat=True))
    filed = actions.file_document(anna, document=document.id, dossier=dossier.id, subject_line=" Antrag ")
    assert filed.chain == [document.id, *dossier.chain]
    assert (filed.position, filed.subject_line, filed.filed_by) == (1, "Antrag", anna.person_id)
    assert list(Page.objects.filter(version=filed.current_id).values_list("id", flat=True)) == before


def test_filing_into_a_case_files_into_its_dossier_too(receive, dossier, anna):
    case = open_case(anna, dossier=dossier.id, subject_line="Widerspruch")
    filed = actions.file_document(anna, document=receive().id, case=case.id)
    assert (filed.dossier_id, filed.case_id) == (dossier.id, case.id)
    assert filed.chain == [filed.id, case.id, *dossier.chain]


def test_filing_needs_the_right_where_it_lies_and_where_it_goes(world, receive, dossier, anna):
    document = receive()
    with pytest.raises(Forbidden):
        actions.file_document(world.actor("bauaufsicht"), document=document.id, dossier=dossier.id)
    foreign = world.dossiers["Neubau Einfamilienhaus Grünwald"]
    with pytest.raises(Forbidden):
        actions.file_document(anna, document=document.id, dossier=foreign.id)
    assert Document.objects.get(id=document.id).dossier_id is None


def test_an_unread_document_in_a_closed_dossier_is_refused_with_all_reasons(receive, dossier, anna):
    close_dossier(anna, dossier=dossier.id, with_cases=True)
    with pytest.raises(Refused) as refusal:
        actions.file_document(anna, document=receive(rendered=False).id, dossier=dossier.id)
    assert len(refusal.value.reasons) == 2


def test_filing_twice_is_refused(receive, dossier, anna):
    document = actions.file_document(anna, document=receive().id, dossier=dossier.id)
    with pytest.raises(Refused, match="schon abgelegt"):
        actions.file_document(anna, document=document.id, dossier=dossier.id)


def test_a_filing_taken_back_leaves_the_document_in_its_units_post_and_both_lines_in_the_journal(
    world, receive, dossier, anna
):
    document = receive()
    actions.file_document(anna, document=document.id, dossier=dossier.id)
    back = actions.undo_filing(anna, document=document.id)
    assert back.chain == [document.id, *world.units["50.1"].chain]
    assert (back.dossier_id, back.case_id, back.position, back.filed_at) == (None, None, None, None)
    assert kinds(document.id)[-2:] == ["DocumentFiled", "FilingUndone"]
    assert dossier.id in JournalEntry.objects.filter(kind="FilingUndone").get().nodes


def test_nothing_is_taken_out_of_a_closed_dossier(receive, dossier, anna):
    document = actions.file_document(anna, document=receive().id, dossier=dossier.id)
    close_dossier(anna, dossier=dossier.id, with_cases=True)
    with pytest.raises(Refused, match="geschlossen"):
        actions.undo_filing(anna, document=document.id)


def test_what_was_never_filed_cannot_be_taken_back(receive, anna):
    with pytest.raises(Refused, match="keiner Akte"):
        actions.undo_filing(anna, document=receive().id)


def test_forwarded_post_belongs_to_the_other_unit_and_no_longer_to_this_one(world, receive, anna):
    document = receive()
    actions.forward_document(anna, document=document.id, unit=world.units["63.1"].id)
    assert queries.document(world.actor("bauaufsicht"), document.id)
    with pytest.raises(Missing):
        queries.document(anna, document.id)


def test_filed_post_is_not_forwarded(world, receive, dossier, anna):
    document = actions.file_document(anna, document=receive().id, dossier=dossier.id)
    with pytest.raises(Refused, match="schon abgelegt"):
        actions.forward_document(anna, document=document.id, unit=world.units["63.1"].id)


def test_a_withdrawn_document_is_no_longer_listed_and_nothing_of_it_is_deleted(receive, anna):
    document = receive(pages=2)
    with pytest.raises(Refused, match="Grund"):
        actions.withdraw_document(anna, document=document.id, reason=" ")
    actions.withdraw_document(anna, document=document.id, reason="doppelt")
    assert not queries.documents(anna).filter(id=document.id).exists()
    with pytest.raises(Refused, match="schon zurückgezogen"):
        actions.withdraw_document(anna, document=document.id, reason="noch einmal")
    with pytest.raises(Refused, match="nicht weitergeleitet"):
        actions.forward_document(anna, document=document.id, unit=document.unit_id)
    assert Component.objects.filter(version=document.current_id).count() == 3
    assert Page.objects.filter(version=document.current_id).count() == 2


def test_a_second_rendition_of_the_same_version_changes_nothing(receive):
    document = receive()
    assert render(document, pages=5) is False
    assert Document.objects.get(id=document.id).page_count == 1
    assert kinds(document.id).count("DocumentRendered") == 1


def test_only_the_machinery_renders(world, receive, anna):
    document = receive(rendered=False)
    file = actions.StoredFile("b" * 64, 2, "application/pdf")
    with pytest.raises(Forbidden):
        actions.complete_rendition(anna, version=document.current_id, archival=file, thumbnail=None, pages=[])


def test_one_reading_is_one_line_and_a_later_one_another(receive, anna, time_machine):
    now = timezone.now()
    time_machine.move_to(now)
    document = receive()
    for minutes in (0, 5, 29):
        time_machine.move_to(now + timezone.timedelta(minutes=minutes))
        reading.read_document(anna, document=document.id)
    assert kinds(document.id).count("DocumentRead") == 1
    time_machine.move_to(now + timezone.timedelta(minutes=31))
    reading.read_document(anna, document=document.id)
    assert kinds(document.id).count("DocumentRead") == 2


def test_every_download_is_a_line(receive, anna):
    document = receive()
    for _each in range(2):
        reading.download_component(anna, document=document.id, version=1, role="archival")
    assert reading.download_text(anna, document=document.id, version=1) == "Seite 1"
    assert kinds(document.id).count("ComponentDownloaded") == 3


def test_a_subject_line_is_never_taken_away(receive, dossier, anna):
    document = actions.file_document(anna, document=receive().id, dossier=dossier.id, subject_line="Antrag")
    with pytest.raises(Refused):
        actions.rename_document(anna, document=document.id, subject_line="  ")
    document.refresh_from_db()
    assert document.subject_line == "Antrag"


def test_what_does_not_exist_is_missing(anna):
    for act in (actions.undo_filing, reading.read_document):
        with pytest.raises(Missing):
            act(anna, document=new_id())


@pytest.mark.django_db(transaction=True)
def test_documents_filed_at_once_get_a_position_each():
    world = build()
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    made = []
    for number in range(12):
        document = actions.receive_document(
            BUILDER,
            unit=world.units["50.1"].id,
            channel="paper",
            received_at=timezone.now(),
            originals=[actions.StoredFile(f"{number:064x}", 1, "application/pdf")],
        )
        render(document)
        made.append(document.id)

    def file(document):
        try:
            return actions.file_document(BUILDER, document=document, dossier=dossier.id).position
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(file, made)) == list(range(1, 13))


def test_the_documents_of_a_dossier_take_the_same_number_of_queries_for_one_and_for_many(
    receive, dossier, anna, django_assert_num_queries
):
    for _each in range(4):
        actions.file_document(BUILDER, document=receive().id, dossier=dossier.id)
        with django_assert_num_queries(2):
            [(row.current.number, row.case) for row in queries.in_order(anna, dossier=dossier.id)]
