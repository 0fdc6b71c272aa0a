# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking leaves no trace: an act is done for whoever's right it required, and for nobody whose right was looked at."""

import pytest

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Hidden, NotForOthers
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.transaction import acting, record
from aktei.base.deputies.actions import declare_absence
from aktei.base.deputies.rules import Choice
from aktei.base.people.actions import register_person
from aktei.base.people.models import OFFICE
from aktei.base.rights import queries
from aktei.base.rights.events import RightEnded
from aktei.base.rights.rules import AUDIT, EDIT, FILE, MANAGE
from aktei.entrances.demo.world import BUILDER
from aktei.procedures.proof.actions import read_journal
from aktei.procedures.proof.journal_question import JournalQuestion
from aktei.procedures.work.actions import assign_task, hand_on_task
from aktei.records.parties.actions import add_party


@pytest.fixture
def anna(world):
    return world.actor("sachbearbeitung")


@pytest.fixture
def newcomer():
    """Somebody who holds nothing, unless they stand in for somebody who does."""
    return Actor(_person("neu"))


@pytest.fixture
def dossier(world):
    return world.dossiers["Wohngeld Köster, Bernd"]


def _person(login):
    return register_person(BUILDER, login=login, given_name="Kim", family_name=login).id


def _stands_in(deputy, absent):
    declare_absence(BUILDER, person=absent, deputies=[Choice(deputy.person_id)])


def _last():
    return JournalEntry.objects.latest("id")


@pytest.mark.parametrize(
    "ask",
    [
        lambda actor, chain: queries.may(actor, EDIT, chain),
        lambda actor, chain: queries.owns(actor, EDIT, chain),
        lambda actor, chain: EDIT in queries.rights_on(actor, chain),
        lambda actor, _chain: queries.may_anywhere(actor, FILE),
    ],
)
def test_asking_about_a_right_that_is_held_as_a_deputy_makes_nothing_be_done_for_the_absent(
    anna, newcomer, dossier, ask
):
    _stands_in(newcomer, anna.person_id)
    with acting("test", actor=newcomer):
        assert ask(newcomer, dossier.chain)
        record(newcomer, RightEnded(node=OFFICE, right="read", principal="test"))
    assert _last().for_person is None
    with acting("test", actor=newcomer, personal=True):
        assert not ask(newcomer, dossier.chain)
        record(newcomer, RightEnded(node=OFFICE, right="read", principal="test"))


def test_in_a_personal_act_what_one_holds_oneself_lets_nothing_through_that_one_holds_as_a_deputy(world, anna, dossier):
    rolf = world.actor("schriftgut")
    _stands_in(anna, rolf.person_id)
    assert MANAGE in queries.rights_on(anna, dossier.chain)
    with acting("test", actor=anna, personal=True):
        assert EDIT in queries.rights_on(anna, dossier.chain)
        assert MANAGE not in queries.rights_on(anna, dossier.chain)
        with pytest.raises(NotForOthers):
            queries.require(anna, MANAGE, dossier.chain)


def test_of_several_rights_that_are_enough_ones_own_comes_first_and_else_the_act_is_for_the_absent(
    world, anna, newcomer, dossier
):
    rolf = world.actor("schriftgut")
    for deputy in (anna, newcomer):
        _stands_in(deputy, rolf.person_id)
    for deputy, whom in ((anna, None), (newcomer, rolf.person_id)):
        with acting("test", actor=deputy):
            ways = [(MANAGE, dossier.chain), (EDIT, dossier.chain)]
            queries.require_one_of(deputy, ways, lambda: Forbidden())
            record(deputy, RightEnded(node=OFFICE, right="read", principal="test"))
        assert _last().for_person == whom
    with pytest.raises(Hidden):
        queries.require_one_of(newcomer, [(AUDIT, dossier.chain)], lambda: Hidden("x"))


def test_who_holds_a_right_anywhere_only_as_a_deputy_acts_for_the_one_who_gives_it(anna, newcomer):
    absent = sorted((_person("eins"), _person("zwei")))
    for each in (*absent, anna.person_id):
        _stands_in(newcomer, each)
    add_party(newcomer, name="Köster")
    assert _last().for_person == anna.person_id
    with pytest.raises(Forbidden):
        add_party(Actor(_person("drei")), name="Köster")


def test_handing_on_ones_own_task_is_ones_own_whatever_one_manages_as_a_deputy(world, anna, dossier):
    rolf, ines = world.actor("schriftgut"), world.actor("bauaufsicht")
    task = assign_task(BUILDER, node=dossier.id, assignee=f"person:{anna.person_id}")
    _stands_in(anna, rolf.person_id)
    hand_on_task(anna, task=task.id, assignee=f"person:{ines.person_id}")
    assert {line.for_person for line in JournalEntry.objects.filter(person=anna.person_id, kind="TaskHandedOn")} == {
        None
    }


def test_who_looks_into_their_own_journal_does_so_for_nobody_and_into_others_for_who_audits(world, anna):
    auditor = world.actor("datenschutz")
    _stands_in(anna, auditor.person_id)
    read_journal(anna, asked=JournalQuestion(person=anna.person_id))
    assert _last().for_person is None
    read_journal(anna, asked=JournalQuestion(person=auditor.person_id))
    assert (_last().kind, _last().for_person) == ("JournalRead", auditor.person_id)
