# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one person could see at any moment of a period, and on what ground: the other direction of `grounds`."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import connection

from aktei.base.rights.grounds import Ground
from aktei.base.rights.queries import chains_at
from aktei.base.rights.rules import is_protected


def grounds_of(person: UUID, since: datetime, until: datetime) -> list[Ground]:
    """Every grant that reached this person at any moment of the period (until exclusive), by right and node.

    Held as a deputy and only for a part of the tree, a grant further up counts for that part alone: `node` is then the
    part. One query, and one more if the person stood in for somebody. The caller has checked that the actor may ask.
    """
    with connection.cursor() as cursor:
        cursor.execute(_REACHING, {"person": person, "since": since, "until": until})
        rows = cursor.fetchall()
    limited = {each for row in rows if row[8] is not None for each in (row[3], row[11]) if each}
    chains = chains_at(limited, since) if limited else {}
    return list(_counted(rows, chains))


def _counted(rows: list[tuple[object, ...]], chains: dict[UUID, list[UUID]]) -> Iterable[Ground]:
    for *told, scope, alone in rows:
        ground = Ground(*told)  # type: ignore[arg-type]  # in the order of the columns
        if alone and is_protected(chains.get(ground.node, [])):
            continue
        if scope is None or scope in chains.get(ground.node, []):
            yield ground
        elif ground.node in chains.get(scope, []):  # type: ignore[call-overload]  # no scope, no chain
            yield replace(ground, node=scope)  # type: ignore[arg-type]  # a UUID, as the column says


_REACHING = """
SELECT held.person, g.right, g.principal, g.node, g.cause, g.id, g.granted_by, g.approval, held.stands_for,
       greatest(g.valid_from, held.valid_from) AS begin, least(g.valid_until, held.valid_until),
       held.scope, held.stands_for IS NOT NULL AND NOT held.protected
                   AND held.name = 'person:' || held.stands_for::text
FROM rights_held AS held JOIN rights_grant AS g ON g.principal = held.name
WHERE held.person = %(person)s
  AND g.valid_from < %(until)s AND (g.valid_until IS NULL OR g.valid_until > %(since)s)
  AND held.valid_from < %(until)s AND (held.valid_until IS NULL OR held.valid_until > %(since)s)
  AND greatest(g.valid_from, held.valid_from) < coalesce(least(g.valid_until, held.valid_until), 'infinity')
ORDER BY g.node, g.right, begin
"""
