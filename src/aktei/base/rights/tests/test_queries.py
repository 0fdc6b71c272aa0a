# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""SQL, the rule in Python and a naive walk up the tree give the same answer, for any tree and any periods."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden
from aktei.base.acts.models_base import new_id
from aktei.base.acts.transaction import acting, record
from aktei.base.granting.actions import end_grant, grant
from aktei.base.people.actions import end_person
from aktei.base.people.models import OFFICE
from aktei.base.rights.actions import place
from aktei.base.rights.events import RightEnded
from aktei.base.rights.models import Grant, Placement, Principal
from aktei.base.rights.queries import chains_at, may, one_moment, reach, require, rights_on, visible
from aktei.base.rights.record_access import holders
from aktei.base.rights.rules import EDIT, FIND, OVERSIGHT, READ, RIGHTS, chain_of, meets, rights_that_include
from aktei.entrances.demo.world import BUILDER
from aktei.records.documents import queries as documents
from aktei.records.dossiers.actions import open_dossier
from aktei.records.dossiers.models import Dossier
from aktei.records.file_plan.models import FilePlanEntry

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Given:
    """A right given to a name on a node, from one day until another (or for ever)."""

    node: int
    right: str
    name: int
    begin: int
    end: int | None


@dataclass(frozen=True)
class Held:
    """A name held by the person over a period."""

    name: int
    begin: int
    end: int | None


@dataclass(frozen=True)
class Office:
    """Node i hangs below `parents[i]`, which comes before it; days count from now."""

    parents: tuple[int | None, ...]
    barriers: tuple[bool, ...]
    given: tuple[Given, ...]
    held: tuple[Held, ...]

    def allows(self, node: int, right: str, day: int) -> bool:
        """Walk up the tree, and look at every grant on the way, as one would explain it to somebody."""
        names = {each.name for each in self.held if each.begin <= day and (each.end is None or day < each.end)}
        at: int | None = node
        while at is not None:
            for each in self.given:
                valid = each.begin <= day and (each.end is None or day < each.end)
                if each.node == at and valid and each.name in names and each.right in rights_that_include(right):
                    return True
            at = None if self.barriers[at] else self.parents[at]
        return False


_DAYS = st.integers(-4, 4)


@st.composite
def _period(draw):
    begin = draw(_DAYS)
    return begin, draw(st.none() | st.integers(begin + 1, 6))


@st.composite
def offices(draw):
    size = draw(st.integers(1, 8))
    parents = tuple(draw(st.none() | st.integers(0, each - 1)) if each else None for each in range(size))
    barriers = tuple(draw(st.booleans()) and draw(st.booleans()) for _each in range(size))
    given_ = tuple(
        Given(draw(st.integers(0, size - 1)), draw(st.sampled_from(RIGHTS)), draw(st.integers(0, 2)), *draw(_period()))
        for _each in range(draw(st.integers(0, 6)))
    )
    held = tuple(Held(draw(st.integers(0, 2)), *draw(_period())) for _each in range(draw(st.integers(0, 4))))
    return Office(parents, barriers, given_, held)


def _build(office: Office, now: datetime, person: UUID) -> list[FilePlanEntry]:
    """The office as rows, a node being a file plan entry of its own."""
    rows: list[FilePlanEntry] = []

    def day(number: int | None) -> datetime | None:
        return None if number is None else now + number * DAY

    with acting("test"):
        for parent, barrier in zip(office.parents, office.barriers, strict=True):
            above = None if parent is None else rows[parent]
            node = new_id()
            chain = place(node, above.id if above else None, above.chain if above else [], barrier=barrier)
            rows.append(FilePlanEntry.objects.create(id=node, notation=str(node), title="x", chain=chain))
        for each in office.given:
            Grant.objects.create(
                node=rows[each.node].id,
                right=each.right,
                principal=f"{each.name} {person}",
                valid_from=day(each.begin),
                valid_until=day(each.end),
                cause="test",
            )
        for each in office.held:
            Principal.objects.create(
                person=person,
                name=f"{each.name} {person}",
                valid_from=day(each.begin),
                valid_until=day(each.end),
                cause="test",
            )
        record(BUILDER, RightEnded(node=OFFICE, right="read", principal="test"))
    return rows


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(office=offices(), right=st.sampled_from(RIGHTS), day=_DAYS)
def test_sql_the_rule_and_a_naive_walk_agree(db, office, right, day):
    now, actor = timezone.now(), Actor(person_id=new_id())
    rows = _build(office, now, actor.person_id)
    mine = FilePlanEntry.objects.filter(id__in=[each.id for each in rows])
    for moment in (day, 0):
        at = now + moment * DAY
        expected = {rows[node].id for node in range(len(rows)) if office.allows(node, right, moment)}
        seen = reach(actor, right, at)
        assert set(visible(mine, actor, right, at).values_list("id", flat=True)) == expected
        assert {each.id for each in rows if meets(each.chain, seen)} == expected
        assert {each.id for each in rows if right in rights_on(actor, each.chain, at)} == expected
        told = {row.id for row in rows if any(actor.person_id in h.persons for h in holders(row.chain, right, at))}
        assert told == expected
    assert {each.id for each in rows if may(actor, right, each.chain)} == expected


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(office=offices())
def test_the_chain_read_from_the_places_is_the_chain_on_the_record(db, office):
    rows = _build(office, timezone.now(), new_id())
    assert chains_at([each.id for each in rows]) == {each.id: each.chain for each in rows}


