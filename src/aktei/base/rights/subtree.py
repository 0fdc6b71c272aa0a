# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hanging whole branches elsewhere: where they stand and the chains of all that hangs below, set-based."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from aktei.base.rights.actions import place
from aktei.base.rights.models import Placed, Placement
from aktei.base.rights.rules import INSTANT

_BATCH = 1_000

_KEEP_NODE = """
UPDATE {table} SET chain = chain[1:array_position(chain, %(node)s)] || %(above)s::uuid[]
WHERE chain @> ARRAY[%(node)s]::uuid[] AND id <> %(node)s
"""
_DROP_NODE = """
UPDATE {table} SET chain = chain[1:array_position(chain, %(node)s) - 1] || %(above)s::uuid[]
WHERE chain @> ARRAY[%(node)s]::uuid[] AND id <> %(node)s
"""


def move_subtree(node: UUID, parent: UUID | None, parent_chain: Sequence[UUID], *, barrier: bool = False) -> list[UUID]:
    """Hang a node with everything below it elsewhere (or make it a barrier, or none); returns its new chain.

    Only the node's own placement changes; the chains below are rewritten with one statement per table, whatever lies
    below a barrier of its own keeps its chain. The caller saves the node's own chain, and holds the locks of all
    containers below, so that nothing is put into them meanwhile. Part of a surrounding act, which records.
    """
    chain = place(node, parent, parent_chain, barrier=barrier)
    _rewrite(_KEEP_NODE, node, chain[1:])
    return chain


def move_children(source: UUID, target: UUID, target_chain: Sequence[UUID]) -> int:
    """Hang everything that hangs directly below `source` below `target`; returns how many. The source stays, empty.

    Part of a surrounding act, which records and holds the locks of all containers below both.
    """
    rows = list(Placement.objects.filter(parent=source, valid_until=None))
    now = max([timezone.now(), *(row.valid_from + INSTANT for row in rows)])
    Placement.objects.filter(id__in=[row.id for row in rows]).update(valid_until=now)
    Placement.objects.bulk_create(
        (Placement(node=row.node, parent=target, barrier=row.barrier, valid_from=now) for row in rows),
        batch_size=_BATCH,
    )
    _rewrite(_DROP_NODE, source, target_chain)
    return len(rows)


def _rewrite(statement: str, node: UUID, above: Sequence[UUID]) -> None:
    with connection.cursor() as cursor:
        for table in sorted(_tables(Placed)):
            cursor.execute(
                statement.format(table=connection.ops.quote_name(table)), {"node": node, "above": list(above)}
            )


def _tables(kind: type[Any]) -> Iterator[str]:
    """Every table whose rows have a chain, whichever floor it belongs to."""
    for each in kind.__subclasses__():
        if each._meta.abstract:
            yield from _tables(each)
        elif not each._meta.proxy and each._meta.managed:
            yield each._meta.db_table
