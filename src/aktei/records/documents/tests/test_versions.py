# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Versions and check-outs: who may, what people read meanwhile, and who wins when two want the same."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.transaction import acting, record
from aktei.entrances.demo.world import BUILDER, build
from aktei.records.documents import actions, faults, queries, versions
from aktei.records.documents.events import DocumentRead
from aktei.records.documents.models import CheckOut, Document, Version
from aktei.records.documents.moving import add_document
from aktei.records.documents.tests.conftest import render_version
from aktei.records.dossiers.actions import close_dossier

NEW = actions.StoredFile("c" * 64, 3, "application/pdf", "entwurf_2.pdf")


@pytest.fixture
def dossier(world):
    return world.dossiers["Wohngeld Köster, Bernd"]


@pytest.fixture
def anna(world):
    return world.actor("sachbearbeitung")


@pytest.fixture
def jonas(world):
    return world.actor("vertretung")


@pytest.fixture
def filed(receive, dossier, anna):
    return actions.file_document(anna, document=receive(pages=2).id, dossier=dossier.id, subject_line="Bescheid")


def test_people_read_the_version_before_until_the_new_one_is_rendered(filed, anna):
    version = versions.add_version(anna, document=filed.id, originals=[NEW], comment=" berichtigt ")
    row = queries.document(anna, filed.id)
    assert (row.current.number, row.page_count) == (1, 2)
    render_version(version.id, pages=5)
    row = queries.document(anna, filed.id)
    assert (row.current.number, row.page_count) == (2, 5)
    shown = queries.versions(anna, filed.id)
    assert [(each.number, each.pages_read, each.comment) for each in shown] == [(2, 5, "berichtigt"), (1, 2, "")]
    assert [each.created_by for each in shown] == [anna.person_id, None]
    assert queries.archival_pages(anna, filed.id, 1)[1] == 2


def test_an_older_version_that_is_rendered_late_does_not_replace_a_newer_one(filed, anna):
    older = versions.add_version(anna, document=filed.id, originals=[NEW])
    newer = versions.add_version(anna, document=filed.id, originals=[NEW])
    render_version(newer.id, pages=3)
    render_version(older.id, pages=9)
    row = queries.document(anna, filed.id)
    assert (row.current.number, row.page_count) == (3, 3)


def test_while_somebody_works_on_it_others_are_told_who_and_change_nothing(filed, anna, jonas):
    versions.check_out(anna, document=filed.id, note="überarbeiten")
    for act in (
        lambda: versions.add_version(jonas, document=filed.id, originals=[NEW]),
        lambda: versions.check_out(jonas, document=filed.id),
        lambda: actions.withdraw_document(jonas, document=filed.id, reason="x"),
        lambda: actions.undo_filing(jonas, document=filed.id),
    ):
        with pytest.raises(Refused, match="in Bearbeitung bei Anna Weiß seit"):
            act()
    version = versions.add_version(anna, document=filed.id, originals=[NEW])
    assert version.number == 2
    assert queries.check_out_of(jonas, filed.id) is None


def test_work_can_be_kept_beyond_a_version_and_given_back_without_one(filed, anna):
    versions.check_out(anna, document=filed.id)
    versions.add_version(anna, document=filed.id, originals=[NEW], keep=True)
    assert queries.check_out_of(anna, filed.id)
    versions.give_back(anna, document=filed.id)
    with pytest.raises(Refused, match="nicht in Bearbeitung"):
        versions.give_back(anna, document=filed.id)


def test_only_the_head_or_the_records_manager_ends_other_peoples_work_and_says_why(world, filed, anna, jonas):
    versions.check_out(anna, document=filed.id)
    with pytest.raises(Forbidden):
        versions.release_check_out(jonas, document=filed.id, reason="eilt")
    with pytest.raises(Refused, match="Grund"):
        versions.release_check_out(world.actor("leitung"), document=filed.id, reason=" ")
    versions.release_check_out(world.actor("leitung"), document=filed.id, reason="erkrankt")
    line = JournalEntry.objects.get(kind="CheckOutReleased")
    assert (line.payload["holder_name"], line.payload["reason"]) == ("Anna Weiß", "erkrankt")
    versions.check_out(jonas, document=filed.id)


