# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filing, undoing, forwarding and returning post, and who may."""

import pytest

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.acts.queries import about
from aktei.procedures.mailroom import actions, queries
from aktei.procedures.mailroom.describing import Description
from aktei.procedures.mailroom.machine_actions import make_ready
from aktei.procedures.mailroom.tests.conftest import stored
from aktei.records.cases.queries import cases
from aktei.records.documents.actions import RenderedPage, complete_rendition, file_document, undo_filing
from aktei.records.documents.queries import documents
from aktei.records.dossiers.actions import close_dossier
from aktei.records.dossiers.queries import dossiers
from aktei.records.envelopes.queries import standing

SYSTEM = Actor.system("test")
UTE = "Wohngeld Yıldız, Ute"


@pytest.fixture
def ready(receive):
    """Post that was read and can be filed."""

    def make(content=b"brief", **given):
        consignment = receive(content, **given)
        page = RenderedPage(1, 595, 842, 0, "digital", 100, "Guten Tag", b"")
        complete_rendition(
            SYSTEM,
            version=consignment.document.current_id,
            archival=stored(content + b" als PDF/A"),
            thumbnail=None,
            pages=[page],
        )
        said = {consignment.document_id: Description()}
        make_ready(SYSTEM, consignment=consignment.id, descriptions=said, proposals=[])
        return consignment

    return make


@pytest.fixture
def clerk(world):
    return world.actor("sachbearbeitung")


def test_filing_moves_the_post_into_the_dossier_and_out_of_the_waiting_list(world, ready, clerk):
    consignment = ready()
    filed = actions.file_consignment(
        clerk, consignment=consignment.id, dossier=world.dossiers[UTE].id, subject_line="Antrag", reason="genannt"
    )
    assert (standing(filed), filed.document.dossier_id) == ("filed", world.dossiers[UTE].id)
    assert filed.document.subject_line == "Antrag"
    assert queries.incoming(clerk).items == []
    assert [each.id for each in queries.incoming(clerk, state="filed").items] == [consignment.id]
    assert about(consignment.document_id).first().kind == "DocumentFiled"


def test_filing_into_a_case_puts_it_into_the_cases_dossier(world, ready, clerk):
    case = cases(SYSTEM, world.dossiers[UTE].id).first()
    filed = actions.file_consignment(clerk, consignment=ready().id, case=case.id)
    assert (filed.document.case_id, filed.document.dossier_id) == (case.id, world.dossiers[UTE].id)


def test_filing_is_refused_without_the_right_on_the_post(world, ready):
    with pytest.raises(Forbidden):
        actions.file_consignment(world.actor("bauaufsicht"), consignment=ready().id, dossier=world.dossiers[UTE].id)


def test_filing_is_refused_without_the_right_on_the_target(world, ready, clerk):
    with pytest.raises(Forbidden):
        actions.file_consignment(
            clerk, consignment=ready().id, dossier=world.dossiers["Neubau Einfamilienhaus Grünwald"].id
        )


def test_what_is_still_being_read_cannot_be_filed(world, receive, clerk):
    with pytest.raises(Refused, match="noch eingelesen"):
        actions.file_consignment(clerk, consignment=receive(b"x").id, dossier=world.dossiers[UTE].id)


def test_nothing_is_filed_into_a_closed_dossier(world, ready, clerk):
    consignment = ready()
    close_dossier(clerk, dossier=world.dossiers[UTE].id, with_cases=True)
    with pytest.raises(Refused, match="geschlossen"):
        actions.file_consignment(clerk, consignment=consignment.id, dossier=world.dossiers[UTE].id)


def test_undoing_puts_the_post_back_and_both_acts_stay_in_the_history(world, ready, clerk):
    consignment = ready()
    actions.file_consignment(clerk, consignment=consignment.id, dossier=world.dossiers[UTE].id)
    back = actions.undo(clerk, consignment=consignment.id)
    assert (standing(back), back.document.dossier_id) == ("ready", None)
    assert [entry.kind for entry in about(consignment.document_id)[:2]] == ["FilingUndone", "DocumentFiled"]
    with pytest.raises(Refused):
        actions.undo(clerk, consignment=consignment.id)


def test_filing_several_reports_each_and_one_failure_holds_up_no_other(world, ready, receive, clerk):
    first, unread, last = ready(b"eins"), receive(b"zwei"), ready(b"drei")
    outcomes = actions.file_together(
        clerk, consignments=[first.id, unread.id, last.id, first.id], dossier=world.dossiers[UTE].id
    )
    assert [(each.consignment, each.filed) for each in outcomes] == [
        (first.id, True),
        (unread.id, False),
        (last.id, True),
    ]
    assert "eingelesen" in outcomes[1].reasons[0]


def test_a_new_dossier_with_a_case_is_opened_on_the_way(world, ready, clerk):
    posts = [ready(b"eins"), ready(b"zwei")]
    filed = actions.open_dossier_and_file(
        clerk,
        consignments=[each.id for each in posts],
        entry=world.plan["50.30"].id,
        dossier_subject_line="Wohngeld Neu, Nina",
        lead_unit=world.units["50.1"].id,
        case_subject_line="Erstantrag",
    )
    dossier = dossiers(clerk).get(subject_line="Wohngeld Neu, Nina")
    assert {each.document.dossier_id for each in filed} == {dossier.id}
    assert {each.document.case.subject_line for each in filed} == {"Erstantrag"}


def test_no_dossier_is_opened_if_the_post_cannot_be_filed(world, receive, clerk):
    with pytest.raises(Refused):
        actions.open_dossier_and_file(
            clerk,
            consignments=[receive(b"x").id],
            entry=world.plan["50.30"].id,
            dossier_subject_line="Wohngeld Neu, Nina",
            lead_unit=world.units["50.1"].id,
        )
    assert not dossiers(clerk).filter(subject_line="Wohngeld Neu, Nina").exists()


def test_forwarded_post_is_seen_by_the_other_unit_and_no_longer_by_us(world, ready, clerk):
    consignment = ready()
    actions.forward(clerk, consignment=consignment.id, unit=world.units["63.1"].id)
    assert [each.id for each in queries.incoming(world.actor("bauaufsicht")).items] == [consignment.id]
    with pytest.raises(Missing):
        queries.consignment(clerk, consignment.id)


def test_returned_post_needs_a_reason_keeps_its_bytes_and_leaves_the_waiting_list(ready, clerk):
    consignment = ready()
    with pytest.raises(Refused, match="Grund"):
        actions.return_to_sender(clerk, consignment=consignment.id, reason="  ")
    returned = actions.return_to_sender(clerk, consignment=consignment.id, reason="Irrläufer")
    assert (standing(returned), returned.returned_because) == ("returned", "Irrläufer")
    assert queries.incoming(clerk).items == []
    assert not documents(clerk).exists()


def test_post_stands_where_its_documents_were_moved_to_elsewhere_in_the_house_at_once(world, ready, clerk):
    consignment = ready()
    file_document(clerk, document=consignment.document_id, dossier=world.dossiers[UTE].id)
    assert queries.consignment(clerk, consignment.id).state == "filed"
    undo_filing(clerk, document=consignment.document_id)
    assert queries.consignment(clerk, consignment.id).state == "ready"
