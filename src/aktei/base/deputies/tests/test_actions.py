# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""An absence gives rights by itself, takes them by itself, and the journal says for whom everything was done."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, NotForOthers, Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.deputies import queries
from aktei.base.deputies.actions import (
    change_absence,
    declare_absence,
    end_absence,
    replace_deputy,
    tick_off_summary,
)
from aktei.base.deputies.models import Deputy
from aktei.base.deputies.rules import Choice
from aktei.base.granting.actions import grant
from aktei.base.people.actions import create_token, end_person, register_person, return_person, set_password
from aktei.base.people.leftovers import hand_over, waiting_for
from aktei.base.rights.queries import may, reach, require, stands_in
from aktei.base.rights.rules import EDIT, READ
from aktei.entrances.demo.world import BUILDER
from aktei.records.cases.actions import open_case
from aktei.records.dossiers.actions import open_dossier

DAY = timedelta(days=1)


@pytest.fixture
def anna(world):
    return world.actor("sachbearbeitung")


@pytest.fixture
def ines(world):
    """Has nothing to do with housing benefit, unless she stands in for Anna."""
    return world.actor("bauaufsicht")


@pytest.fixture
def dossier(world):
    return world.dossiers["Wohngeld Köster, Bernd"]


def away(anna, *deputies, **more):
    chosen = [each if isinstance(each, Choice) else Choice(each.person_id) for each in deputies]
    return declare_absence(anna, person=anna.person_id, deputies=chosen, **more)


def last_line():
    return JournalEntry.objects.latest("id")


def test_rights_come_at_once_and_end_at_once(anna, ines, dossier):
    assert not may(ines, EDIT, dossier.chain)
    absence = away(anna, ines)
    assert may(ines, EDIT, dossier.chain)
    assert may(Actor(ines.person_id, for_person_id=anna.person_id), EDIT, dossier.chain)
    end_absence(anna, absence=absence.id)
    assert not may(ines, EDIT, dossier.chain)
    assert reach(Actor(ines.person_id, for_person_id=anna.person_id)) == frozenset()


def test_rights_wait_for_the_first_day_and_end_with_the_last(anna, ines, dossier, time_machine):
    now = timezone.now()
    away(anna, ines, begins_at=now + DAY, ends_at=now + 3 * DAY)
    assert not may(ines, READ, dossier.chain)
    time_machine.move_to(now + DAY)
    assert may(ines, READ, dossier.chain)
    time_machine.move_to(now + 3 * DAY)
    assert not may(ines, READ, dossier.chain)


def test_what_rests_on_the_absent_persons_right_is_recorded_for_them(anna, ines, dossier):
    away(anna, ines)
    open_case(ines, dossier=dossier.id, subject_line="Rückfrage")
    assert (last_line().person, last_line().for_person) == (ines.person_id, anna.person_id)


def test_what_a_deputy_could_do_anyway_is_their_own_unless_they_say_otherwise(world, anna, dossier):
    jonas = world.actor("vertretung")
    away(anna, jonas)
    open_case(jonas, dossier=dossier.id, subject_line="Eigenes")
    assert last_line().for_person is None
    open_case(Actor(jonas.person_id, for_person_id=anna.person_id), dossier=dossier.id, subject_line="Für Anna")
    assert last_line().for_person == anna.person_id


def test_acting_for_somebody_leaves_nothing_of_ones_own(world, anna, ines):
    own = world.dossiers["Neubau Einfamilienhaus Grünwald"]
    away(anna, ines)
    assert may(ines, READ, own.chain)
    assert not may(Actor(ines.person_id, for_person_id=anna.person_id), READ, own.chain)


def test_a_plan_entry_limits_what_the_deputy_gets_from_above_and_below(world, anna, ines):
    entry = world.plan["50.31"]
    away(anna, Choice(ines.person_id, entry=entry.id))
    assert may(ines, EDIT, world.dossiers["Widerspruch Nguyen, Thanh"].chain)
    assert not may(ines, READ, world.dossiers["Wohngeld Köster, Bernd"].chain)


