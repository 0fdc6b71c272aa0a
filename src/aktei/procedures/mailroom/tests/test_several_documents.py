# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A consignment of several documents: read together, filed together or singly, never in two units at once."""

import pytest

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.procedures.mailroom import actions, queries
from aktei.procedures.mailroom.calling_back import undo_forward
from aktei.procedures.mailroom.describing import Description
from aktei.procedures.mailroom.machine_actions import make_ready
from aktei.procedures.mailroom.tests.conftest import stored
from aktei.procedures.rendition.actions import refuse
from aktei.records.documents.actions import RenderedPage, complete_rendition, undo_filing
from aktei.records.documents.models import Document
from aktei.records.documents.removing import restore_document
from aktei.records.envelopes.queries import standing

SYSTEM = Actor.system("test")
UTE, SABINE = "Wohngeld Yıldız, Ute", "Wohngeld Müller, Sabine"


def read(document) -> None:
    page = RenderedPage(1, 595, 842, 0, "digital", 100, "Guten Tag", b"")
    archival = stored(document.id.bytes)
    complete_rendition(SYSTEM, version=document.current_id, archival=archival, thumbnail=None, pages=[page])


@pytest.fixture
def clerk(world):
    return world.actor("sachbearbeitung")


@pytest.fixture
def three(receive):
    """A letter with two enclosures, nothing of it read yet."""
    row = receive(documents=[[stored(each)] for each in (b"Schreiben", b"Lohn", b"Miete")])
    return row, list(row.documents.order_by("place_in_consignment"))


@pytest.fixture
def ready(three):
    row, documents = three
    for each in documents:
        read(each)
    make_ready(SYSTEM, consignment=row.id, descriptions={each.id: Description() for each in documents}, proposals=[])
    row.refresh_from_db()
    return three


def test_it_is_one_line_in_the_list_led_by_what_waits_first(ready, world, clerk):
    row, documents = ready
    (item,) = queries.incoming(clerk).items
    assert (item.id, item.document.id, len(item.held)) == (row.id, documents[0].id, 3)
    assert queries.counts(clerk)["ready"] == 1
    actions.file_consignment(clerk, consignment=row.id, dossier=world.dossiers[UTE].id, documents=[documents[0].id])
    (item,) = queries.incoming(clerk).items
    assert item.document.id == documents[1].id
    assert queries.counts(clerk)["ready"] == 1


def test_it_is_ready_only_when_all_of_it_was_read(three, clerk):
    row, documents = three
    for each in documents:
        assert not make_ready(SYSTEM, consignment=row.id, descriptions={}, proposals=[])
        read(each)
    assert queries.consignment(clerk, row.id).state == "processing"
    assert make_ready(SYSTEM, consignment=row.id, descriptions={}, proposals=[])
    assert queries.consignment(clerk, row.id).state == "ready"


def test_one_that_cannot_be_read_holds_up_all_but_what_is_filed_singly(three, world, clerk):
    row, documents = three
    for each in documents[:2]:
        read(each)
    refuse(SYSTEM, version=documents[2].current_id, code="broken", reason="Beschädigt.", advice="–")
    item = queries.consignment(clerk, row.id)
    assert (item.state, item.stuck.id, item.trouble.code) == ("quarantined", documents[2].id, "broken")
    assert [each.id for each in queries.incoming(clerk, state="quarantined", reasons=["broken"]).items] == [row.id]
    with pytest.raises(Refused, match="Klärung"):
        actions.file_consignment(clerk, consignment=row.id, dossier=world.dossiers[UTE].id)
    actions.file_consignment(clerk, consignment=row.id, dossier=world.dossiers[UTE].id, documents=[documents[0].id])
    with pytest.raises(Refused, match="eingelesen"):
        actions.file_consignment(clerk, consignment=row.id, dossier=world.dossiers[UTE].id, documents=[documents[2].id])


def test_all_is_filed_together_in_order_and_taken_back_together(ready, world, clerk):
    row, documents = ready
    actions.file_consignment(clerk, consignment=row.id, dossier=world.dossiers[UTE].id, subject_line="Antrag")
    filed = list(Document.objects.filter(dossier=world.dossiers[UTE]).order_by("position"))
    assert [each.id for each in filed] == [each.id for each in documents]
    assert [each.subject_line for each in filed] == ["Antrag", "", ""]
    assert standing(row) == "filed"
    actions.undo(clerk, consignment=row.id)
    assert standing(row) == "ready"


def test_each_may_go_into_a_dossier_of_its_own_and_comes_back_alone(ready, world, clerk):
    row, documents = ready
    for name, each in ((UTE, documents[0]), (SABINE, documents[1])):
        actions.file_consignment(clerk, consignment=row.id, dossier=world.dossiers[name].id, documents=[each.id])
    assert standing(row) == "ready"
    places = [each.dossier_id for each in row.documents.order_by("place_in_consignment")]
    assert places == [world.dossiers[UTE].id, world.dossiers[SABINE].id, None]
    actions.undo(clerk, consignment=row.id, documents=[documents[1].id])
    places = [each.dossier_id for each in row.documents.order_by("place_in_consignment")]
    assert places == [world.dossiers[UTE].id, None, None]


def test_documents_of_another_consignment_are_no_part_of_it(ready, receive, world, clerk):
    row, _documents = ready
    with pytest.raises(Missing):
        actions.file_consignment(
            clerk, consignment=row.id, dossier=world.dossiers[UTE].id, documents=[receive(b"fremd").document_id]
        )


def test_what_waits_of_it_is_always_in_one_unit(ready, world, clerk):
    row, documents = ready
    other, post = world.units["63.1"], world.actor("post")
    actions.file_consignment(clerk, consignment=row.id, dossier=world.dossiers[UTE].id, documents=[documents[0].id])
    actions.return_to_sender(clerk, consignment=row.id, reason="unleserlich", documents=[documents[1].id])
    actions.forward(post, consignment=row.id, unit=other.id)
    undo_filing(SYSTEM, document=documents[0].id)
    restore_document(SYSTEM, document=documents[1].id)
    waiting = list(row.documents.all())
    assert {each.unit_id for each in waiting} == {other.id}
    assert all(each.chain == [each.id, *other.chain] for each in waiting)


def test_forwarding_takes_all_along_and_is_taken_back_for_all(ready, world, clerk):
    row, _documents = ready
    actions.forward(clerk, consignment=row.id, unit=world.units["63.1"].id)
    assert {each.unit_id for each in row.documents.all()} == {world.units["63.1"].id}
    undo_forward(clerk, consignment=row.id)
    assert {each.unit_id for each in row.documents.all()} == {world.units["50.1"].id}


def test_given_back_in_part_the_rest_goes_on_waiting(ready, clerk):
    row, documents = ready
    actions.return_to_sender(clerk, consignment=row.id, reason="Irrläufer", documents=[documents[0].id])
    item = queries.consignment(clerk, row.id)
    assert (item.state, item.document.id) == ("ready", documents[1].id)
    actions.return_to_sender(clerk, consignment=row.id, reason="auch das")
    assert queries.consignment(clerk, row.id).state == "returned"
