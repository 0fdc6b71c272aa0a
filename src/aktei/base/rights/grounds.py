# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who could see a record at any moment of a period, and on what ground: where it hung then, granted then, held then."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F

from aktei.base.journal.acts import Actor
from aktei.base.rights.models import Grant, Held, Principal
from aktei.base.rights.queries import valid_at
from aktei.base.rights.rules import FIND, OVERSIGHT, is_protected, rights_that_include

INSTANT = timedelta(microseconds=1)
"""A moment asked about is a period of this length."""
_END = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Way:
    """The chain of a record over a period; `until` empty: it hangs there still."""

    chain: tuple[UUID, ...]
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Ground:
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


def ways(node: UUID, since: datetime, until: datetime) -> list[Way]:
    """Every chain that the record had within this period (until exclusive), oldest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, {"node": node, "since": since, "until": until, "oversight": OVERSIGHT})
        rows = [(depth, above, begin, end or _END) for above, depth, begin, end in cursor.fetchall()]
    edges = {edge for _depth, _above, begin, end in rows for edge in (begin, end) if since < edge < until}
    found: list[Way] = []
    for moment in (since, *sorted(edges)):
        then = sorted(row for row in rows if row[2] <= moment < row[3])
        if not then or then[0][0] != 0:
            continue
        end = min(row[3] for row in then)
        way = Way(tuple(row[1] for row in then), max(row[2] for row in then), None if end == _END else end)
        if found and found[-1].chain == way.chain:
            found[-1] = replace(found[-1], until=way.until)
        else:
            found.append(way)
    return found


def grounds(
    node: UUID, since: datetime, until: datetime, *, right: str = FIND, person: UUID | None = None
) -> list[Ground]:
    """On what grounds anybody (or this person) had the right at any moment of this period, until exclusive.

    A moment is asked as `(moment, moment + INSTANT)`. Two queries, and one more for each time the record was moved
    within the period. The periods of the answer are told in full, also where they reach beyond what was asked.
    The caller has checked that the actor may ask.
    """
    found: dict[tuple[Any, ...], list[Ground]] = {}
    if until <= since:
        return []
    for way in ways(node, since, until):
        for each in _on(way, since, until, right, person):
            periods = found.setdefault((each.person, each.grant, each.principal, each.stands_for), [])
            if periods and periods[-1].until is not None and each.since <= periods[-1].until:
                periods[-1] = replace(periods[-1], until=_later(periods[-1].until, each.until))
            elif not periods or periods[-1].until is not None:
                periods.append(each)
    return [each for periods in found.values() for each in periods]


def planned(node: UUID, at: datetime) -> list[Grant]:
    """What is granted on this node for later, the next first; what was taken back before is left out.

    The caller has checked that the actor may ask.
    """
    rows = Grant.objects.filter(node=node, valid_from__gt=at).exclude(valid_until__lte=F("valid_from") + INSTANT)
    return list(rows.order_by("valid_from", "id"))


def reached(principal: str, at: datetime) -> set[UUID]:
    """The persons whom a grant to this name would reach at that moment, deputies aside."""
    return set(Principal.objects.filter(valid_at(at), name=principal).values_list("person", flat=True))


def answers_to(actor: Actor, names: Iterable[str], at: datetime) -> bool:
    """Whether one of these names reaches the actor at that moment (`role:head@…`, say), also as a deputy."""
    if actor.person_id is None:
        return False
    return Held.objects.filter(valid_at(at), person=actor.person_id, name__in=list(names)).exists()


def _on(way: Way, since: datetime, until: datetime, right: str, person: UUID | None) -> Iterable[Ground]:
    asked: dict[str, Any] = {
        "chain": list(way.chain),
        "rights": list(rights_that_include(right)),
        "protected": is_protected(way.chain),
        "since": max(since, way.since),
        "until": min(until, way.until or _END),
        "person": person,
    }
    with connection.cursor() as cursor:
        cursor.execute(_GROUNDS, asked)
        rows: list[Any] = cursor.fetchall()
    for row in rows:
        begin, end = row[-2:]
        yield Ground(*(*row[:-2], max(begin, way.since), _earlier(end, way.until)))


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    found = min(one or _END, other or _END)
    return None if found == _END else found


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return None if one is None or other is None else max(one, other)


_ABOVE = """
WITH RECURSIVE above(node, depth, since, until) AS (
    SELECT node, 0, valid_from, coalesce(valid_until, 'infinity') FROM rights_placement
    WHERE node = %(node)s AND valid_from < %(until)s AND coalesce(valid_until, 'infinity') > %(since)s
      AND coalesce(valid_until, 'infinity') > valid_from
  UNION
    SELECT CASE WHEN p.barrier THEN %(oversight)s ELSE p.parent END, depth + 1,
           greatest(above.since, p.valid_from), least(above.until, coalesce(p.valid_until, 'infinity'))
    FROM above JOIN rights_placement AS p ON p.node = above.node
     AND p.valid_from < least(above.until, %(until)s) AND coalesce(p.valid_until, 'infinity') > above.since
     AND coalesce(p.valid_until, 'infinity') > %(since)s AND coalesce(p.valid_until, 'infinity') > p.valid_from
    WHERE (p.barrier OR p.parent IS NOT NULL) AND depth < 100
)
SELECT node, depth, since, nullif(until, 'infinity') FROM above
"""

_GROUNDS = """
SELECT held.person, g.right, g.principal, g.node, g.cause, g.id, g.granted_by, g.approval, held.stands_for,
       greatest(g.valid_from, held.valid_from) AS begin, least(g.valid_until, held.valid_until)
FROM rights_grant AS g JOIN rights_held AS held ON held.name = g.principal
WHERE g.node = ANY(%(chain)s) AND g.right = ANY(%(rights)s)
  AND (%(person)s::uuid IS NULL OR held.person = %(person)s)
  AND g.valid_from < %(until)s AND (g.valid_until IS NULL OR g.valid_until > %(since)s)
  AND held.valid_from < %(until)s AND (held.valid_until IS NULL OR held.valid_until > %(since)s)
  AND greatest(g.valid_from, held.valid_from) < coalesce(least(g.valid_until, held.valid_until), 'infinity')
  AND (held.scope IS NULL OR held.scope = ANY(%(chain)s))
  AND (held.stands_for IS NULL OR held.protected OR NOT %(protected)s
       OR held.name <> 'person:' || held.stands_for::text)
ORDER BY begin
"""
