# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tiles and leaves in the database."""

from collections.abc import Sequence
from functools import cache

from django.db import connection

from aktei.base.evidence.tiles import ReadTile
from aktei.base.log.models import Tile
from aktei.base.log.sealable_lines import SealableLine


def read_tile(level: int, index: int) -> bytes:
    """The hashes of a tile as far as they exist."""
    row = Tile.objects.filter(level=level, index=index).first()
    return bytes(row.hashes) if row else b""


def tile_reader() -> ReadTile:
    """`read_tile` that asks for each tile once: for one round, in which nobody else writes."""
    return cache(read_tile)


def write_tiles(tiles: dict[tuple[int, int], bytes]) -> None:
    """Write tiles in their new form."""
    Tile.objects.bulk_create(
        (Tile(level=level, index=index, hashes=hashes) for (level, index), hashes in tiles.items()),
        update_conflicts=True,
        unique_fields=["level", "index"],
        update_fields=["hashes"],
    )


def write_leaves(first: int, leaves: Sequence[SealableLine]) -> None:
    """Write the leaves into the places from `first` on."""
    into = "COPY journal_leaf (position, entry_id, commitment, line, rows) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(into) as copy:
        for position, each in enumerate(leaves, first):
            proven = (each.inner, each.rows) if each.rows else (None, None)
            copy.write_row((position, each.entry, each.commitment, *proven))


def take_off_the_queue(entries: Sequence[int]) -> None:
    """These entries wait no longer."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_unsealed WHERE entry_id = ANY(%s)", [list(entries)])
