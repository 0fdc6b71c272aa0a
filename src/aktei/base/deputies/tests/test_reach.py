# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever stands in for whom: SQL, the rule on a chain and a naive walk agree, and nobody has more than the absent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.acts.models_base import new_id
from aktei.base.acts.transaction import acting, record
from aktei.base.deputies.actions import change_absence, declare_absence, end_absence
from aktei.base.deputies.models import Absence
from aktei.base.deputies.rules import Choice
from aktei.base.people.actions import end_person
from aktei.base.people.models import OFFICE, Membership
from aktei.base.rights.actions import end_principals_of, place
from aktei.base.rights.events import RightEnded
from aktei.base.rights.models import Grant, Placement, Principal, Standing
from aktei.base.rights.queries import may, reach, rights_on, visible
from aktei.base.rights.record_access import holders
from aktei.base.rights.rules import READ
from aktei.entrances.demo.world import BUILDER
from aktei.records.file_plan.models import FilePlanEntry

DAY = timedelta(days=1)
PERSONS = 3  # 0 is the deputy; 1 and 2 may be away
NAMES = ("unit:a", "unit:b", "role")


@dataclass(frozen=True)
class Held:
    person: int
    cause: str
    names: tuple[str, ...]
    begin: int
    end: int | None


@dataclass(frozen=True)
class Given:
    node: int
    name: str  # one of NAMES, or the number of a person
    begin: int
    end: int | None


@dataclass(frozen=True)
class Stand:
    person: int
    absent: int
    scope: int | None
    within: str
    protected: bool
    begin: int
    end: int | None


@dataclass(frozen=True)
class Office:
    parents: tuple[int | None, ...]
    barriers: tuple[bool, ...]
    held: tuple[Held, ...]
    given: tuple[Given, ...]
    stands: tuple[Stand, ...]

    def way(self, node: int) -> list[int]:
        found = [node]
        while not self.barriers[found[-1]] and self.parents[found[-1]] is not None:
            found.append(self.parents[found[-1]])
        return found

    def own(self, person: int, day: int, within: str = "") -> set[str]:
        lasting = [each for each in self.held if each.person == person and _lasts(each, day)]
        if within:
            return {name for each in lasting if within in each.names for name in each.names}
        return {name for each in lasting for name in each.names} | {str(person)}

    def sees(self, person: int, node: int, day: int, absent: int | None = None) -> bool:
        granted = {each.name for each in self.given if each.node in self.way(node) and _lasts(each, day)}
        if absent is None and granted & self.own(person, day):
            return True
        return any(
            granted & self._lent(each, node, day)
            for each in self.stands
            if each.person == person and _lasts(each, day) and absent in (None, each.absent)
        )

    def _lent(self, stand: Stand, node: int, day: int) -> set[str]:
        if stand.scope is not None and stand.scope not in self.way(node):
            return set()
        names = self.own(stand.absent, day, stand.within)
        behind = any(self.barriers[each] for each in self.way(node))
        return names - {str(stand.absent)} if behind and not stand.protected else names


def _lasts(each, day: int) -> bool:
    return each.begin <= day and (each.end is None or day < each.end)


_DAYS = st.integers(-3, 3)


@st.composite
def offices(draw):
    size = draw(st.integers(1, 6))
    parents = tuple(draw(st.none() | st.integers(0, each - 1)) if each else None for each in range(size))
    barriers = tuple(draw(st.sampled_from([False, False, True])) for _each in range(size))

    def period():
        begin = draw(_DAYS)
        return begin, draw(st.none() | st.integers(begin + 1, 5))

    held = tuple(
        Held(draw(st.integers(0, 2)), f"membership:{number}", tuple(draw(st.sets(st.sampled_from(NAMES)))), *period())
        for number in range(draw(st.integers(0, 4)))
    )
    given_ = tuple(
        Given(draw(st.integers(0, size - 1)), draw(st.sampled_from([*NAMES, "1", "1", "2"])), *period())
        for _each in range(draw(st.integers(0, 5)))
    )
    stands = tuple(
        Stand(
            draw(st.sampled_from([0, 0, 2])),
            1,
            draw(st.none() | st.integers(0, size - 1)),
            draw(st.sampled_from(["", "", "unit:a", "unit:b"])),
            draw(st.booleans()),
            *period(),
        )
        for _each in range(draw(st.integers(0, 3)))
    )
    return Office(parents, barriers, held, given_, stands)