def test_the_work_of_somebody_who_left_is_handed_to_somebody_who_may_edit_there(world, filed, anna, jonas):
    work = versions.check_out(anna, document=filed.id, note="halb fertig")
    head = world.actor("leitung")
    assert [each.item for each in queries.left_behind(head, [anna.person_id])] == [work.id]
    assert queries.left_behind(world.actor("bauaufsicht"), [anna.person_id]) == []
    with pytest.raises(Refused, match="bearbeiten darf"):
        versions.hand_over_check_out(head, item=work.id, person=world.persons["bauaufsicht"].id)
    versions.hand_over_check_out(head, item=work.id, person=jonas.person_id)
    assert queries.check_out_of(jonas, filed.id).person == jonas.person_id
    versions.add_version(jonas, document=filed.id, originals=[NEW])


def test_unfiled_post_gets_no_further_version_and_an_empty_upload_neither(receive):
    with pytest.raises(Refused) as refusal:
        versions.add_version(BUILDER, document=receive().id, originals=[])
    assert len(refusal.value.reasons) == 2


def test_a_dossier_is_not_closed_while_somebody_works_on_a_document_or_a_version_is_being_read(filed, dossier, anna):
    versions.check_out(anna, document=filed.id)
    versions.add_version(anna, document=filed.id, originals=[NEW], keep=True)
    with pytest.raises(Refused) as refusal:
        close_dossier(anna, dossier=dossier.id, with_cases=True)
    told = " ".join(refusal.value.reasons)
    assert "„Bescheid“ ist in Bearbeitung bei Anna Weiß" in told
    assert "Version 2 von „Bescheid“ ist noch nicht eingelesen" in told


def test_every_version_that_could_not_be_read_can_be_tried_again_but_none_that_was(filed, anna):
    version = versions.add_version(anna, document=filed.id, originals=[NEW])
    for act in (faults.read_again, faults.accept_as_is):
        with pytest.raises(Refused, match="nicht in Klärung"):
            act(anna, document=filed.id, number=2)
        with acting("test"):
            faults.note_fault(version.id, code="broken", reason="Beschädigt.", advice="–")
            record(BUILDER, DocumentRead(node=filed.id, version=2))
        act(anna, document=filed.id, number=2)
    assert JournalEntry.objects.filter(node=filed.id, kind__in=["VersionRetried", "VersionAccepted"]).count() == 2
    with pytest.raises(Refused, match="schon eingelesen"):
        faults.read_again(anna, document=filed.id, number=1)


def _at_once(*acts):
    """What each of these acts came to, started at the same time on connections of their own."""

    def run(act):
        try:
            act()
        except Refused as refusal:
            return refusal.reasons
        else:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_of_two_check_outs_at_once_exactly_one_wins():
    world = build()
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    document = add_document(BUILDER, originals=[NEW], dossier=dossier.id).id
    anna, jonas = world.actor("sachbearbeitung"), world.actor("vertretung")
    outcomes = _at_once(
        *(lambda actor=actor: versions.check_out(actor, document=document) for actor in (anna, jonas) * 3)
    )
    assert outcomes.count(None) == 1
    assert CheckOut.objects.filter(document=document, ended_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_closing_and_a_new_version_at_once_exactly_one_wins():
    world = build()
    anna = world.actor("sachbearbeitung")
    for _each in range(3):
        dossier = world.dossiers["Wohngeld Köster, Bernd"]
        document = add_document(BUILDER, originals=[NEW], dossier=dossier.id)
        render_version(document.current_id)
        closing, adding = _at_once(
            lambda dossier=dossier: close_dossier(anna, dossier=dossier.id, with_cases=True),
            lambda document=document: versions.add_version(anna, document=document.id, originals=[NEW]),
        )
        assert (closing is None) != (adding is None)
        assert Version.objects.filter(document=document).count() == (1 if closing is None else 2)
        if closing is None:
            break
        for version in Version.objects.filter(document=document, rendered_at=None):
            render_version(version.id)
    assert Document.objects.get(id=document.id).dossier_id == dossier.id
