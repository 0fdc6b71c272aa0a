# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the evidence log as the public format has it. Open to everybody: hashes tell nothing of the content."""

from aktei.base.evidence.merkle import HASH_SIZE
from aktei.base.evidence.tiles import WIDTH, bundle
from aktei.base.journal.models import Checkpoint, Leaf
from aktei.base.journal.sealing import read_tile


def checkpoint() -> str | None:
    """The newest signed head, or nothing before the first line was sealed."""
    return Checkpoint.objects.order_by("-size").values_list("note", flat=True).first()


def tile(level: int, index: int, width: int) -> bytes | None:
    """The first `width` hashes of a tile, or nothing if it does not reach that far."""
    hashes = read_tile(level, index)[: width * HASH_SIZE]
    return hashes if len(hashes) == width * HASH_SIZE else None


def entries(index: int, width: int) -> bytes | None:
    """The first `width` entries of a bundle (each a salted hash), or nothing if it does not reach that far."""
    begin = index * WIDTH
    rows = Leaf.objects.filter(position__gte=begin, position__lt=begin + width).order_by("position")
    found = [bytes(row) for row in rows.values_list("commitment", flat=True)]
    return bundle(found) if len(found) == width else None
