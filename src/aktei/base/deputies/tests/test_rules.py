# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who stands in is the same, whether worked out in periods or asked moment by moment."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from aktei.base.deputies.rules import DEPTH, Away, Choice, Plan, gaps, objections_to_declaring, turns

ANNA, BEN, CEM, DANA, EVA, FINN = PEOPLE = [UUID(int=number) for number in range(1, 7)]
ENTRY, UNIT = UUID(int=100), UUID(int=101)
START = datetime(2026, 7, 1, tzinfo=UTC)


def day(number: int | None) -> datetime | None:
    return None if number is None else START + timedelta(days=number)


def away(number: int, person: UUID, begin: int, end: int | None, *deputies: UUID | Choice) -> Away:
    chosen = tuple(each if isinstance(each, Choice) else Choice(each) for each in deputies)
    return Away(UUID(int=1000 + number), person, day(begin), day(end), chosen)


def at(number: float, absences: list[Away], leaving=None) -> set[tuple[UUID, UUID]]:
    """Who stands in for whom on that day."""
    moment = START + timedelta(days=number)
    return {
        (each.person, each.absent)
        for each in turns(absences, leaving)
        if each.begin <= moment and (each.end is None or moment < each.end)
    }


def naive(absences: list[Away], leaving: dict[UUID, datetime], moment: datetime) -> set[tuple]:
    """Ask everybody, as one would on that very day."""

    def gone(person):
        return person in leaving and leaving[person] <= moment

    def who(person, way):
        if person in way or len(way) > DEPTH or gone(person):
            return set()
        lasting = [each for each in absences if each.person == person and each.covers(moment)]
        if not lasting:
            return {(person, way[1:])}
        return {
            found
            for each in lasting
            for choice in each.deputies
            if choice.unit is None and choice.entry is None
            for found in who(choice.person, (*way, person))
        }

    return {
        (person, each.person, each.id, choice.unit, choice.entry, choice.protected and not via, via)
        for each in absences
        if each.covers(moment) and not gone(each.person)
        for choice in each.deputies
        for person, via in who(choice.person, (each.person,))
    }


_choices = st.builds(
    lambda person, scope, protected: Choice(
        person, unit=UNIT if scope == 1 else None, entry=ENTRY if scope == 2 else None, protected=protected
    ),
    st.sampled_from(PEOPLE),
    st.sampled_from([0, 0, 0, 1, 2]),
    st.booleans(),
)


@st.composite
def absences_of_an_office(draw):
    found = []
    for number in range(draw(st.integers(0, 6))):
        begin = draw(st.integers(0, 8))
        end = draw(st.none() | st.integers(begin + 1, 12))
        found.append(away(number, draw(st.sampled_from(PEOPLE)), begin, end, *draw(st.lists(_choices, max_size=3))))
    return found


_leavers = st.dictionaries(st.sampled_from(PEOPLE), st.integers(0, 10).map(day), max_size=2)


@given(absences_of_an_office(), _leavers)
def test_the_periods_say_of_every_moment_what_a_look_at_that_moment_says(absences, leaving):
    found = turns(absences, leaving)
    for number in range(14):
        moment = START + timedelta(days=number)
        lasting = [each for each in found if each.begin <= moment and (each.end is None or moment < each.end)]
        told = {(t.person, t.absent, t.absence, t.unit, t.entry, t.protected, t.via) for t in lasting}
        assert told == naive(absences, leaving, moment)
        assert len(lasting) == len(told), "the same turn twice"
        empty = {
            gap.absence
            for gap in gaps(absences, leaving)
            if gap.begin <= moment and not (gap.end and gap.end <= moment)
        }
        covered = {each.absence for each in lasting}
        assert empty == {each.id for each in absences if each.covers(moment)} - covered
    for turn in found:
        assert turn.person != turn.absent
        assert turn.person not in turn.via
        assert turn.absent not in turn.via


