# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who could see what at any moment of the past is what a replay of everything that happened says."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.acts.models_base import new_id
from aktei.base.acts.transaction import acting, record
from aktei.base.granting.actions import end_grant, grant
from aktei.base.people.models import OFFICE
from aktei.base.rights.actions import add_principals_of, end_principals_of, place
from aktei.base.rights.events import RightEnded
from aktei.base.rights.models import Grant, Placement, Standing
from aktei.base.rights.queries import chains_at, may, reach, visible
from aktei.base.rights.record_access import access_reasons, chain_periods
from aktei.base.rights.rules import INSTANT, OVERSIGHT, meets, rights_that_include
from aktei.base.rights.subtree import move_subtree
from aktei.entrances.demo.world import BUILDER
from aktei.records.file_plan.models import FilePlanEntry

START = datetime(2027, 3, 1, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
PERSONS = 3
RIGHTS = ("find", "read", "edit", "audit")


@dataclass
class Span:
    """Something that holds from one hour until another."""

    begin: int
    end: int | None

    def at(self, hour: int) -> bool:
        return self.begin <= hour and (self.end is None or hour < self.end)


@dataclass
class Given(Span):
    node: int = 0
    right: str = "read"
    name: str = ""
    row: UUID | None = None


@dataclass
class Name(Span):
    person: int = 0
    name: str = ""


@dataclass
class Deputy(Span):
    person: int = 0
    absent: int = 1
    scope: int | None = None
    protected: bool = False


@dataclass
class Replay:
    """Everything that happened, kept as plainly as can be. `places[node]`: (hour, parent, barrier), oldest first."""

    persons: list[UUID] = field(default_factory=lambda: [new_id() for _each in range(PERSONS)])
    nodes: list[UUID] = field(default_factory=list)
    places: list[list[tuple[int, int | None, bool]]] = field(default_factory=list)
    grants: list[Given] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    deputies: list[Deputy] = field(default_factory=list)

    def way(self, node: int, hour: int) -> tuple[list[int], bool]:
        """From the node upwards at that hour, and whether a barrier ended it; nowhere yet: empty."""
        found: list[int] = []
        at: int | None = node
        while at is not None:
            then = [place for place in self.places[at] if place[0] <= hour]
            if not then:
                return ([], False) if not found else ([*found, at], False)
            found.append(at)
            _hour, parent, barrier = then[-1]
            if barrier:
                return found, True
            at = parent
        return found, False

    def who(self, node: int, right: str, hour: int) -> set[int]:
        """Whoever had the right on the node at that hour."""
        way, barred = self.way(node, hour)
        found = set()
        for each in self.grants:
            if not each.at(hour) or each.node not in way or each.right not in rights_that_include(right):
                continue
            for holder in {name.person for name in self.names if name.at(hour) and name.name == each.name}:
                found.add(holder)
                alone = each.name == f"person:{self.persons[holder]}"
                found |= {
                    deputy.person
                    for deputy in self.deputies
                    if deputy.at(hour)
                    and deputy.absent == holder
                    and (deputy.scope is None or deputy.scope in way)
                    and not (alone and barred and not deputy.protected)
                }
        return found

    def below(self, node: int, hour: int) -> set[int]:
        """The node and all that hangs below it."""
        found = {node}
        for other in range(len(self.nodes)):
            at: int | None = other
            while at is not None and at != node:
                at = self.places[at][-1][1]
            if at == node:
                found.add(other)
        return found


def name_of(replay: Replay, number: int) -> str:
    return f"person:{replay.persons[number]}" if number < PERSONS else f"unit:{number} {replay.persons[0]}"


_N = st.integers(0, 7)
_LASTS = st.none() | st.integers(1, 5)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("found"), _N, st.booleans()),
        st.tuples(st.just("move"), _N, _N, st.booleans()),
        st.tuples(st.just("give"), _N, st.sampled_from(RIGHTS), st.integers(0, 4), _LASTS),
        st.tuples(st.just("end"), _N),
        st.tuples(st.just("join"), st.integers(0, 2), st.integers(0, 4), _LASTS),
        st.tuples(st.just("leave"), st.integers(0, 2)),
        st.tuples(
            st.just("stand"), st.integers(0, 2), st.integers(0, 2), st.none() | _N, st.booleans(), st.integers(1, 6)
        ),
    ),
    min_size=6,
    max_size=12,
)
# Making an example smaller means living through it again, in the database: that takes longer than reading it.
_EXAMPLES = settings(
    max_examples=15,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Office:
    """Does each step in the real office and in the replay, one an hour."""

    def __init__(self) -> None:
        self.replay, self.hour = Replay(), 0

    def now(self, hours: float = 0) -> datetime:
        return START + (self.hour + hours) * HOUR

    def until(self, lasts: int | None) -> datetime | None:
        return None if lasts is None else self.now(lasts)

    def end(self, lasts: int | None) -> int | None:
        return None if lasts is None else self.hour + lasts

    def begin(self) -> None:
        for person in range(PERSONS):
            self.join(person, person, None)
        self.found(0, False)

    def found(self, parent: int, barrier: bool) -> None:
        above = parent % len(self.replay.nodes) if self.replay.nodes else None
        node = new_id()
        up = None if above is None else self.replay.nodes[above]
        chain = place(node, up, chains_at([up])[up] if up else [], barrier=barrier)
        FilePlanEntry.objects.create(id=node, notation=str(node), title="x", chain=chain)
        self.replay.nodes.append(node)
        self.replay.places.append([(self.hour, above, barrier)])

    def move(self, node: int, parent: int, barrier: bool) -> None:
        node, parent = node % len(self.replay.nodes), parent % len(self.replay.nodes)
        if parent in self.replay.below(node, self.hour):
            return
        moved, up = self.replay.nodes[node], self.replay.nodes[parent]
        chain = move_subtree(moved, up, chains_at([up])[up], barrier=barrier)
        FilePlanEntry.objects.filter(id=moved).update(chain=chain)
        self.replay.places[node].append((self.hour, parent, barrier))

    def give(self, node: int, right: str, name: int, lasts: int | None) -> None:
        node = node % len(self.replay.nodes)
        where, principal = self.replay.nodes[node], name_of(self.replay, name)
        row = grant(
            BUILDER,
            node=where,
            chain=chains_at([where])[where],
            right=right,
            principal=principal,
            cause="test",
            valid_until=self.until(lasts),
        )
        self.replay.grants.append(Given(self.hour, self.end(lasts), node, right, principal, row))

    def end_one(self, number: int) -> None:
        standing = [each for each in self.replay.grants if each.end is None or each.end > self.hour]
        if standing:
            each = standing[number % len(standing)]
            where = self.replay.nodes[each.node]
            end_grant(BUILDER, grant_id=each.row, chain=chains_at([where])[where])
            each.end = self.hour

    def join(self, person: int, name: int, lasts: int | None) -> None:
        said = name_of(self.replay, person if name < PERSONS else name)
        who = self.replay.persons[person]
        add_principals_of(who, [said], cause="test", valid_from=self.now(), valid_until=self.until(lasts))
        self.replay.names.append(Name(self.hour, self.end(lasts), person, said))

    def leave(self, person: int) -> None:
        end_principals_of(self.replay.persons[person], at=self.now())
        for each in self.replay.names:
            if each.person == person and each.at(self.hour):
                each.end = self.hour
        for deputy in self.replay.deputies:
            if deputy.person == person and deputy.at(self.hour):
                deputy.end = self.hour

    def stand(self, person: int, absent: int, scope: int | None, protected: bool, lasts: int) -> None:
        if person == absent:
            return
        where = None if scope is None else scope % len(self.replay.nodes)
        Standing.objects.create(
            person=self.replay.persons[person],
            stands_for=self.replay.persons[absent],
            scope=None if where is None else self.replay.nodes[where],
            protected=protected,
            valid_from=self.now(),
            valid_until=self.until(lasts),
            cause="test",
        )
        self.replay.deputies.append(Deputy(self.hour, self.end(lasts), person, absent, where, protected))

    def live(self, steps) -> None:
        acts = {"end": self.end_one}
        with time_machine.travel(START, tick=False) as clock, acting("test"):
            self.begin()
            for name, *arguments in steps:
                self.hour += 1
                clock.move_to(self.now())
                acts.get(name, getattr(self, name))(*arguments)
            record(BUILDER, RightEnded(node=OFFICE, right="read", principal="test"))
            self.hour += 1


def _told(replay: Replay, node: int, since: datetime, until: datetime, right: str) -> set[int]:
    return {replay.persons.index(each.person) for each in access_reasons(replay.nodes[node], since, until, right=right)}


@_EXAMPLES
@given(steps=STEPS, right=st.sampled_from(("find", "read", "audit")), data=st.data())
def test_the_answer_about_any_moment_or_period_is_what_a_replay_says(db, steps, right, data):
    office = Office()
    office.live(steps)
    replay, node = office.replay, data.draw(st.integers(0, len(office.replay.nodes) - 1))
    for hour in range(office.hour):
        moment = START + (hour + 0.5) * HOUR
        expected = replay.who(node, right, hour)
        assert _told(replay, node, moment, moment + INSTANT, right) == expected
        chain = chains_at([replay.nodes[node]], moment).get(replay.nodes[node], [])
        reaching = {n for n, who in enumerate(replay.persons) if meets(chain, reach(Actor(who), right, moment))}
        assert reaching == expected
    first, last = sorted(data.draw(st.tuples(st.integers(0, office.hour), st.integers(0, office.hour))))
    anybody = {each for hour in range(first, last) for each in replay.who(node, right, hour)}
    assert _told(replay, node, START + first * HOUR, START + last * HOUR, right) == anybody


@_EXAMPLES
@given(steps=STEPS, right=st.sampled_from(("find", "read", "audit")))
def test_after_any_moves_and_deputies_sql_and_the_rule_agree(db, steps, right):
    office = Office()
    office.live(steps)
    replay = office.replay
    rows = FilePlanEntry.objects.filter(id__in=replay.nodes)
    assert chains_at(replay.nodes, office.now()) == {row.id: row.chain for row in rows}
    with time_machine.travel(office.now(-0.5), tick=False):
        for number, person in enumerate(replay.persons):
            actor = Actor(person)
            expected = {
                replay.nodes[node]
                for node in range(len(replay.nodes))
                if number in replay.who(node, right, office.hour - 1)
            }
            assert set(visible(rows, actor, right).values_list("id", flat=True)) == expected
            assert {row.id for row in rows if may(actor, right, row.chain)} == expected


def test_a_clock_that_goes_back_cannot_turn_history_around(db):
    node, old, new, now = new_id(), new_id(), new_id(), START
    with acting("test"):
        with time_machine.travel(now, tick=False):
            place(node, old, [old])
            given_ = grant(BUILDER, node=node, chain=[node, old], right="read", principal="unit:x", cause="test")
        with time_machine.travel(now - HOUR, tick=False):
            place(node, new, [new])
            end_grant(BUILDER, grant_id=given_, chain=[node, new])
        record(BUILDER, RightEnded(node=OFFICE, right="read", principal="test"))
    assert [way.chain for way in chain_periods([node], now - HOUR, now + HOUR)[node]] == [(node, old), (node, new)]
    assert chains_at([node], now + HOUR) == {node: [node, new]}
    row = Grant.objects.get(id=given_)
    assert row.valid_from < row.valid_until
    assert not Placement.objects.filter(node=node, valid_until=None).exclude(parent=new).exists()


def test_a_name_reaches_nothing_before_it_was_entered(db):
    person, node = new_id(), new_id()
    with acting("test"), time_machine.travel(START, tick=False):
        place(node, None, [])
        grant(BUILDER, node=node, chain=[node], right="read", principal=f"unit:{node}", cause="test")
    with acting("test"), time_machine.travel(START + 2 * HOUR, tick=False):
        add_principals_of(person, [f"unit:{node}"], cause="late", valid_from=START)
        record(BUILDER, RightEnded(node=OFFICE, right="read", principal="test"))
    assert reach(Actor(person), "read", START + HOUR) == frozenset()
    assert reach(Actor(person), "read", START + 2 * HOUR) == {node}


def test_what_was_placed_behind_a_barrier_ends_in_the_oversight(db):
    node, above = new_id(), new_id()
    with acting("test"), time_machine.travel(START, tick=False):
        place(node, above, [above])
        grant(BUILDER, node=node, chain=[node, above], right="read", principal="x", cause="x")
    with acting("test"), time_machine.travel(START + HOUR, tick=False):
        move_subtree(node, above, [above], barrier=True)
        record(BUILDER, RightEnded(node=OFFICE, right="read", principal="test"))
    found = chain_periods([node], START, START + 2 * HOUR)[node]
    assert [(way.chain, way.since) for way in found] == [
        ((node, above), START),
        ((node, OVERSIGHT), START + HOUR),
    ]


def test_only_the_audit_is_given_over_all_protected_records(db):
    with pytest.raises(Refused, match="Aufsicht"):
        grant(BUILDER, node=OVERSIGHT, chain=[OVERSIGHT], right="read", principal="role:x", cause="x")
    assert grant(BUILDER, node=OVERSIGHT, chain=[OVERSIGHT], right="audit", principal="role:x", cause="x")