def _build(office: Office, now: datetime) -> tuple[list[FilePlanEntry], list[UUID]]:
    persons, salt, rows = [new_id() for _each in range(PERSONS)], new_id(), []

    def name(given_: str) -> str:
        return f"person:{persons[int(given_)]}" if given_.isdecimal() else f"{given_} {salt}"

    def period(each) -> dict[str, datetime | None]:
        return {
            "valid_from": now + each.begin * DAY,
            "valid_until": None if each.end is None else now + each.end * DAY,
        }

    with acting("test"):
        for parent, barrier in zip(office.parents, office.barriers, strict=True):
            above = None if parent is None else rows[parent]
            node = new_id()
            chain = place(node, above.id if above else None, above.chain if above else [], barrier=barrier)
            rows.append(FilePlanEntry.objects.create(id=node, notation=str(node), title="x", chain=chain))
        # The tree stands from the beginning, so that past days can be asked about.
        _since(rows, now - 10 * DAY)
        for person in persons:
            Principal.objects.create(person=person, name=f"person:{person}", cause="account", valid_from=now - 10 * DAY)
        for each in office.held:
            for held in each.names:
                Principal.objects.create(person=persons[each.person], name=name(held), cause=each.cause, **period(each))
        for each in office.given:
            Grant.objects.create(
                node=rows[each.node].id, right=READ, principal=name(each.name), cause="x", **period(each)
            )
        for each in office.stands:
            Standing.objects.create(
                person=persons[each.person],
                stands_for=persons[each.absent],
                scope=None if each.scope is None else rows[each.scope].id,
                within=name(each.within) if each.within else "",
                protected=each.protected,
                cause="absence:x",
                **period(each),
            )
        record(BUILDER, RightEnded(node=OFFICE, right="read", principal="test"))
    return rows, persons


def _since(rows, moment):
    Placement.objects.filter(node__in=[each.id for each in rows]).update(valid_from=moment)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(office=offices(), day=_DAYS)
def test_standing_in_means_the_same_everywhere_and_never_more_than_the_absent_person_has(db, office, day):
    now = timezone.now()
    rows, persons = _build(office, now)
    mine = FilePlanEntry.objects.filter(id__in=[each.id for each in rows])
    at = now + day * DAY
    absent = {rows[node].id for node in range(len(rows)) if office.sees(1, node, day)}
    for whom in (None, 1, 2):
        actor = Actor(persons[0], for_person_id=None if whom is None else persons[whom])
        expected = {rows[node].id for node in range(len(rows)) if office.sees(0, node, day, whom)}
        assert set(visible(mine, actor, READ, at).values_list("id", flat=True)) == expected
        assert {each.id for each in rows if READ in rights_on(actor, each.chain, at)} == expected
        if whom == 1:
            assert expected <= absent, "a deputy has more than the absent person"
            told = {
                each.id
                for each in rows
                for holding in holders(each.chain, READ, at)
                for standin in holding.deputies
                if (standin.person, standin.stands_for) == (persons[0], persons[1])
            }
            assert told == expected
    for each in rows:
        actor = Actor(persons[0])
        assert may(actor, READ, each.chain) == bool(set(each.chain) & reach(actor))


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["declare", "change", "end", "member", "leave", "wait"]),
        st.sampled_from(["sachbearbeitung", "vertretung", "leitung", "bauaufsicht"]),
        st.sampled_from(["sachbearbeitung", "vertretung", "leitung", "bauaufsicht"]),
        st.integers(0, 3),
        st.none() | st.integers(1, 5),
    ),
    min_size=3,
    max_size=7,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=_STEPS)
def test_what_could_be_seen_on_a_past_day_is_what_was_seen_on_it(world, steps):
    """The answer for a past moment equals what the very question answered at that moment, whatever came after."""
    people = {login: world.actor(login) for login in ("sachbearbeitung", "vertretung", "leitung", "bauaufsicht")}
    start, seen = timezone.now() + timedelta(hours=1), {}
    with transaction.atomic():
        for number, (what, who, whom, after, lasting) in enumerate(steps):
            moment = start + number * DAY
            with time_machine.travel(moment, tick=False):
                _step(world, what, who, whom, moment, after, lasting)
            look = moment + timedelta(hours=12)
            with time_machine.travel(look, tick=False):
                for login, actor in people.items():
                    seen[login, look] = reach(actor)
                    for other in people.values():
                        if other != actor:
                            lent = reach(Actor(actor.person_id, for_person_id=other.person_id))
                            assert lent <= reach(other)
        for (login, look), was in seen.items():
            assert reach(people[login], at=look) == was, (login, look)
        transaction.set_rollback(True)


def _step(world, what, who, whom, moment, after, lasting) -> None:
    person = world.persons[who].id
    boss = Actor.system("test")
    last = Absence.objects.filter(person=person, ended_at=None).order_by("-id").first()
    try:
        if what == "declare":
            begin = moment + after * DAY
            end = None if lasting is None else begin + lasting * DAY
            declare_absence(
                boss, person=person, deputies=[Choice(world.persons[whom].id)], begins_at=begin, ends_at=end
            )
        elif what == "change" and last:
            end = None if lasting is None else moment + lasting * DAY
            change_absence(boss, absence=last.id, deputies=[Choice(world.persons[whom].id)], ends_at=end)
        elif what == "end" and last:
            end_absence(boss, absence=last.id)
        elif what == "member":
            for each in Membership.objects.filter(person=person):
                with acting("test"):
                    end_principals_of(person, cause=f"membership:{each.id}", at=moment)
                    record(boss, RightEnded(node=OFFICE, right="read", principal="test"))
        elif what == "leave":
            end_person(boss, person=person)
    except Refused:
        pass


def test_a_deputy_costs_no_further_query(world, django_assert_num_queries):
    anna, ines = world.actor("sachbearbeitung"), world.actor("bauaufsicht")
    declare_absence(anna, person=anna.person_id, deputies=[Choice(ines.person_id)])
    mine = reach(anna)
    with django_assert_num_queries(1):
        assert mine <= reach(ines)
