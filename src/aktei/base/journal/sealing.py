# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sealer: committed entries get contiguous places in the tree, and its new head is signed.

There is one sealer at a time (an advisory lock). It reads and computes, has the head signed outside any transaction
(the signer may be far away), and writes leaves, tiles, head and queue in one. A crash before the commit leaves the
entries waiting, and the next round starts afresh; after the commit everything is there. A head that was signed and not
committed was never shown to anybody.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from aktei.base.evidence.commitments import canonical, commitment
from aktei.base.evidence.merkle import ProofError, root
from aktei.base.evidence.notes import Checkpoint as Head
from aktei.base.evidence.tiles import grow, hash_at
from aktei.base.journal.kept import KeptHead, head_in
from aktei.base.journal.models import Checkpoint, JournalEntry, Leaf, Unsealed
from aktei.base.journal.signing import SealingError, Signer, insist_on, note_first
from aktei.base.journal.stored import take_off_the_queue, tile_reader, write_leaves, write_tiles

LOCK = 0x616B7465690001
"""The advisory lock that makes the sealer single ("aktei", 1)."""

MOST_AT_ONCE = 5_000


@dataclass(frozen=True)
class Growth:
    """What one round adds: computed, not yet written."""

    size: int
    leaves: list[tuple[int, bytes]]
    tiles: dict[tuple[int, int], bytes]
    root: bytes

    @property
    def new_size(self) -> int:
        """Leaves in the log afterwards."""
        return self.size + len(self.leaves)


def content_of(entry: JournalEntry) -> dict[str, Any]:
    """Everything an entry says, in the form whose salted hash goes into the log."""
    return {
        "id": entry.id,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "person": _text(entry.person),
        "for_person": _text(entry.for_person),
        "client": entry.client,
        "kind": entry.kind,
        "node": str(entry.node),
        "nodes": [str(each) for each in entry.nodes],
        "payload": entry.payload,
    }


def seal(key: Signer, *, kept: KeptHead | None = None, most: int = MOST_AT_ONCE) -> int:
    """Seal up to `most` waiting entries and sign the new head; returns how many. 0 if another sealer is at work.

    Raises `SealingError` if the log does not fit its last head, `Rewound` if it does not continue the head kept outside
    the database, `SignerDown` if nobody signs. In all these cases the entries go on waiting.
    """
    with alone() as am_alone:
        if not am_alone:
            return 0
        if kept is not None:
            kept.follow()
        growth = _grow(most)
        if growth is None:
            return 0
        insist_on(key)
        note = key.sign(Head(key.verifier.name, growth.new_size, growth.root).text())
        _write(growth, key, note)
        if kept is not None:
            kept.keep(note)
    return len(growth.leaves)


@contextmanager
def alone() -> Iterator[bool]:
    """Whether no other sealer is at work, and until the end none begins. The lock dies with its connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        got = bool(cursor.fetchone()[0])
    try:
        yield got
    finally:
        if got:
            with suppress(DatabaseError), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _grow(most: int) -> Growth | None:
    """What the waiting entries make of the log, or nothing if none waits."""
    # Two questions: a join over a queue that is nearly always empty tempts the planner to read the whole journal.
    waiting = list(Unsealed.objects.order_by("entry_id").values_list("entry_id", flat=True)[:most])
    entries = list(JournalEntry.objects.filter(id__in=waiting).order_by("id")) if waiting else []
    if not entries:
        return None
    size = checked_size()
    read_tile = tile_reader()
    leaves = [(entry.id, commitment(bytes(entry.salt), canonical(content_of(entry)))) for entry in entries]
    tiles = grow(size, [said for _entry, said in leaves], read_tile)

    def grown(level: int, index: int) -> bytes:
        return tiles.get((level, index)) or read_tile(level, index)

    return Growth(size, leaves, tiles, root(size + len(leaves), hash_at(grown)))


def _write(growth: Growth, key: Signer, note: str) -> None:
    # Two sealers that both believed to be alone (a connection lost and its lock with it) meet in the primary keys.
    with transaction.atomic():
        note_first(key)
        write_leaves(growth.size, growth.leaves)
        write_tiles(growth.tiles)
        Checkpoint.objects.create(size=growth.new_size, at=timezone.now(), note=note)
        take_off_the_queue([entry for entry, _said in growth.leaves])


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


def _text(value: object) -> str | None:
    return None if value is None else str(value)
