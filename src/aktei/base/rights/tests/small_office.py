# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small office that tells by walking and looking at everything who reaches what; and the same in the database."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction
from hypothesis import strategies as st

from aktei.base.acts.models_base import new_id
from aktei.base.acts.transaction import acting, record
from aktei.base.people.models import OFFICE
from aktei.base.rights.events import RightEnded
from aktei.base.rights.models import Grant, Placement, Principal, Standing
from aktei.base.rights.record_access import AccessReason
from aktei.base.rights.rules import OVERSIGHT
from aktei.entrances.demo.world import BUILDER

START = datetime(2027, 3, 1, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
LAST = 6
PERSONS = 3
ABOVE_ALL = -1
"""The number of `OVERSIGHT`, which hangs nowhere."""
NAMES = ("unit:a", "unit:b", "role:c", "person:0", "person:1", "person:2")
RIGHTS = ("find", "read", "edit", "audit")
CAUSES = ("granted", "granted", "task:1", "emergency:1")


@dataclass(frozen=True, kw_only=True)
class Span:
    """Holds from one hour until another, or for ever."""

    begin: int
    end: int | None

    def at(self, hour: int) -> bool:
        return self.begin <= hour and (self.end is None or hour < self.end)


@dataclass(frozen=True, kw_only=True)
class Place(Span):
    node: int
    parent: int | None
    barrier: bool


@dataclass(frozen=True, kw_only=True)
class Member(Span):
    """A person has these names for one cause."""

    person: int
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Given(Span):
    node: int
    right: str
    name: str
    cause: str


@dataclass(frozen=True, kw_only=True)
class Deputy(Span):
    person: int
    absent: int
    scope: int | None
    within: str
    protected: bool


@dataclass(frozen=True)
class Way:
    """One way in which one person has one right on a record."""

    person: int
    right: str
    grant: int
    cause: str
    stands_for: int | None


@dataclass
class Office:
    """A small office, as plainly as can be."""

    places: tuple[Place, ...]
    members: tuple[Member, ...]
    given: tuple[Given, ...]
    deputies: tuple[Deputy, ...]
    persons: list[UUID] = field(default_factory=lambda: [new_id() for _each in range(PERSONS)])
    nodes: list[UUID] = field(default_factory=lambda: [new_id() for _each in range(4)] + [OVERSIGHT])
    grants: list[UUID] = field(default_factory=list)

    def chain(self, node: int, hour: int) -> list[int]:
        """From the node upwards; behind a barrier there is nothing but the oversight. Nowhere yet: nothing."""
        found: list[int] = []
        while node is not None:
            place = next((each for each in self.places if each.node == node and each.at(hour)), None)
            if place is None:
                return [*found, node] if found else []
            found.append(node)
            if place.barrier:
                return [*found, ABOVE_ALL]
            node = place.parent
        return found

    def names(self, person: int, hour: int) -> set[str]:
        """Their own names."""
        return {name for each in self.members if each.person == person and each.at(hour) for name in each.names}

    def lent_names(self, deputy: Deputy, hour: int) -> set[str]:
        """The names of the absent person that go to this deputy."""
        if not deputy.within:
            return self.names(deputy.absent, hour)
        return {
            name
            for each in self.members
            if each.person == deputy.absent and each.at(hour) and deputy.within in each.names
            for name in each.names
        }

    def ways(self, node: int, hour: int) -> set[Way]:
        """Everybody who has any right on the node at that hour, and how: by walking up and looking at everything."""
        chain = self.chain(node, hour)
        found = set()
        for number, grant in enumerate(self.given):
            if grant.node not in chain or not grant.at(hour):
                continue
            for person in range(PERSONS):
                if grant.name in self.names(person, hour):
                    found.add(Way(person, grant.right, number, grant.cause, None))
            for deputy in self.deputies:
                if not deputy.at(hour) or grant.name not in self.lent_names(deputy, hour):
                    continue
                if deputy.scope is not None and deputy.scope not in chain:
                    continue
                if grant.name == f"person:{deputy.absent}" and ABOVE_ALL in chain and not deputy.protected:
                    continue
                found.add(Way(deputy.person, grant.right, number, grant.cause, deputy.absent))
        return found

    def of(self, person: int, whom: int | None, node: int, hour: int, enough: Collection[str]) -> set[Way]:
        """The ways of one person to one right; while they act for somebody, only those of that person."""
        return {
            way
            for way in self.ways(node, hour)
            if way.person == person and way.right in enough and (whom is None or way.stands_for == whom)
        }

    def all_names(self, person: int, whom: int | None, hour: int, chain: Collection[int] | None = None) -> set[str]:
        """Every name that reaches somebody (where a record with this chain lies), own ones and those of the absent."""
        found = self.names(person, hour) if whom is None else set()
        for deputy in self.deputies:
            lies_within = chain is None or deputy.scope is None or deputy.scope in chain
            if deputy.person == person and deputy.at(hour) and whom in (None, deputy.absent) and lies_within:
                found |= self.lent_names(deputy, hour)
        return found

    def told(self, row: AccessReason) -> tuple[int, int, int | None]:
        """What an answer says: by which grant, whom, and for whom."""
        whom = None if row.stands_for is None else self.persons.index(row.stands_for)
        return self.grants.index(row.grant), self.persons.index(row.person), whom

    def name(self, short: str) -> str:
        """As it stands in the database."""
        kind, _colon, number = short.partition(":")
        return f"person:{self.persons[int(number)]}" if kind == "person" else short


def _periods():
    begin = st.integers(0, LAST - 1)
    return begin.flatmap(lambda at: st.tuples(st.just(at), st.none() | st.integers(at + 1, LAST)))


def _spans(kind, **fields):
    """Any row of this kind."""
    return st.builds(lambda period, **more: kind(begin=period[0], end=period[1], **more), _periods(), **fields)


@st.composite
def offices(draw):
    places = []
    for node in range(4):
        edges = sorted({0, *draw(st.sets(st.integers(1, LAST - 1), max_size=1))})
        for begin, end in zip(edges, [*edges[1:], None], strict=True):
            parent = draw(st.none() | st.integers(0, node - 1)) if node else None
            places.append(Place(node=node, parent=parent, barrier=draw(st.integers(0, 3)) == 0, begin=begin, end=end))
    persons = st.integers(0, PERSONS - 1)
    nodes = st.integers(0, 3)
    own = [Member(person=each, names=(f"person:{each}",), begin=0, end=None) for each in range(PERSONS)]
    names = st.sets(st.sampled_from(NAMES[:3]), min_size=1).map(lambda found: tuple(sorted(found)))
    member = _spans(Member, person=persons, names=names)
    right, cause, protected = st.sampled_from(RIGHTS), st.sampled_from(CAUSES), st.booleans()
    grant = _spans(Given, node=nodes, right=right, name=st.sampled_from(NAMES), cause=cause)
    audit = _spans(
        Given, node=st.just(ABOVE_ALL), right=st.just("audit"), name=st.sampled_from(NAMES), cause=st.just("granted")
    )
    deputy = _spans(
        Deputy,
        person=persons,
        absent=persons,
        scope=st.none() | nodes,
        within=st.sampled_from(("", "unit:a", "unit:b")),
        protected=protected,
    ).filter(lambda each: each.person != each.absent)
    return Office(
        tuple(places),
        (*own, *draw(st.lists(member, max_size=4))),
        (*draw(st.lists(grant, min_size=1, max_size=5)), *draw(st.lists(audit, max_size=1))),
        tuple(draw(st.lists(deputy, max_size=3))),
    )


@contextmanager
def standing(office: Office) -> Iterator[None]:
    """The office in the database, until the block ends."""
    with transaction.atomic():
        build(office)
        yield
        transaction.set_rollback(True)


def build(office: Office) -> None:
    def period(each: Span) -> dict[str, datetime | None]:
        end = None if each.end is None else START + each.end * HOUR
        return {"valid_from": START + each.begin * HOUR, "valid_until": end}

    def node(number: int | None) -> UUID | None:
        return None if number is None else office.nodes[number]

    with acting("test"):
        Placement.objects.bulk_create(
            Placement(node=node(each.node), parent=node(each.parent), barrier=each.barrier, **period(each))
            for each in office.places
        )
        Principal.objects.bulk_create(
            Principal(
                person=office.persons[each.person], name=office.name(name), cause=f"membership:{number}", **period(each)
            )
            for number, each in enumerate(office.members)
            for name in each.names
        )
        rows = Grant.objects.bulk_create(
            Grant(
                node=node(each.node),
                right=each.right,
                principal=office.name(each.name),
                cause=each.cause,
                **period(each),
            )
            for each in office.given
        )
        office.grants = [row.id for row in rows]
        Standing.objects.bulk_create(
            Standing(
                person=office.persons[each.person],
                stands_for=office.persons[each.absent],
                scope=node(each.scope),
                within=each.within,
                protected=each.protected,
                cause="absence:x",
                **period(each),
            )
            for each in office.deputies
        )
        record(BUILDER, RightEnded(node=OFFICE, right="read", principal="test"))


def office_with(places=(), deputies=(), given=(), members=()):
    """One office by hand: four nodes of which the first stands above the others, as far as `places` say nothing."""
    named = {each.node for each in places}
    rest = [
        Place(node=node, parent=0 if node else None, barrier=False, begin=0, end=None)
        for node in range(4)
        if node not in named
    ]
    own = [Member(person=each, names=(f"person:{each}",), begin=0, end=None) for each in range(PERSONS)]
    return Office((*places, *rest), (*own, *members), tuple(given), tuple(deputies))
