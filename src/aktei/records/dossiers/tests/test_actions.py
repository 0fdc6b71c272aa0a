# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening, closing, reopening, protecting dossiers."""

import pytest
from django.utils import timezone

from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.models_base import new_id
from aktei.base.acts.transaction import acting, record
from aktei.base.rights.rules import OVERSIGHT
from aktei.entrances.demo.world import BUILDER
from aktei.records.cases.actions import open_case
from aktei.records.documents.actions import StoredFile, receive_document
from aktei.records.documents.events import DocumentRead
from aktei.records.documents.models import Document
from aktei.records.dossiers import actions, queries
from aktei.records.dossiers.models import Closure, Dossier


@pytest.fixture
def dossier(world):
    return world.dossiers["Wohngeld Köster, Bernd"]


@pytest.fixture
def anna(world):
    return world.actor("sachbearbeitung")


def test_a_dossier_hangs_below_its_entry_and_is_found_by_its_reference(world, anna):
    entry, unit = world.plan["50.30"], world.units["50.1"]
    made = actions.open_dossier(anna, entry=entry.id, subject_line=" Wohngeld ", lead_unit=unit.id)
    assert made.chain == [made.id, *entry.chain]
    assert made.subject_line == "Wohngeld"
    assert queries.by_reference(anna, made.reference) == made


def test_opening_is_refused_with_all_reasons_at_once(world):
    with pytest.raises(Refused) as refusal:
        actions.open_dossier(BUILDER, entry=world.plan["50"].id, subject_line=" ", lead_unit=world.units["50.1"].id)
    assert len(refusal.value.reasons) == 2


def test_opening_needs_the_right_on_the_entry_and_leaves_nothing(world):
    before = Dossier.objects.count()
    with pytest.raises(Forbidden):
        actions.open_dossier(
            world.actor("bauaufsicht"),
            entry=world.plan["50.30"].id,
            subject_line="x",
            lead_unit=world.units["63.1"].id,
        )
    with pytest.raises(Missing):
        actions.open_dossier(BUILDER, entry=new_id(), subject_line="x", lead_unit=world.units["63.1"].id)
    assert Dossier.objects.count() == before


def test_a_protected_dossier_is_open_to_whoever_opened_it_and_its_unit_alone(world, anna):
    made = actions.open_dossier(
        anna,
        entry=world.plan["50.30"].id,
        subject_line="Geschützt",
        lead_unit=world.units["50.2"].id,
        protected=True,
    )
    assert made.chain == [made.id, OVERSIGHT]
    assert queries.dossier(anna, made.id)
    for login in ("vertretung", "leitung", "schriftgut", "verwaltung", "post"):
        with pytest.raises(Missing):
            queries.dossier(world.actor(login), made.id, "find")


def test_what_lies_in_a_protected_dossier_is_protected_too(world, anna):
    made = actions.open_dossier(
        anna, entry=world.plan["50.30"].id, subject_line="x", lead_unit=world.units["50.2"].id, protected=True
    )
    case = open_case(anna, dossier=made.id, subject_line="Vorgang")
    assert case.chain == [case.id, made.id, OVERSIGHT]


def test_closing_tells_all_obstacles_at_once(world, dossier, anna):
    document = receive_document(
        BUILDER,
        unit=world.units["50.1"].id,
        channel="paper",
        received_at=timezone.now(),
        originals=[StoredFile("a" * 64, 1, "application/pdf")],
    )
    actions.close_dossier(anna, dossier=dossier.id, with_cases=True)
    put_into(document, dossier)
    with pytest.raises(Refused) as refusal:
        actions.close_dossier(anna, dossier=dossier.id, with_cases=True)
    assert len(refusal.value.reasons) == 2


def put_into(document, dossier):
    """Only as a test may do it: an unread document in a closed dossier, past all rules."""
    with acting("test"):
        Document.objects.filter(id=document.id).update(dossier=dossier, position=1)
        record(BUILDER, DocumentRead(node=document.id, version=1))


def test_closing_needs_its_own_right(world, dossier):
    with pytest.raises(Forbidden):
        actions.close_dossier(world.actor("datenschutz"), dossier=dossier.id)


def test_a_reopened_dossier_keeps_the_closure_and_can_be_closed_again(world, dossier, anna):
    first = actions.close_dossier(anna, dossier=dossier.id, reason="erledigt", with_cases=True)
    with pytest.raises(Forbidden):
        actions.reopen_dossier(anna, dossier=dossier.id, reason="Nachtrag")
    records_manager = world.actor("schriftgut")
    with pytest.raises(Refused, match="Grund"):
        actions.reopen_dossier(records_manager, dossier=dossier.id, reason=" ")
    actions.reopen_dossier(records_manager, dossier=dossier.id, reason="Nachtrag")
    assert queries.closure(anna, dossier.id) is None
    second = actions.close_dossier(anna, dossier=dossier.id, with_cases=True)
    assert {row.id for row in Closure.objects.filter(node=dossier.id)} == {first.id, second.id}


def test_an_open_dossier_cannot_be_reopened(dossier):
    with pytest.raises(Refused, match="nicht geschlossen"):
        actions.reopen_dossier(BUILDER, dossier=dossier.id, reason="x")


def test_no_case_is_opened_in_a_closed_dossier(dossier, anna):
    actions.close_dossier(anna, dossier=dossier.id, with_cases=True)
    with pytest.raises(Refused) as refusal:
        open_case(anna, dossier=dossier.id, subject_line="")
    assert len(refusal.value.reasons) == 2


def test_opening_a_dossier_to_read_it_is_one_line_per_reading(dossier, anna):
    for _each in range(3):
        actions.read_dossier(anna, dossier=dossier.id)
    assert JournalEntry.objects.filter(node=dossier.id, kind="DossierRead").count() == 1


def test_the_list_takes_two_queries(anna, django_assert_num_queries):
    with django_assert_num_queries(2):
        [(row.entry.notation, row.lead_unit.name) for row in queries.dossiers(anna)]
