# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units over time: renamed, moved, merged, dissolved; what that leaves and what it takes along."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.people import actions, organisation, queries
from aktei.base.people.models import OFFICE, Dissolution, Membership, Role, Unit
from aktei.base.rights.models import Grant, Principal
from aktei.base.rights.queries import may

SYSTEM = Actor.system("test")
DAY = timedelta(days=1)


@pytest.fixture
def boss(world):
    return world.actor("verwaltung")


def test_a_renamed_unit_was_called_something_else_before(world, boss):
    team = world.units["50.1"]
    before = timezone.now()
    actions.rename_unit(boss, unit=team.id, name="Wohngeldstelle", short_name="50-W")
    assert queries.unit_names([team.id]) == {team.id: "Wohngeldstelle"}
    assert queries.unit_names([team.id], before) == {team.id: "Team Wohngeld"}
    spoken = [
        (each.name, each.valid_until) for each in organisation.names_over_time(boss, Unit.objects.get(id=team.id))
    ]
    assert [name for name, _until in spoken] == ["Wohngeldstelle", "Team Wohngeld"]
    assert [branch.name for branch in organisation.tree(boss, before)[1].children] == [
        "Team Wohngeld",
        "Team Sozialhilfe",
    ]


def test_a_short_name_in_use_is_refused_and_that_of_a_dissolved_unit_is_free_again(world, boss):
    with pytest.raises(Refused, match=r"50\.2"):
        actions.rename_unit(boss, unit=world.units["50.1"].id, name="x", short_name="50.2")
    gone = actions.establish_unit(boss, name="Kurz", short_name="99")
    actions.dissolve_unit(boss, unit=gone.id)
    assert actions.establish_unit(boss, name="Neu", short_name="99").valid_until is None


@pytest.mark.parametrize("target", ["50", "50.1"])
def test_a_unit_never_hangs_below_itself(world, boss, target):
    with pytest.raises(Refused):
        actions.move_unit(boss, unit=world.units["50"].id, parent=world.units[target].id)


def test_moving_takes_the_units_below_along_and_names_how_many_memberships(world, boss):
    actions.move_unit(boss, unit=world.units["50"].id, parent=world.units["63"].id)
    team = Unit.objects.get(id=world.units["50.1"].id)
    assert team.chain == [team.id, world.units["50"].id, world.units["63"].id, OFFICE]
    line = JournalEntry.objects.filter(kind="UnitMoved").get()
    assert line.payload["memberships"] == Membership.objects.filter(unit__short_name__startswith="50").count()


def test_a_unit_that_still_has_something_names_all_of_it_at_once(world, boss):
    with pytest.raises(Refused) as refusal:
        actions.dissolve_unit(boss, unit=world.units["50"].id)
    said = " ".join(refusal.value.reasons)
    assert "2 Einheiten unter sich" in said
    assert "Zugehörigkeit" in said
    assert Unit.objects.get(id=world.units["50"].id).valid_until is None


def test_a_successor_takes_over_members_units_and_grants(world, boss):
    team, heir = world.units["50.1"], world.units["50.2"]
    anna = world.actor("sachbearbeitung")
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    assert may(anna, "edit", dossier.chain)
    actions.merge_unit(boss, unit=team.id, into=heir.id)
    assert Unit.objects.get(id=team.id).valid_until is not None
    assert heir in queries.own_units(anna)
    assert may(anna, "edit", dossier.chain)
    assert not Grant.objects.filter(principal=f"unit:{team.id}", valid_until=None).exists()
    assert Grant.objects.filter(principal=f"unit:{heir.id}", cause__contains="Nachfolge von Team Wohngeld").exists()
    line = JournalEntry.objects.get(kind="UnitDissolved")
    assert "memberships:2" in line.payload["counts"]


def test_without_their_members_the_rights_go_over_and_the_members_leave(world, boss):
    team, heir = world.units["50.1"], world.units["50.2"]
    anna, dossier = world.actor("sachbearbeitung"), world.dossiers["Wohngeld Köster, Bernd"]
    actions.dissolve_unit(boss, unit=team.id, successor=heir.id, members_move=False)
    assert not queries.own_units(anna).exists()
    assert not may(anna, "find", dossier.chain)


