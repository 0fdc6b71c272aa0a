# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever happens to units and memberships: whom a grant reaches at any moment is what the history says."""

from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.people import actions
from aktei.base.people.models import OFFICE, Membership, Person, Role, Unit
from aktei.base.rights.models import Placement, Principal

SYSTEM = Actor.system("test")
HOUR = timedelta(hours=1)
STEPS = st.tuples(
    st.sampled_from(["found", "move", "rename", "dissolve", "join", "join later", "change", "end", "leave", "back"]),
    st.integers(0, 50),
    st.integers(0, 50),
    st.integers(0, 3),
)


def held(moment):
    """What the tables of names say."""
    return {
        (row.person, row.name)
        for row in Principal.objects.all()
        if row.valid_from <= moment and (row.valid_until is None or row.valid_until > moment)
    }


def recomputed(moment):
    """What memberships, accounts and the places of units say, worked out anew."""
    places = {
        row.node: row.parent
        for row in Placement.objects.all()
        if row.valid_from <= moment and (row.valid_until is None or row.valid_until > moment)
    }
    names = set()
    for row in Membership.objects.all():
        if row.valid_from <= moment and (row.valid_until is None or row.valid_until > moment):
            names |= {(row.person_id, f"role:{row.role}"), (row.person_id, f"role:{row.role}@{row.unit_id}")}
            node: UUID | None = row.unit_id
            while node is not None:
                names.add((row.person_id, f"unit:{node}"))
                node = places.get(node)
    accounts = Person.objects.exclude(joined_at__gt=moment)
    gone = {each.id for each in accounts if each.left_at is not None and each.left_at <= moment}
    return names | {(each.id, f"person:{each.id}") for each in accounts if each.id not in gone}


class Office:
    """An office that lives through a list of steps; what the rules refuse does not happen."""

    def __init__(self):
        self.units, self.persons = [], []
        for number, above in enumerate((None, 0, None, 2)):
            parent = self.units[above] if above is not None else None
            name = f"E{number}"
            self.units.append(actions.establish_unit(SYSTEM, name=name, short_name=name, parent=parent).id)
        for number, unit in enumerate(self.units[1::2]):
            person = actions.register_person(SYSTEM, login=f"p{number}", given_name="", family_name="P")
            actions.begin_membership(SYSTEM, person=person.id, unit=unit, role=Role.MEMBER)
            self.persons.append(person.id)
        self.moments = [timezone.now()]

    def take(self, step, one, other, days):
        unit, target = self.units[one % len(self.units)], self.units[other % len(self.units)]
        person = self.persons[one % len(self.persons)]
        later = timezone.now() + days * HOUR if days else None
        members = list(Membership.objects.order_by("id"))
        membership = members[other % len(members)].id if members else None
        with suppress(Refused):
            self._act(step, unit, target, person, membership, later, other)
        self.moments.append(timezone.now())

    def _act(self, step, unit, target, person, membership, later, other):
        role = list(Role)[other % 2]
        if step == "found":
            name = f"N{len(self.units)}"
            self.units.append(actions.establish_unit(SYSTEM, name=name, short_name=name, parent=unit).id)
        elif step == "move":
            actions.move_unit(SYSTEM, unit=unit, parent=target if other % 5 else None)
        elif step == "rename":
            actions.rename_unit(SYSTEM, unit=unit, name=f"R{other}", short_name=f"R{other}")
        elif step == "dissolve":
            actions.dissolve_unit(SYSTEM, unit=unit, successor=target, members_move=bool(other % 2))
        elif step in ("join", "join later"):
            begin = timezone.now() + HOUR if step == "join later" else None
            until = later + 2 * HOUR if later else None
            actions.begin_membership(SYSTEM, person=person, unit=target, role=role, valid_from=begin, valid_until=until)
        elif step == "change" and membership:
            actions.change_membership(SYSTEM, membership=membership, valid_until=later, role=role)
        elif step == "end" and membership:
            actions.end_membership(SYSTEM, membership=membership)
        elif step == "leave":
            actions.end_person(SYSTEM, person=person, at=later)
        elif step == "back":
            actions.return_person(SYSTEM, person=person)


class NamesFollow(TestCase):
    @given(st.lists(STEPS, min_size=1, max_size=12))
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    def test_names_at_any_moment_are_what_memberships_and_places_say(self, steps):
        office = Office()
        for step in steps:
            office.take(*step)
        ahead = [timezone.now() + hours * HOUR + timedelta(minutes=1) for hours in range(5)]
        for moment in [*office.moments, *ahead]:
            assert held(moment) == self.without_returned(recomputed(moment), moment)

    def without_returned(self, names, moment):
        """Whoever came back was away in between: of that the account itself keeps nothing, the names do."""
        away = {
            person
            for person, name in names
            if name == f"person:{person}"
            and not Principal.objects.filter(person=person, name=name, valid_from__lte=moment)
            .exclude(valid_until__lte=moment)
            .exists()
        }
        returned = {each for each in away if Person.objects.get(id=each).left_at is None}
        return {(person, name) for person, name in names if not (person in returned and name == f"person:{person}")}


@pytest.fixture
def chart(db):
    """A department with a team, and another department."""
    one = actions.establish_unit(SYSTEM, name="Soziales", short_name="50")
    team = actions.establish_unit(SYSTEM, name="Wohngeld", short_name="50.1", parent=one.id)
    other = actions.establish_unit(SYSTEM, name="Bauen", short_name="63")
    anna = actions.register_person(SYSTEM, login="anna", given_name="Anna", family_name="Weiß")
    actions.begin_membership(SYSTEM, person=anna.id, unit=team.id, role=Role.MEMBER)
    return one, team, other, anna


def test_whose_team_moves_answers_to_the_new_department_and_no_longer_to_the_old(chart):
    one, team, other, anna = chart
    before = timezone.now()
    actions.move_unit(SYSTEM, unit=team.id, parent=other.id)
    now = {name for person, name in held(timezone.now()) if person == anna.id}
    assert f"unit:{other.id}" in now
    assert f"unit:{one.id}" not in now
    assert (anna.id, f"unit:{one.id}") in held(before)
    assert Unit.objects.get(id=team.id).chain == [team.id, other.id, OFFICE]
