# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The evidence log as stored, for its judge: nothing is interpreted here, only read out."""

from collections.abc import Iterator

from aktei.base.evidence.verifying import Line, StoredTile
from aktei.base.journal.models import Checkpoint, Leaf, Tile, Unsealed
from aktei.base.journal.sealing import content_of


def heads() -> Iterator[str]:
    """Every signed head, oldest first."""
    return Checkpoint.objects.order_by("size").values_list("note", flat=True).iterator()


def lines() -> Iterator[Line]:
    """Every sealed line in its place, with its content as the journal has it today."""
    for leaf in Leaf.objects.order_by("position").select_related("entry").iterator(chunk_size=5_000):
        entry = leaf.entry
        yield Line(leaf.position, bytes(leaf.commitment), content_of(entry), bytes(entry.salt))


def tiles() -> Iterator[StoredTile]:
    """Every stored tile."""
    for tile in Tile.objects.order_by("level", "index").iterator(chunk_size=500):
        yield StoredTile(tile.level, tile.index, bytes(tile.hashes))


def waiting() -> int:
    """How many lines wait for the sealer."""
    return Unsealed.objects.count()
