# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came with a task is given on to nobody, stays with the task, and is gone with it."""

import pytest

from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.deputies.actions import declare_absence
from aktei.base.deputies.rules import Choice
from aktei.base.granting.actions import end_grant, grant
from aktei.base.people.units import dissolve_unit
from aktei.base.rights.models import Grant
from aktei.base.rights.queries import OnlyLent, may
from aktei.procedures.mailroom.actions import file_consignment
from aktei.procedures.proof.actions import download_export, request_extract
from aktei.procedures.proof.journal_question import JournalQuestion
from aktei.procedures.work import actions
from aktei.records.documents.actions import undo_filing
from aktei.records.documents.moving import move_document
from aktei.records.dossiers.actions import open_dossier
from aktei.records.parties.actions import involve_party
from aktei.records.parties.queries import parties
from tests.stage import SYSTEM, Stage


@pytest.fixture
def own(world):
    """A dossier of her own."""
    entry, unit = world.plan["50.30"], world.units["63.1"].id
    return open_dossier(SYSTEM, entry=entry.id, subject_line="Bauakte", lead_unit=unit, protected=True)


def person(actor):
    return f"person:{actor.person_id}"


def give(anna, node, to, **more):
    return actions.assign_task(anna, node=node, assignee=to, **more)


def test_who_was_lent_edit_gives_no_task_there(anna, ines, dossier, world):
    give(anna, dossier.id, person(ines))
    assert may(ines, "edit", dossier.chain)
    with pytest.raises(OnlyLent):
        give(ines, dossier.id, person(world.actor("post")), instruction="take_note")
    assert not may(world.actor("post"), "find", dossier.chain)


def test_who_was_lent_the_right_hands_the_task_on_to_nobody_who_would_be_let_in_by_it(anna, ines, dossier, world):
    task, team = give(anna, dossier.id, person(ines)), f"unit:{world.units['63.1'].id}"
    for stranger in (person(world.actor("post")), team):
        with pytest.raises(OnlyLent):
            actions.hand_on_task(ines, task=task.id, assignee=stranger)
    actions.hand_on_task(ines, task=task.id, assignee=person(world.actor("vertretung")))
    assert not may(ines, "find", dossier.chain)


def test_what_a_unit_was_given_one_of_it_may_take(anna, ines, dossier, world):
    task = give(anna, dossier.id, f"unit:{world.units['63.1'].id}")
    actions.hand_on_task(ines, task=task.id, assignee=person(ines))
    assert may(ines, "edit", dossier.chain)
    actions.finish_task(ines, task=task.id)
    assert not may(ines, "find", dossier.chain)


def test_a_deputy_gives_on_what_is_the_absent_persons_own_and_nothing_that_is_lent_to_them(anna, ines, dossier, world):
    give(anna, dossier.id, person(ines))
    for absent, deputy in ((ines, "post"), (anna, "verwaltung")):
        declare_absence(SYSTEM, person=absent.person_id, deputies=[Choice(world.persons[deputy].id)])
    with pytest.raises(OnlyLent):
        give(world.actor("post"), dossier.id, person(world.actor("datenschutz")))
    give(world.actor("verwaltung"), dossier.id, person(world.actor("datenschutz")))


def test_who_is_lent_a_right_already_has_it_with_the_second_task_after_the_first(anna, ines, dossier):
    first, second = (give(anna, dossier.id, person(ines)) for _number in range(2))
    actions.finish_task(ines, task=first.id)
    assert may(ines, "edit", dossier.chain)
    actions.finish_task(ines, task=second.id)
    assert not may(ines, "find", dossier.chain)


def test_nothing_is_carried_out_of_reach_of_the_task(anna, ines, own, world):
    stage = Stage(world)
    document = stage.filed.document
    task = give(anna, document.id, person(ines))
    with pytest.raises(OnlyLent):
        move_document(ines, document=document.id, dossier=own.id)
    with pytest.raises(OnlyLent):
        undo_filing(ines, document=document.id)
    actions.finish_task(ines, task=task.id)
    document.refresh_from_db()
    assert not may(ines, "find", document.chain)


def test_whoever_filed_by_mistake_with_a_lent_right_takes_it_back(anna, ines, world):
    stage = Stage(world)
    give(anna, stage.dossier.id, person(ines))
    unit = stage.ready.document.unit
    grant(SYSTEM, node=unit.id, chain=unit.chain, right="file", principal=person(ines), cause="x")
    made = file_consignment(ines, consignment=stage.ready.id, dossier=stage.dossier.id, subject_line="Falsch")
    undo_filing(ines, document=made.document.id)


def test_a_task_ends_even_if_its_document_was_taken_out_of_its_dossier(anna, ines, world):
    document = Stage(world).filed.document
    task = give(anna, document.id, person(ines))
    undo_filing(anna, document=document.id)
    actions.finish_task(ines, task=task.id)
    document.refresh_from_db()
    assert not may(ines, "find", document.chain)


def test_what_a_dissolved_unit_was_lent_its_successor_has_with_the_task_alone(anna, ines, dossier, world):
    old, new = world.units["63.1"].id, world.units["50.1"].id
    task = give(anna, dossier.id, f"unit:{old}")
    dissolve_unit(SYSTEM, unit=old, successor=new)
    actions.withdraw_task(anna, task=task.id)
    assert not Grant.objects.filter(cause__startswith="task:", valid_until=None).exists()


def test_an_extract_of_the_journal_is_not_taken_with_a_lent_right_nor_kept_after_the_own_one(ines, anna, dossier):
    asked = JournalQuestion(node=dossier.id)
    give(anna, dossier.id, person(ines))
    with pytest.raises(OnlyLent):
        request_extract(ines, asked=asked, format="csv")
    given = grant(SYSTEM, node=dossier.id, chain=dossier.chain, right="read", principal=person(ines), cause="Amtshilfe")
    made = request_extract(ines, asked=asked, format="csv")
    end_grant(SYSTEM, grant_id=given, chain=dossier.chain)
    with pytest.raises(Forbidden, match="inzwischen beendet"):
        download_export(ines, export=made.id)


def test_a_party_seen_through_a_task_is_carried_into_no_dossier_of_ones_own(anna, ines, dossier, own):
    party = involve_party(anna, dossier=dossier.id, role="Antragsteller", name="Köster", given_name="Bernd")
    task = give(anna, dossier.id, person(ines))
    with pytest.raises(OnlyLent):
        involve_party(ines, dossier=own.id, role="Bauherr", party=party.id)
    involve_party(ines, dossier=dossier.id, role="Zeuge", party=party.id)
    actions.finish_task(ines, task=task.id)
    assert not parties(ines).filter(id=party.id).exists()


def test_nobody_grants_a_right_that_looks_lent(dossier):
    for cause in ("task:x", "emergency:x"):
        with pytest.raises(Refused, match="geliehene"):
            grant(SYSTEM, node=dossier.id, chain=dossier.chain, right="read", principal="role:head", cause=cause)
