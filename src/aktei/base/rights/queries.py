# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""May I, and which may I: one rule in two uses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor, Forbidden
from aktei.base.rights.models import Grant, Principal
from aktei.base.rights.rules import FIND, READ, RIGHTS, meets, rights_that_include

M = TypeVar("M", bound=Model)


def valid_at(at: datetime) -> Q:
    """Rows whose period contains this moment (from inclusive, until exclusive)."""
    return Q(valid_from__lte=at) & (Q(valid_until=None) | Q(valid_until__gt=at))


def reach(actor: Actor, right: str = READ, at: datetime | None = None) -> frozenset[UUID]:
    """The ids of the nodes on which one of the actor's principals holds this right at that moment.

    One query, whatever the size of the office. A system actor has no reach: it is nobody.
    """
    if actor.person_id is None:
        return frozenset()
    moment = at or timezone.now()
    names = Principal.objects.filter(valid_at(moment), person=actor.person_id).values("name")
    rows = Grant.objects.filter(valid_at(moment), principal__in=names, right__in=rights_that_include(right))
    return frozenset(rows.values_list("node", flat=True))


def visible(rows: QuerySet[M], actor: Actor, right: str = READ, at: datetime | None = None) -> QuerySet[M]:
    """Only the rows whose chain meets the actor's reach. The office's own machinery sees all."""
    if actor.is_system:
        return rows
    seen = reach(actor, right, at)
    return rows.filter(chain__overlap=list(seen)) if seen else rows.none()


def may(actor: Actor, right: str, chain: Iterable[UUID]) -> bool:
    """Whether the actor holds this right on a record with this chain, now."""
    return actor.is_system or meets(chain, reach(actor, right))


def rights_on(actor: Actor, chain: Sequence[UUID], at: datetime | None = None) -> frozenset[str]:
    """Every right the actor holds on a record with this chain, in one query; pages offer what is possible."""
    if actor.person_id is None:
        return frozenset(RIGHTS)
    moment = at or timezone.now()
    names = Principal.objects.filter(valid_at(moment), person=actor.person_id).values("name")
    rows = Grant.objects.filter(valid_at(moment), principal__in=names, node__in=list(chain))
    held = set(rows.values_list("right", flat=True))
    return frozenset(right for right in RIGHTS if held & rights_that_include(right))


@dataclass(frozen=True)
class Holding:
    """A grant that reaches a record, and the persons whom it reaches there."""

    principal: str
    right: str
    node: UUID
    cause: str
    valid_from: datetime
    valid_until: datetime | None
    persons: tuple[UUID, ...]


def holders(chain: Sequence[UUID], right: str = READ, at: datetime | None = None) -> list[Holding]:
    """Who holds this right on a record with this chain at that moment, and why. Two queries.

    The caller has checked that the actor may ask.
    """
    moment = at or timezone.now()
    grants = list(
        Grant.objects.filter(valid_at(moment), node__in=list(chain), right__in=rights_that_include(right)).order_by(
            "principal", "right"
        )
    )
    reached: dict[str, list[UUID]] = {}
    names = Principal.objects.filter(valid_at(moment), name__in={row.principal for row in grants})
    for name, person in names.values_list("name", "person").distinct():
        reached.setdefault(name, []).append(person)
    return [
        Holding(
            row.principal,
            row.right,
            row.node,
            row.cause,
            row.valid_from,
            row.valid_until,
            tuple(reached.get(row.principal, ())),
        )
        for row in grants
    ]


def require(actor: Actor, right: str, chain: Iterable[UUID]) -> None:
    """Refuse with `Forbidden` unless the actor holds the right. Names the right, never the content."""
    if not may(actor, right, chain):
        raise Forbidden(
            _("Ihnen fehlt die Berechtigung „{right}“. Vergeben kann sie die Schriftgutverwaltung.").format(
                right=right_name(right)
            )
        )


def chains_at(nodes: Iterable[UUID], at: datetime | None = None) -> dict[UUID, list[UUID]]:
    """The chain of each of these nodes as it was at that moment, from where things hung then; one query.

    A node that hung nowhere at that moment is left out.
    """
    wanted = list(nodes)
    with connection.cursor() as cursor:
        cursor.execute(_CHAINS, {"nodes": wanted, "at": at or timezone.now()})
        return {node: list(chain) for node, chain in cursor.fetchall()}


_CHAINS = """
WITH RECURSIVE above(start, node, parent, barrier, depth) AS (
    SELECT node, node, parent, barrier, 0 FROM rights_placement
    WHERE node = ANY(%(nodes)s) AND valid_from <= %(at)s AND (valid_until IS NULL OR valid_until > %(at)s)
  UNION ALL
    SELECT above.start, above.parent, next.parent, coalesce(next.barrier, false), depth + 1
    FROM above LEFT JOIN rights_placement AS next
      ON next.node = above.parent AND next.valid_from <= %(at)s
     AND (next.valid_until IS NULL OR next.valid_until > %(at)s)
    WHERE above.parent IS NOT NULL AND NOT above.barrier AND depth < 100
)
SELECT start, array_agg(node ORDER BY depth) FROM above GROUP BY start
"""


def right_name(right: str) -> str:
    """What people call a right."""
    return {
        FIND: _("Auffinden"),
        READ: _("Lesen"),
        "edit": _("Bearbeiten"),
        "file": _("Ablegen"),
        "close": _("Schließen"),
        "manage": _("Verwalten"),
        "dispose": _("Aussondern"),
        "audit": _("Protokoll einsehen"),
    }[right]