def test_while_the_deputy_is_away_their_deputy_takes_over_and_only_then():
    plan = [away(1, ANNA, 0, 10, BEN), away(2, BEN, 3, 5, CEM)]
    assert at(1, plan) == {(BEN, ANNA)}
    assert at(3, plan) == {(CEM, ANNA), (CEM, BEN)}
    assert at(5, plan) == {(BEN, ANNA)}


def test_a_deputy_for_one_unit_only_does_not_take_over_for_a_third_person():
    plan = [away(1, ANNA, 0, 10, BEN), away(2, BEN, 3, 5, Choice(CEM, unit=UNIT))]
    assert at(4, plan) == {(CEM, BEN)}
    assert [(each.begin, each.end) for each in gaps(plan)] == [(day(3), day(5))]


def test_a_circle_leads_nowhere_and_shows_as_a_gap():
    plan = [away(1, ANNA, 0, 4, BEN), away(2, BEN, 0, 4, ANNA)]
    assert at(1, plan) == set()
    assert {each.absence for each in gaps(plan)} == {each.id for each in plan}


def test_a_longer_circle_never_comes_back_to_the_absent_person():
    plan = [away(1, ANNA, 0, 4, BEN), away(2, BEN, 0, 4, CEM), away(3, CEM, 0, 4, ANNA, DANA)]
    assert at(1, plan) == {(DANA, ANNA), (DANA, BEN), (DANA, CEM)}


def test_the_chain_ends_after_three_steps():
    plan = [away(n, a, 0, 4, b) for n, (a, b) in enumerate([(ANNA, BEN), (BEN, CEM), (CEM, DANA), (DANA, EVA)])]
    assert (EVA, ANNA) not in at(1, plan)
    assert (EVA, BEN) in at(1, plan)


def test_overlapping_absences_add_up():
    plan = [away(1, ANNA, 0, 10, BEN), away(2, ANNA, 4, 6, CEM)]
    assert at(3, plan) == {(BEN, ANNA)}
    assert at(5, plan) == {(BEN, ANNA), (CEM, ANNA)}


def test_who_leaves_stops_standing_in_and_breaks_the_chain():
    plan = [away(1, ANNA, 0, 10, BEN), away(2, BEN, 3, 9, CEM)]
    assert at(4, plan, {BEN: day(2)}) == set()
    assert at(4, plan, {CEM: day(4)}) == set()
    assert at(3, plan, {CEM: day(4)}) == {(CEM, ANNA), (CEM, BEN)}


def test_protected_files_do_not_travel_on_to_the_deputys_deputy():
    plan = [away(1, ANNA, 0, 10, Choice(BEN, protected=True)), away(2, BEN, 3, 5, Choice(CEM, protected=True))]
    told = {(each.person, each.absent, each.begin): each.protected for each in turns(plan)}
    assert told[BEN, ANNA, day(0)]
    assert not told[CEM, ANNA, day(3)]


def _plan(**changes):
    known = {
        "person": ANNA,
        "declarer": ANNA,
        "is_head": False,
        "now": START,
        "begin": START,
        "end": day(3),
        "deputies": (Choice(BEN),),
        "known": PEOPLE,
    }
    return Plan(**(known | changes))


def test_every_reason_is_told_at_once():
    assert objections_to_declaring(_plan()) == []
    bad = _plan(begin=day(-2), end=day(-1), deputies=(Choice(ANNA), Choice(UUID(int=77)), Choice(UUID(int=77))))
    assert len(objections_to_declaring(bad)) == 5


def test_rights_never_begin_before_now():
    assert "rückwirkend" in str(objections_to_declaring(_plan(begin=day(-1)))[0])


def test_an_administrator_cannot_make_themselves_the_deputy_but_a_head_can():
    assert "sich nicht selbst" in str(objections_to_declaring(_plan(declarer=BEN))[0])
    assert objections_to_declaring(_plan(declarer=BEN, is_head=True)) == []


def test_nobody_else_hands_over_protected_files():
    wanted = (Choice(BEN, protected=True),)
    assert objections_to_declaring(_plan(deputies=wanted)) == []
    assert "Geschützte" in str(objections_to_declaring(_plan(declarer=CEM, is_head=True, deputies=wanted))[0])
