# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units, memberships, keys: who is who, from when until when."""

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from aktei.base.acts.errors import Missing, Refused
from aktei.base.people import actions, queries
from aktei.base.people.models import OFFICE, AccessToken, Membership, Role
from aktei.base.rights.models import Principal
from aktei.base.rights.queries import may
from aktei.entrances.demo.world import BUILDER

DAY = timedelta(days=1)


def test_a_unit_hangs_below_another_and_at_last_below_the_office(world):
    assert world.units["50.1"].chain == [world.units["50.1"].id, world.units["50"].id, OFFICE]
    assert queries.unit_by_short_name(BUILDER, "50.1") == world.units["50.1"]
    with pytest.raises(Missing):
        queries.unit_by_short_name(BUILDER, "99")


def test_a_log_in_name_is_given_once_whatever_the_case(world):
    with pytest.raises(Refused, match="LEITUNG"):
        actions.register_person(BUILDER, login="LEITUNG", given_name="x", family_name="y")


def test_a_membership_gives_the_names_of_role_unit_and_the_units_above(world):
    anna, team = world.persons["sachbearbeitung"].id, world.units["50.1"]
    names = set(Principal.objects.filter(person=anna).values_list("name", flat=True))
    assert names == {
        f"person:{anna}",
        "role:member",
        f"role:member@{team.id}",
        *(f"unit:{each}" for each in team.chain),
    }


def test_a_membership_for_a_time_counts_within_it_alone(world, time_machine):
    ines, team = world.actor("bauaufsicht"), world.units["50.1"]
    begin = timezone.now() + DAY
    actions.begin_membership(
        BUILDER,
        person=ines.person_id,
        unit=team.id,
        role=Role.MEMBER,
        valid_from=begin,
        valid_until=begin + DAY,
    )
    expected = {begin - DAY / 2: False, begin: True, begin + DAY / 2: True, begin + DAY: False}
    for moment, inside in expected.items():
        time_machine.move_to(moment, tick=False)
        assert may(ines, "file", team.chain) is inside
        assert (team in queries.own_units(ines)) is inside


def test_when_a_person_leaves_every_membership_and_token_ends(world):
    anna = world.persons["sachbearbeitung"]
    actions.begin_membership(
        BUILDER,
        person=anna.id,
        unit=world.units["50.2"].id,
        role=Role.MEMBER,
        valid_until=timezone.now() + 30 * DAY,
    )
    actions.create_token(BUILDER, person=anna.id, label="x")
    actions.end_person(BUILDER, person=anna.id)
    now = timezone.now()
    assert not Membership.objects.filter(person=anna).exclude(valid_until__lte=now).exists()
    assert not AccessToken.objects.filter(person=anna, revoked_at=None).exists()
    assert anna not in queries.persons(BUILDER)
    assert queries.names([anna.id]) == {anna.id: "Anna Weiß"}
    with pytest.raises(Missing):
        actions.end_person(BUILDER, person=anna.id)


def test_of_a_token_only_its_hash_is_kept(world):
    row, text = actions.create_token(BUILDER, person=world.persons["leitung"].id, label="x")
    assert row.digest == hashlib.sha256(text.encode()).hexdigest()
    assert queries.person_of_token(text) == world.persons["leitung"]
    assert queries.person_of_token(text[:-1]) is None


def test_one_sees_only_ones_own_tokens(world):
    row, _text = actions.create_token(BUILDER, person=world.persons["leitung"].id, label="x")
    assert list(queries.tokens(world.actor("leitung"))) == [row]
    assert list(queries.tokens(world.actor("post"))) == []
