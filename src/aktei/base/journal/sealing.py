# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sealer: committed entries get contiguous places in the tree, and its new head is signed, in one transaction.

There is one sealer at a time (an advisory lock). A crash before the commit leaves the entries waiting, and the next
round does the very same again; after the commit everything is there, because tiles and checkpoint lie in the database.
"""

import logging
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction
from django.utils import timezone

from aktei.base.evidence.commitments import canonical, commitment
from aktei.base.evidence.merkle import root
from aktei.base.evidence.notes import Checkpoint as Head
from aktei.base.evidence.notes import NoteError, SignerKey, open_note
from aktei.base.evidence.tiles import grow, hash_at
from aktei.base.journal.models import Checkpoint, JournalEntry, Leaf, Tile, Unsealed

log = logging.getLogger(__name__)

_LOCK = 0x616B7465690001
"""The advisory lock that makes the sealer single ("aktei", 1)."""

MOST_AT_ONCE = 5_000
ALARM_AFTER = timedelta(minutes=5)


class SealingError(RuntimeError):
    """The log in the database does not continue its own last checkpoint; nothing is sealed until that is explained."""


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


def seal(key: SignerKey, *, most: int = MOST_AT_ONCE) -> int:
    """Seal up to `most` waiting entries and sign the new head; returns how many. 0 if another sealer is at work.

    Raises `SealingError` if the log does not fit its last checkpoint (a rewound or altered database).
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        waiting = list(Unsealed.objects.order_by("entry_id").values_list("entry_id", flat=True)[:most])
        if not waiting:
            return 0
        size = _checked_size(key)
        entries = JournalEntry.objects.filter(id__in=waiting).order_by("id")
        leaves = [
            Leaf(
                position=size + offset,
                entry=entry,
                commitment=commitment(bytes(entry.salt), canonical(content_of(entry))),
            )
            for offset, entry in enumerate(entries)
        ]
        Leaf.objects.bulk_create(leaves, batch_size=1_000)
        _write_tiles(grow(size, [bytes(leaf.commitment) for leaf in leaves], read_tile))
        head = Head(key.name, size + len(leaves), root(size + len(leaves), hash_at(read_tile)))
        Checkpoint.objects.create(size=head.size, at=timezone.now(), note=key.sign(head.text()))
        Unsealed.objects.filter(entry_id__in=waiting).delete()
    return len(leaves)


def read_tile(level: int, index: int) -> bytes:
    """The hashes of a tile as far as they exist."""
    row = Tile.objects.filter(level=level, index=index).first()
    return bytes(row.hashes) if row else b""


def waiting_since() -> timedelta:
    """How long the oldest unsealed entry has been waiting; zero if none is."""
    oldest = JournalEntry.objects.filter(unsealed__isnull=False).order_by("id").first()
    return timezone.now() - oldest.at if oldest else timedelta()


def signer(place: Path, name: str) -> SignerKey:
    """The signing key kept at `place` (PEM, readable to us alone); made on first use, never after a checkpoint exists.

    Raises `SealingError` if checkpoints exist but the key is gone: a new key would hide that the old log ended.
    """
    if not place.exists():
        if Checkpoint.objects.exists():
            raise SealingError(f"the signing key {place} is missing; put it back from the backup")
        _make_key(place)
    secret = serialization.load_pem_private_key(place.read_bytes(), password=None)
    if not isinstance(secret, Ed25519PrivateKey):
        raise SealingError(f"{place} holds no Ed25519 key")
    return SignerKey(name, secret)


def _make_key(place: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch(mode=0o600, exist_ok=False)
    place.write_bytes(pem)


def _checked_size(key: SignerKey) -> int:
    """How many leaves the log has, after checking that they are those the last checkpoint signed."""
    last = Checkpoint.objects.order_by("-size").first()
    if last is None:
        return 0
    try:
        head = Head.parse(open_note(last.note, key.verifier))
    except NoteError as error:
        raise SealingError(f"the last checkpoint was not signed by our key: {error}") from error
    if Leaf.objects.filter(position__gte=head.size).exists() or root(head.size, hash_at(read_tile)) != head.root:
        raise SealingError(f"the log does not fit its checkpoint of size {head.size}")
    return head.size


def _write_tiles(tiles: dict[tuple[int, int], bytes]) -> None:
    Tile.objects.bulk_create(
        (Tile(level=level, index=index, hashes=hashes) for (level, index), hashes in tiles.items()),
        update_conflicts=True,
        unique_fields=["level", "index"],
        update_fields=["hashes"],
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
