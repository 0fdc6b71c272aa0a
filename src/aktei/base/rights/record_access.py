# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who could see a record at any moment of a period, and on what ground: where it hung then, granted then, held then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.rights.models import Grant, Principal
from aktei.base.rights.queries import moment, valid_at
from aktei.base.rights.reach_sql import ABOVE, REACHED
from aktei.base.rights.reaching_principals import reaching_principals
from aktei.base.rights.rules import FIND, INSTANT, READ, rights_that_include

_END = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class ChainPeriod:
    """The chain of a record over a period; `until` empty: it hangs there still."""

    chain: tuple[UUID, ...]
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class AccessReason:
    """One reason why one person has (had) one right on a record: place, grant and name, and when all three held."""

    person: UUID
    right: str
    principal: str
    node: UUID
    cause: str
    grant: UUID
    granted_by: UUID | None
    approval: UUID | None
    stands_for: UUID | None
    since: datetime
    until: datetime | None


def chain_periods(nodes: Iterable[UUID], since: datetime, until: datetime) -> dict[UUID, list[ChainPeriod]]:
    """Every chain that each record had within this period (until exclusive), oldest first. One query."""
    found: dict[UUID, list[tuple[int, UUID, datetime, datetime]]] = {each: [] for each in nodes}
    with connection.cursor() as cursor:
        cursor.execute(ABOVE, {"nodes": list(found), "since": since, "until": until})
        for start, depth, above, begin, end in cursor.fetchall():
            found[start].append((depth, above, begin, end or _END))
    return {node: _chain_periods(rows, since, until) for node, rows in found.items()}


def _chain_periods(
    rows: list[tuple[int, UUID, datetime, datetime]], since: datetime, until: datetime
) -> list[ChainPeriod]:
    edges = {edge for _depth, _above, begin, end in rows for edge in (begin, end) if since < edge < until}
    found: list[ChainPeriod] = []
    for edge in (since, *sorted(edges)):
        then = sorted(row for row in rows if row[2] <= edge < row[3])
        if not then or then[0][0] != 0:
            continue
        end = min(row[3] for row in then)
        way = ChainPeriod(tuple(row[1] for row in then), max(row[2] for row in then), None if end == _END else end)
        if found and found[-1].chain == way.chain:
            found[-1] = replace(found[-1], until=way.until)
        else:
            found.append(way)
    return found


def access_reasons(
    node: UUID, since: datetime, until: datetime, *, right: str = FIND, person: UUID | None = None
) -> list[AccessReason]:
    """For what reasons anybody (or this person) had the right at any moment of this period, until exclusive.

    A moment is asked as `(moment, moment + INSTANT)`. Two queries, and one more for each time the record was moved
    within the period. The periods of the answer are told in full, also where they reach beyond what was asked.
    The caller has checked that the actor may ask.
    """
    found: dict[tuple[Any, ...], list[AccessReason]] = {}
    if until <= since:
        return []
    for way in chain_periods([node], since, until)[node]:
        for each in _on(way, since, until, right, person):
            periods = found.setdefault((each.person, each.grant, each.principal, each.stands_for), [])
            if periods and periods[-1].until is not None and each.since <= periods[-1].until:
                periods[-1] = replace(periods[-1], until=_later(periods[-1].until, each.until))
            elif not periods or periods[-1].until is not None:
                periods.append(each)
    return [each for periods in found.values() for each in periods]


@dataclass(frozen=True)
class GrantHolders:
    """A grant that reaches a record, and the persons whom it reaches there."""

    principal: str
    right: str
    node: UUID
    cause: str
    valid_from: datetime
    valid_until: datetime | None
    persons: tuple[UUID, ...]
    deputies: tuple["HolderAsDeputy", ...] = field(default=())


@dataclass(frozen=True)
class HolderAsDeputy:
    """Somebody whom a grant reaches only because they stand in for one of its persons, and since when until when."""

    person: UUID
    stands_for: UUID
    cause: str
    valid_from: datetime
    valid_until: datetime | None