def test_a_unit_limits_it_to_what_comes_with_membership_there(world, anna, ines, dossier):
    away(anna, Choice(ines.person_id, unit=world.units["63.1"].id))
    assert not may(ines, READ, dossier.chain)
    absence = queries.own_absences(anna)[0]
    change_absence(anna, absence=absence.id, deputies=[Choice(ines.person_id, unit=world.units["50.1"].id)])
    assert may(ines, READ, dossier.chain)


def test_protected_files_need_the_absent_persons_own_word(world, anna, ines):
    secret = open_dossier(
        BUILDER, entry=world.plan["50.30"].id, subject_line="x", lead_unit=world.units["50.2"].id, protected=True
    )
    name = f"person:{anna.person_id}"
    grant(BUILDER, node=secret.id, chain=secret.chain, right=READ, principal=name, cause="persönlich zugelassen")
    absence = away(anna, ines)
    assert may(anna, READ, secret.chain)
    assert not may(ines, READ, secret.chain)
    change_absence(anna, absence=absence.id, deputies=[Choice(ines.person_id, protected=True)])
    assert may(ines, READ, secret.chain)


def test_a_deputys_deputy_takes_over_while_the_deputy_is_away(world, anna, ines, dossier, time_machine):
    petra, now = world.actor("post"), timezone.now()
    away(anna, ines)
    away(ines, petra, begins_at=now + DAY, ends_at=now + 2 * DAY)
    time_machine.move_to(now + DAY)
    assert stands_in(petra, anna.person_id)
    assert not stands_in(ines, anna.person_id)
    time_machine.move_to(now + 2 * DAY)
    assert stands_in(ines, anna.person_id)
    assert not stands_in(petra, anna.person_id)


def test_who_has_left_stands_in_no_more_and_no_later_change_brings_them_back(world, anna, ines):
    absence = away(anna, ines)
    end_person(BUILDER, person=ines.person_id)
    assert not stands_in(ines, anna.person_id)
    away(world.actor("post"), world.actor("verwaltung"))
    assert not stands_in(ines, anna.person_id)
    with pytest.raises(Refused, match="verlassen"):
        change_absence(anna, absence=absence.id, deputies=[Choice(ines.person_id)])
    deputy = Deputy.objects.get(absence=absence, removed_at=None)
    replace_deputy(anna, deputy=deputy.id, person=world.persons["vertretung"].id)
    assert stands_in(world.actor("vertretung"), anna.person_id)


def test_nobody_stands_in_backwards_in_time(anna, ines):
    with pytest.raises(Refused, match="rückwirkend"):
        away(anna, ines, begins_at=timezone.now() - DAY)
    absence = away(anna, ines, away_since=timezone.localdate() - DAY)
    assert absence.begins_at >= absence.declared_at
    assert reach(ines, at=timezone.now() - DAY) == frozenset()


def test_the_head_declares_for_the_team_and_a_stranger_for_nobody(world, anna, ines):
    head = world.actor("leitung")
    declare_absence(head, person=anna.person_id, deputies=[Choice(head.person_id)])
    assert stands_in(head, anna.person_id)
    for stranger in (ines, world.actor("vertretung")):
        with pytest.raises(Forbidden):
            declare_absence(stranger, person=anna.person_id, deputies=[Choice(stranger.person_id)])
    boss = world.actor("verwaltung")
    with pytest.raises(Refused, match="sich nicht selbst"):
        declare_absence(boss, person=anna.person_id, deputies=[Choice(boss.person_id)])


def test_what_belongs_to_the_person_alone_is_refused_in_their_name(world, anna, ines):
    boss = world.actor("verwaltung")
    away(anna, ines)
    away(boss, ines)
    for_anna = Actor(ines.person_id, for_person_id=anna.person_id)
    for refused in (
        lambda: declare_absence(for_anna, person=anna.person_id, deputies=[Choice(ines.person_id)]),
        lambda: declare_absence(ines, person=anna.person_id, deputies=[]),
        lambda: set_password(for_anna, person=anna.person_id, password="x"),
        lambda: create_token(for_anna, person=anna.person_id, label="x"),
        # Not even silently, on the strength of the absent administrator's role.
        lambda: register_person(ines, login="x", given_name="x", family_name="x"),
    ):
        with pytest.raises(Forbidden):
            refused()
    with pytest.raises(NotForOthers):
        set_password(ines, person=anna.person_id, password="x")