def test_a_node_has_the_chain_of_the_place_where_it_hung_at_that_moment(db, time_machine):
    old, new, node = new_id(), new_id(), new_id()
    start = timezone.now()
    with acting("test"):
        for parent, moment in ((old, start), (new, start + DAY)):
            time_machine.move_to(moment)
            place(node, parent, [parent])
        record(BUILDER, RightEnded(node=node, right="read", principal="test"))
    time_machine.move_to(start + 2 * DAY)
    assert chains_at([node], start - DAY) == {}
    assert chains_at([node], start + DAY / 2) == {node: [node, old]}
    assert chains_at([node]) == {node: [node, new]}
    assert Placement.objects.filter(node=node).count() == 2


def test_a_barrier_keeps_out_who_has_rights_above_and_lets_in_who_was_admitted(world):
    secret = open_dossier(
        BUILDER,
        entry=world.plan["50.30"].id,
        subject_line="Geschützt",
        lead_unit=world.units["50.2"].id,
        protected=True,
    )
    assert secret.chain == [secret.id, OVERSIGHT] == chain_of(secret.id, world.plan["50.30"].chain, barrier=True)
    for login in ("sachbearbeitung", "leitung", "schriftgut"):
        assert not visible(Dossier.objects.filter(id=secret.id), world.actor(login), FIND).exists(), login
    admitted = {each.principal for each in holders(secret.chain, READ)}
    assert admitted == {f"unit:{world.units['50.2'].id}"}


def test_an_ended_grant_reaches_nobody_from_that_moment_on(world):
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    ines = world.actor("bauaufsicht")
    given_ = grant(
        BUILDER, node=dossier.id, chain=dossier.chain, right=READ, principal=f"person:{ines.person_id}", cause="x"
    )
    assert may(ines, READ, dossier.chain)
    end_grant(BUILDER, grant_id=given_, chain=dossier.chain)
    assert not may(ines, READ, dossier.chain)
    assert Grant.objects.get(id=given_).valid_until is not None


def test_a_grant_that_has_not_begun_reaches_nobody_yet(world, time_machine):
    dossier, ines = world.dossiers["Wohngeld Köster, Bernd"], world.actor("bauaufsicht")
    later = timezone.now() + DAY
    grant(
        BUILDER,
        node=dossier.id,
        chain=dossier.chain,
        right=READ,
        principal=f"person:{ines.person_id}",
        cause="x",
        valid_from=later,
        valid_until=later + DAY,
    )
    assert not may(ines, READ, dossier.chain)
    time_machine.move_to(later)
    assert may(ines, READ, dossier.chain)
    time_machine.move_to(later + DAY)
    assert not may(ines, READ, dossier.chain)


def test_who_has_left_reaches_nothing(world):
    leaver = world.actor("sachbearbeitung")
    assert reach(leaver, READ)
    end_person(BUILDER, person=leaver.person_id)
    for right in RIGHTS:
        assert reach(leaver, right) == frozenset()
    assert not documents.documents(leaver).exists()


def test_nobody_and_the_machinery_have_no_reach_but_the_machinery_sees_all(world):
    system, stranger = Actor.system("test"), Actor(person_id=new_id())
    assert reach(system) == reach(stranger) == frozenset()
    assert visible(Dossier.objects.all(), system).count() == Dossier.objects.count()
    assert visible(Dossier.objects.all(), stranger).count() == 0


def test_a_grant_can_only_be_given_for_the_node_whose_chain_was_checked(world):
    foreign = world.dossiers["Neubau Einfamilienhaus Grünwald"]
    own = world.plan["50.30"]
    grant(BUILDER, node=own.id, chain=own.chain, right="manage", principal="x", cause="x")
    with pytest.raises(ValueError, match="chain"):
        grant(BUILDER, node=foreign.id, chain=own.chain, right=READ, principal="x", cause="x")


def test_a_missing_right_is_named_and_the_record_is_not(world):
    dossier = world.dossiers["Neubau Einfamilienhaus Grünwald"]
    with pytest.raises(Forbidden) as refusal:
        require(world.actor("sachbearbeitung"), EDIT, dossier.chain)
    assert "Bearbeiten" in str(refusal.value)
    assert "Grünwald" not in str(refusal.value)


def test_reach_takes_one_query_and_a_visible_list_two(world, django_assert_num_queries):
    actor = world.actor("leitung")
    with django_assert_num_queries(1):
        reach(actor)
    with django_assert_num_queries(2):
        list(visible(Dossier.objects.all(), actor))


def test_one_page_looks_at_rights_as_of_one_moment_and_acts_ask_anew(world, django_assert_num_queries):
    anna, entry = world.actor("sachbearbeitung"), world.plan["63.10"]
    with one_moment():
        before = reach(anna)
        principal = f"person:{anna.person_id}"
        grant(BUILDER, node=entry.id, chain=entry.chain, right="read", principal=principal, cause="Amtshilfe")
        with django_assert_num_queries(0):
            assert reach(anna) == before
        with acting("test"):
            assert may(anna, "read", entry.chain)
            record(BUILDER, RightEnded(node=entry.id, right="read", principal="nobody"))
    assert entry.id in reach(anna)
