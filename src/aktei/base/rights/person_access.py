# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one person could see at any moment of a period, and on what ground: the other direction of `grounds`."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import connection

from aktei.base.rights.reach_sql import OF_PERSON
from aktei.base.rights.record_access import AccessReason, ChainPeriod, chain_periods, earlier
from aktei.base.rights.rules import counts_on


def access_reasons_of(person: UUID, since: datetime, until: datetime) -> list[AccessReason]:
    """Every grant that reached this person at any moment of the period (until exclusive), by right and node.

    Held as a deputy and only for a part of the tree, a grant further up counts for that part alone: `node` is then the
    part, and the period that for which it lay there. One query, and one more if the person stood in for somebody.
    The caller has checked that the actor may ask.
    """
    with connection.cursor() as cursor:
        cursor.execute(OF_PERSON, {"person": person, "for": None, "since": since, "until": until})
        rows = [(AccessReason(*told), scope, alone) for *told, scope, alone in cursor.fetchall()]
    limited = {each for row, scope, alone in rows if scope or alone for each in (row.node, scope) if each}
    hung = chain_periods(limited, since, until) if limited else {}
    for node in limited:
        hung[node] = hung[node] or [ChainPeriod((node,), since, None)]  # what hangs nowhere is all there is above it
    found = []
    for row, scope, alone in rows:
        if scope is None and not alone:
            found.append(row)
            continue
        found += [
            each
            for node in dict.fromkeys((row.node, scope))
            if node
            for each in _counted(row, node, scope, alone, hung)
        ]
    return found


def _counted(
    row: AccessReason, node: UUID, scope: UUID | None, alone: bool, hung: dict[UUID, list[ChainPeriod]]
) -> Iterable[AccessReason]:
    """The periods in which what somebody holds under a limit counts on this node."""
    for way in hung[node]:
        if counts_on(way.chain, node=row.node, scope=scope, alone=alone):
            begin, end = max(row.since, way.since), earlier(row.until, way.until)
            if end is None or begin < end:
                yield replace(row, node=node, since=begin, until=end)
