# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many dossiers hang below a node: numbers alone, which tell nothing of what is in them."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

COUNTED = 1_000
"""Up to here it is counted; beyond, counting would take longer than anybody wants to wait."""


def counts_below(nodes: Iterable[UUID]) -> dict[UUID, int]:
    """The number of dossiers at or below each of these nodes, `COUNTED` + 1 meaning more than that. One query.

    The caller has checked that the actor may ask about the nodes.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"nodes": list(nodes), "most": COUNTED + 1})
        return dict(cursor.fetchall())


_COUNTS = """
SELECT wanted.node, count(below.id) FROM unnest(%(nodes)s::uuid[]) AS wanted(node)
LEFT JOIN LATERAL (
    SELECT id FROM records_dossier WHERE chain @> ARRAY[wanted.node] LIMIT %(most)s
) AS below ON true
GROUP BY wanted.node
"""