def holders(chain: Sequence[UUID], right: str = READ, at: datetime | None = None) -> list[GrantHolders]:
    """Who holds this right on a record with this chain at that moment, and why. Two queries.

    The caller has checked that the actor may ask.
    """
    then = at or timezone.now()
    enough = list(rights_that_include(right))
    rows = Grant.objects.filter(valid_at(then), node__in=list(chain), right__in=enough)
    grants = list(rows.order_by("principal", "right"))
    persons, deputies = _reached(chain, enough, then)
    return [
        GrantHolders(
            row.principal,
            row.right,
            row.node,
            row.cause,
            row.valid_from,
            row.valid_until,
            tuple(dict.fromkeys(persons.get(row.id, ()))),
            tuple(dict.fromkeys(deputies.get(row.id, ()))),
        )
        for row in grants
    ]


def _reached(
    chain: Sequence[UUID], enough: Sequence[str], at: datetime
) -> tuple[dict[UUID, list[UUID]], dict[UUID, list[HolderAsDeputy]]]:
    """Whom each grant reaches by their own principals, and whom because they stand in for somebody."""
    persons: dict[UUID, list[UUID]] = {}
    deputies: dict[UUID, list[HolderAsDeputy]] = {}
    asked: dict[str, Any] = {"chain": list(chain), "rights": list(enough), "person": None, **moment(at)}
    with connection.cursor() as cursor:
        cursor.execute(REACHED, asked)
        rows: list[Any] = cursor.fetchall()
    for row in rows:
        person, grant, stands_for, period = row[0], row[5], row[8], row[11:]
        if stands_for is None:
            persons.setdefault(grant, []).append(person)
        else:
            deputies.setdefault(grant, []).append(HolderAsDeputy(person, stands_for, *period))
    return persons, deputies


def open_ended_grants(node: UUID) -> QuerySet[Grant]:
    """The grants on a node itself that have no end, by principal: what lies below starts with them.

    The caller has checked that the actor may ask.
    """
    return Grant.objects.filter(node=node, valid_until=None).order_by("principal", "right")


def planned_grants(node: UUID, at: datetime) -> list[Grant]:
    """What is granted on this node for later, the next first; what was taken back before is left out.

    The caller has checked that the actor may ask.
    """
    rows = Grant.objects.filter(node=node, valid_from__gt=at).exclude(valid_until__lte=F("valid_from") + INSTANT)
    return list(rows.order_by("valid_from", "id"))


def persons_of_principal(principal: str, at: datetime) -> set[UUID]:
    """The persons whom a grant to this name would reach at that moment, deputies aside."""
    return set(Principal.objects.filter(valid_at(at), name=principal).values_list("person", flat=True))


def is_reached_as(actor: Actor, names: Iterable[str], chain: Sequence[UUID], at: datetime) -> bool:
    """Whether one of these names (`role:head@…`, say) reaches the actor at that moment where this record lies.

    Also as a deputy, then within what they stand in for.
    """
    wanted = set(names)
    return any(
        each.principal in wanted and (each.scope is None or each.scope in chain)
        for each in reaching_principals(actor, at)
    )


def _on(way: ChainPeriod, since: datetime, until: datetime, right: str, person: UUID | None) -> Iterable[AccessReason]:
    asked: dict[str, Any] = {
        "chain": list(way.chain),
        "rights": list(rights_that_include(right)),
        "since": max(since, way.since),
        "until": min(until, way.until or _END),
        "person": person,
    }
    with connection.cursor() as cursor:
        cursor.execute(REACHED, asked)
        rows: list[Any] = cursor.fetchall()
    for row in rows:
        yield AccessReason(*(*row[:9], max(row[9], way.since), earlier(row[10], way.until)))


def earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    """The earlier of two ends, of which either may be open."""
    found = min(one or _END, other or _END)
    return None if found == _END else found


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return None if one is None or other is None else max(one, other)