def test_what_lay_below_hangs_below_the_successor(world, boss):
    actions.dissolve_unit(boss, unit=world.units["50"].id, successor=world.units["63"].id)
    team = Unit.objects.get(id=world.units["50.1"].id)
    assert (team.parent_id, team.chain[1]) == (world.units["63"].id, world.units["63"].id)
    names = {f"unit:{world.units['63'].id}", f"unit:{team.id}"}
    assert names <= set(world_names(world, "sachbearbeitung"))
    assert f"unit:{world.units['50'].id}" not in world_names(world, "sachbearbeitung")


def world_names(world, login):
    rows = Principal.objects.filter(person=world.persons[login].id, valid_until=None)
    return list(rows.values_list("name", flat=True))


def test_an_announced_dissolution_waits_for_its_day_and_can_be_called_off(world, boss, time_machine):
    team, heir = world.units["50.1"], world.units["50.2"]
    actions.dissolve_unit(boss, unit=team.id, successor=heir.id, due_at=timezone.now() + DAY)
    assert Unit.objects.get(id=team.id).valid_until is None
    assert organisation.due(timezone.now()) == []
    actions.withdraw_dissolution(boss, unit=team.id)
    actions.dissolve_unit(boss, unit=team.id, successor=heir.id, due_at=timezone.now() + DAY)
    time_machine.move_to(timezone.now() + 2 * DAY)
    assert organisation.due(timezone.now()) == [team.id]
    actions.complete_dissolution(SYSTEM, unit=team.id)
    assert Unit.objects.get(id=team.id).valid_until is not None
    assert Dissolution.objects.get(unit=team, withdrawn_at=None).done_at is not None


def test_an_announced_successor_that_ends_hands_the_expectation_on(world, boss, time_machine):
    team, heir, third = world.units["50.1"], world.units["50.2"], world.units["63.1"]
    actions.dissolve_unit(boss, unit=team.id, successor=heir.id, due_at=timezone.now() + DAY)
    actions.merge_unit(boss, unit=heir.id, into=third.id)
    time_machine.move_to(timezone.now() + 2 * DAY)
    actions.complete_dissolution(SYSTEM, unit=team.id)
    assert Dissolution.objects.get(unit=team, withdrawn_at=None).successor_id == third.id


def test_no_unit_ends_in_the_past_or_below_its_own_successor(world, boss):
    with pytest.raises(Refused, match="rückwirkend"):
        actions.dissolve_unit(
            boss, unit=world.units["50.1"].id, successor=world.units["50.2"].id, due_at=timezone.now() - DAY
        )
    with pytest.raises(Refused, match="Nachfolge hängt selbst"):
        actions.dissolve_unit(boss, unit=world.units["50"].id, successor=world.units["50.1"].id)


def test_a_dissolved_unit_is_neither_renamed_nor_joined(world, boss):
    gone = actions.establish_unit(boss, name="Kurz", short_name="99")
    actions.dissolve_unit(boss, unit=gone.id)
    for act in (
        lambda: actions.rename_unit(boss, unit=gone.id, name="x", short_name="x"),
        lambda: actions.begin_membership(boss, person=world.persons["leitung"].id, unit=gone.id, role=Role.MEMBER),
    ):
        with pytest.raises(Refused, match="aufgelöst"):
            act()


def test_who_manages_nothing_changes_no_unit(world):
    with pytest.raises(Forbidden):
        actions.rename_unit(world.actor("leitung"), unit=world.units["50"].id, name="x", short_name="x")


def test_of_a_team_everybody_works_on_its_post_and_of_a_department_its_head_alone(world, boss):
    unit = actions.establish_unit(boss, name="Jugend", short_name="51")
    assert _post_right(unit) == [f"unit:{unit.id}"]
    actions.establish_unit(boss, name="Kita", short_name="51.1", parent=unit.id)
    assert _post_right(unit) == [f"role:head@{unit.id}"]


def _post_right(unit):
    rows = Grant.objects.filter(node=unit.id, right="file", valid_until=None)
    return list(rows.values_list("principal", flat=True))


def test_units_come_in_order_from_an_index(world):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "unit_sorted" in queries.units(Actor.system("test"))[:14].explain()
