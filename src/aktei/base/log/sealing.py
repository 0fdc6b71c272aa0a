# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sealer: committed entries get contiguous places in the tree, and its new head is signed.

There is one sealer at a time (an advisory lock). It reads and computes, has the head signed outside any transaction
(the signer may be far away), and writes leaves, tiles, head and queue in one. A crash before the commit leaves the
entries waiting, and the next round starts afresh; after the commit everything is there. A head that was signed and not
committed was never shown to anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from aktei.base.evidence.merkle import ProofError, root
from aktei.base.evidence.notes import Checkpoint as Head
from aktei.base.evidence.tiles import grow, hash_at
from aktei.base.log.committed_rows import CommittedRows, waiting_beside
from aktei.base.log.head_file import HeadFile, head_in
from aktei.base.log.models import Checkpoint, Leaf
from aktei.base.log.sealable_lines import SealableLine, choose
from aktei.base.log.sealer_health import refusing
from aktei.base.log.signing import SealingError, Signer, insist_on, note_first
from aktei.base.log.tile_rows import take_off_the_queue, tile_reader, write_leaves, write_tiles
from aktei.base.outbox.locks import alone

LOCK = 0x616B7465690001
"""The advisory lock that makes the sealer single ("aktei", 1)."""

MOST_AT_ONCE = 5_000


@dataclass(frozen=True)
class Growth:
    """What one round adds: computed, not yet written."""

    size: int
    leaves: Sequence[SealableLine]
    tiles: dict[tuple[int, int], bytes]
    root: bytes

    @property
    def new_size(self) -> int:
        """Leaves in the log afterwards."""
        return self.size + len(self.leaves)


def seal(key: Signer, *, kept: HeadFile | None = None, most: int = MOST_AT_ONCE) -> int:
    """Seal up to `most` waiting entries (and whole acts) and sign the new head; returns how many.

    0 if another sealer is at work. Entries that are not genuine are never sealed: they go on waiting, with an alarm.
    Raises `SealingError` if the log does not fit its last head, `Rewound` if it does not continue the head kept outside
    the database, `SignerDown` if nobody signs. In all these cases the entries go on waiting.
    """
    with alone(LOCK) as am_alone:
        if not am_alone:
            return 0
        if kept is not None:
            kept.follow()
        choice = choose(most)
        refusing(choice.refused)
        if not choice.chosen:
            return 0
        growth = _grow(choice.chosen)
        insist_on(key)
        beside = waiting_beside(most)
        note = key.sign(Head(key.verifier.name, growth.new_size, growth.root, (beside.line,)).text())
        _write(growth, key, note, beside)
        if kept is not None:
            kept.keep(note)
    return len(growth.leaves)


def _grow(leaves: Sequence[SealableLine]) -> Growth:
    """What these entries make of the log."""
    size = checked_size()
    read_tile = tile_reader()
    tiles = grow(size, [each.commitment for each in leaves], read_tile)

    def grown(level: int, index: int) -> bytes:
        return tiles.get((level, index)) or read_tile(level, index)

    return Growth(size, leaves, tiles, root(size + len(leaves), hash_at(grown)))


def _write(growth: Growth, key: Signer, note: str, beside: CommittedRows) -> None:
    # Two sealers that both believed to be alone (a connection lost and its lock with it) meet in the primary keys.
    with transaction.atomic():
        note_first(key)
        write_leaves(growth.size, growth.leaves)
        write_tiles(growth.tiles)
        beside.commit(growth.new_size)
        Checkpoint.objects.create(size=growth.new_size, at=timezone.now(), note=note)
        take_off_the_queue([each.entry for each in growth.leaves])


def checked_size() -> int:
    """How many leaves the log has, after checking that they are those the last head signed. Raises `SealingError`."""
    last = Checkpoint.objects.order_by("-size").first()
    if last is None:
        return 0
    head = head_in(last.note)
    try:
        fits = root(head.size, hash_at(tile_reader())) == head.root
    except ProofError:
        fits = False
    if not fits or head.size != last.size or Leaf.objects.filter(position__gte=head.size).exists():
        raise SealingError(f"Das Protokoll passt nicht zu seinem Prüfpunkt {head.size}: siehe „aktei evidence verify“")
    return head.size
