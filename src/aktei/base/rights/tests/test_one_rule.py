# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who reaches what is one rule: every question about it answers as a plain, slow statement of the rule does."""

from dataclasses import replace

import time_machine
from django.db import connection
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from aktei.base.acts.actor import Actor
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.transaction import acting
from aktei.base.rights import queries
from aktei.base.rights.emergency_reading import note_emergency_reading
from aktei.base.rights.events import ReadInEmergency
from aktei.base.rights.person_access import access_reasons_of
from aktei.base.rights.reach_sql import PRINCIPALS
from aktei.base.rights.reaching_principals import reaching_principals
from aktei.base.rights.record_access import access_reasons, holders, is_reached_as
from aktei.base.rights.rules import INSTANT, is_lent, rights_that_include
from aktei.base.rights.tests.small_office import (
    ABOVE_ALL,
    HOUR,
    LAST,
    NAMES,
    PERSONS,
    RIGHTS,
    START,
    Deputy,
    Given,
    Member,
    Place,
    office_with,
    offices,
    standing,
)

_EXAMPLES = settings(
    max_examples=30,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


_EVER = {"begin": 0, "end": None}
_BARRED = Place(node=1, parent=0, barrier=True, **_EVER)
_AUDITED_ALONE = office_with(
    [_BARRED],
    [Deputy(person=0, absent=1, scope=None, within="", protected=False, **_EVER)],
    [Given(node=ABOVE_ALL, right="audit", name="person:1", cause="granted", **_EVER)],
)
_SCOPE_IS_A_BARRIER = office_with(
    [_BARRED],
    [Deputy(person=0, absent=1, scope=1, within="", protected=False, **_EVER)],
    [Given(node=ABOVE_ALL, right="audit", name="role:c", cause="granted", **_EVER)],
    [Member(person=1, names=("role:c",), **_EVER)],
)
_ELSEWHERE_AND_IN_EMERGENCY = office_with(
    [],
    [Deputy(person=0, absent=1, scope=2, within="", protected=False, **_EVER)],
    [
        Given(node=0, right="read", name="person:1", cause="granted", **_EVER),
        Given(node=1, right="read", name="person:0", cause="emergency:1", **_EVER),
    ],
)
_MOVED_OUT_OF_THE_SCOPE = office_with(
    [
        Place(node=1, parent=0, barrier=False, begin=0, end=None),
        Place(node=2, parent=0, barrier=False, begin=0, end=2),
        Place(node=2, parent=1, barrier=False, begin=2, end=None),
    ],
    [Deputy(person=0, absent=1, scope=1, within="", protected=False, **_EVER)],
    [Given(node=2, right="read", name="person:1", cause="granted", **_EVER)],
)


_MOMENTS = given(
    office=offices(),
    right=st.sampled_from(RIGHTS),
    hour=st.integers(0, LAST),
    person=st.integers(0, PERSONS - 1),
    whom=st.none() | st.integers(0, PERSONS - 1),
    name=st.sampled_from(NAMES),
)


@_EXAMPLES
@_MOMENTS
@example(_AUDITED_ALONE, "audit", 1, 0, None, "role:c")
@example(_SCOPE_IS_A_BARRIER, "audit", 1, 0, None, "role:c")
@example(_ELSEWHERE_AND_IN_EMERGENCY, "read", 1, 0, None, "role:c")
def test_whatever_is_asked_about_one_moment_every_answer_is_that_of_the_rule(
    db, office, right, hour, person, whom, name
):
    enough, at = rights_that_include(right), START + hour * HOUR
    whom = whom if whom != person else None
    actor = Actor(office.persons[person], for_person_id=None if whom is None else office.persons[whom])
    with standing(office), time_machine.travel(at, tick=False):
        chains = queries.chains_at(office.nodes)
        walked = {office.nodes[each]: [office.nodes[one] for one in office.chain(each, hour)] for each in range(4)}
        assert chains == {node: chain for node, chain in walked.items() if chain}
        reach = {lent: queries.reach(actor, right, lent=lent) for lent in (True, False)}
        for each in range(4):
            chain, line = walked[office.nodes[each]], office.chain(each, hour)
            if not chain:
                continue
            ways = office.of(person, whom, each, hour, enough)
            own = [way for way in ways if not is_lent(way.cause)]
            assert queries.may(actor, right, chain) == bool(ways) == (not reach[True].isdisjoint(chain))
            assert (right in queries.rights_on(actor, chain, lent=False)) == bool(own)
            assert bool(own) == (not reach[False].isdisjoint(chain))
            assert queries.holds_in_own_name(actor, right, chain) == any(way.stands_for is None for way in own)
            assert set(queries.causes_on(actor, right, chain)) == {way.cause for way in ways}
            reached = name in office.all_names(person, whom, hour, chain=line)
            assert is_reached_as(actor, [office.name(name)], chain, at) == reached
            everybody = {way for way in office.ways(each, hour) if way.right in enough}
            told = access_reasons(office.nodes[each], at, at + INSTANT, right=right)
            assert {office.told(row) for row in told} == {(way.grant, way.person, way.stands_for) for way in everybody}
            held = holders(chain, right, at)
            assert {one for row in held for one in (*row.persons, *(deputy.person for deputy in row.deputies))} == {
                office.persons[way.person] for way in everybody
            }
            assert len(held) == sum(one.right in enough and one.at(hour) and one.node in line for one in office.given)
        names = {office.name(each) for each in office.all_names(person, whom, hour)}
        assert {each.principal for each in reaching_principals(actor)} == names


@_EXAMPLES
@given(
    office=offices(),
    right=st.sampled_from(RIGHTS),
    span=st.integers(0, LAST - 1).flatmap(lambda first: st.tuples(st.just(first), st.integers(first + 1, LAST))),
    person=st.integers(0, PERSONS - 1),
)
@example(_MOVED_OUT_OF_THE_SCOPE, "read", (0, 3), 0)
@example(_MOVED_OUT_OF_THE_SCOPE, "read", (2, 3), 0)
def test_whatever_is_asked_about_a_period_every_answer_is_that_of_the_rule_at_one_of_its_moments(
    db, office, right, span, person
):
    first, last = span
    since, until, enough = START + first * HOUR, START + last * HOUR, rights_that_include(right)
    own_id = office.persons[person]
    with standing(office):
        of_person = [row for row in access_reasons_of(own_id, since, until) if row.right in enough]
        for node in range(4):
            told = access_reasons(office.nodes[node], since, until, right=right)
            own = access_reasons(office.nodes[node], since, until, right=right, person=own_id)
            assert {office.told(row) for row in own} == {office.told(row) for row in told if row.person == own_id}
            expected = set()
            for hour in range(first, last):
                at, chain = START + hour * HOUR, {office.nodes[each] for each in office.chain(node, hour)}
                ways = {
                    (way.grant, way.person, way.stands_for) for way in office.ways(node, hour) if way.right in enough
                }
                expected |= ways
                then = [row for row in of_person if row.since <= at and (row.until is None or at < row.until)]
                assert {office.told(row) for row in then if row.node in chain} == {
                    way for way in ways if way[1] == person
                }
            assert {office.told(row) for row in told} == expected


@_EXAMPLES
@given(
    office=offices(),
    right=st.sampled_from(RIGHTS),
    hour=st.integers(0, LAST),
    scope=st.none() | st.integers(0, 3),
    within=st.sampled_from(("", "unit:a")),
    protected=st.booleans(),
)
def test_what_a_deputy_would_have_is_what_the_rule_says_of_one_who_stands_in(
    db, office, right, hour, scope, within, protected
):
    with standing(office):
        with time_machine.travel(START + hour * HOUR, tick=False):
            limits = {"scope": None if scope is None else office.nodes[scope], "within": within, "protected": protected}
            reach = queries.would_lend(office.persons[1], right, **limits)
        deputy = Deputy(person=0, absent=1, scope=scope, within=within, protected=protected, begin=0, end=None)
        supposed = replace(office, deputies=(deputy,))
        for node in range(4):
            chain = supposed.chain(node, hour)
            if chain:
                ways = supposed.of(0, 1, node, hour, rights_that_include(right))
                assert bool(ways) == (not reach.isdisjoint(office.nodes[each] for each in chain))


def test_a_right_held_elsewhere_as_a_deputy_does_not_hide_that_somebody_reads_in_an_emergency(db):
    office = replace(_ELSEWHERE_AND_IN_EMERGENCY)
    with standing(office):
        reader = Actor(office.persons[0])
        with time_machine.travel(START + HOUR, tick=False), acting("test", actor=reader):
            note_emergency_reading(reader, queries.chains_at([office.nodes[1]])[office.nodes[1]])
            assert JournalEntry.objects.filter(kind=ReadInEmergency.__name__, person=reader.person_id).exists()
            note_emergency_reading(reader, queries.chains_at([office.nodes[2]])[office.nodes[2]])
            assert JournalEntry.objects.filter(kind=ReadInEmergency.__name__).count() == 1


def test_the_view_of_all_principals_says_what_the_text_of_the_questions_says(db):
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY VIEW told AS {PRINCIPALS}")
        cursor.execute("SELECT pg_get_viewdef('told'), pg_get_viewdef('rights_held')")
        told, held = cursor.fetchone()
    assert told == held