def test_the_summary_tells_what_others_did_and_nobody_else_reads_it(anna, ines, dossier):
    absence = away(anna, ines)
    open_case(ines, dossier=dossier.id, subject_line="Rückfrage")
    end_absence(anna, absence=absence.id)
    done = queries.done_meanwhile(anna, absence)
    assert [(line.person, line.kind) for line in done] == [(ines.person_id, "CaseOpened")]
    assert not queries.done_meanwhile(ines, absence).exists()
    with pytest.raises(Missing):
        tick_off_summary(ines, absence=absence.id)
    assert queries.unread(anna)
    tick_off_summary(anna, absence=absence.id)
    assert not queries.unread(anna)


def test_a_missing_right_stays_missing_for_a_deputy_too(anna, ines, world):
    away(anna, ines)
    with pytest.raises(Forbidden):
        require(ines, EDIT, world.dossiers["Hilfe zum Lebensunterhalt Schröder, Elfriede"].chain)


def test_who_is_away_may_work_all_the_same_and_an_absence_is_shortened_or_called_off(anna, ines, dossier, time_machine):
    now = timezone.now()
    absence = away(anna, ines, begins_at=now + DAY, ends_at=now + 5 * DAY)
    change_absence(anna, absence=absence.id, deputies=[Choice(ines.person_id)], ends_at=now + 3 * DAY)
    time_machine.move_to(now + 2 * DAY)
    open_case(anna, dossier=dossier.id, subject_line="Von unterwegs")
    assert (last_line().person, last_line().for_person) == (anna.person_id, None)
    assert may(ines, READ, dossier.chain)
    time_machine.move_to(now + 3 * DAY)
    assert not may(ines, READ, dossier.chain)
    planned = away(anna, ines, begins_at=now + 10 * DAY)
    end_absence(anna, absence=planned.id)
    time_machine.move_to(now + 11 * DAY)
    assert not may(ines, READ, dossier.chain)


def test_a_deputy_who_stays_after_all_stands_in_as_planned(world, anna, ines, dossier, time_machine):
    now = timezone.now()
    away(anna, ines, begins_at=now + 10 * DAY, ends_at=now + 20 * DAY)
    end_person(BUILDER, person=ines.person_id, at=now + 5 * DAY)
    return_person(BUILDER, person=ines.person_id)
    time_machine.move_to(now + 11 * DAY)
    assert may(ines, READ, dossier.chain)


def test_a_scope_that_does_not_exist_and_a_first_day_after_the_beginning_are_refused(world, anna, ines):
    nowhere = uuid4()
    tomorrow = timezone.localdate() + DAY
    for choice in (Choice(ines.person_id, unit=nowhere), Choice(ines.person_id, entry=nowhere)):
        with pytest.raises(Refused) as refusal:
            away(anna, choice, away_since=tomorrow)
        assert len(refusal.value.reasons) == 2
    away(
        anna, Choice(ines.person_id, entry=world.plan["50.30"].id), Choice(ines.person_id, unit=world.units["50.1"].id)
    )


def test_the_place_of_a_deputy_who_left_waits_for_somebody_else(world, anna, ines):
    away(anna, ines)
    end_person(BUILDER, person=ines.person_id)
    (waiting,) = [each for each in waiting_for(BUILDER, [ines.person_id]) if each.source == "deputy"]
    assert waiting.title == "Vertretung für Anna Weiß"
    with pytest.raises(Refused, match="nur eine Person"):
        hand_over(world.actor("verwaltung"), source="deputy", item=waiting.item, unit=world.units["50.1"].id)
    petra = world.actor("post")
    hand_over(world.actor("verwaltung"), source="deputy", item=waiting.item, person=petra.person_id)
    assert stands_in(petra, anna.person_id)
