# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sealed lines with what proves their place in the log. Whoever asks has checked the rights."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet

from aktei.base.acts.marks import content_of, is_genuine
from aktei.base.acts.models import JournalEntry
from aktei.base.evidence.commitments import canonical
from aktei.base.evidence.merkle import consistency_proof, inclusion_proof
from aktei.base.evidence.tiles import hash_at
from aktei.base.log import public_log, signing
from aktei.base.log.models import Checkpoint, Leaf, Timestamp
from aktei.base.log.tile_rows import read_tile


@dataclass(frozen=True)
class SealedHead:
    """A signed head of the log: how many lines it covers, when it was signed, the signed note, and whose key it was.

    The note carries the lines of the witnesses that have signed it as well.
    """

    size: int
    at: datetime
    note: str
    key: str


@dataclass(frozen=True)
class Stamp:
    """A timestamp (RFC 3161 response) on an earlier head or this one, and the proof that this one continues it."""

    size: int
    note: str
    response: bytes
    consistency: list[bytes]


@dataclass(frozen=True)
class SealedLine:
    """A line in its place. `content` and `salt` are `None` once they were lawfully erased.

    `rows`: what the line says beside its content of the rows that its act wrote, if it is the last one of the act.
    """

    entry: JournalEntry
    position: int
    commitment: bytes
    content: bytes | None
    salt: bytes | None
    rows: bytes | None = None


def newest_head() -> SealedHead | None:
    """The newest signed head, or nothing before the first line was sealed."""
    row = Checkpoint.objects.order_by("-size").first()
    return SealedHead(row.size, row.at, public_log.checkpoint(row.size) or row.note, _key(row.size)) if row else None


def touching(nodes: Collection[UUID]) -> QuerySet[JournalEntry]:
    """Every entry in whose history one of these nodes appears."""
    return JournalEntry.objects.filter(nodes__overlap=list(nodes))


def unsealed(nodes: Collection[UUID], *, until: int) -> int:
    """How many of their lines up to this entry still wait for the sealer.

    What is not genuine is never sealed, and keeps nobody waiting.
    """
    waiting = touching(nodes).filter(id__lte=until, unsealed__isnull=False)
    return sum(is_genuine(each) for each in waiting.iterator(chunk_size=500))


def sealed(nodes: Collection[UUID], *, size: int) -> Iterator[SealedLine]:
    """Their lines under the head of this size, in the order of the log; streamed."""
    rows = Leaf.objects.filter(entry__nodes__overlap=list(nodes), position__lt=size).select_related("entry")
    for leaf in rows.order_by("position").iterator(chunk_size=500):
        yield _line(leaf)


def sealed_entry(entry: int) -> SealedLine:
    """One line that is sealed, by its number."""
    return _line(Leaf.objects.select_related("entry").get(entry_id=entry))


def later(nodes: Collection[UUID], *, size: int) -> set[str]:
    """The kinds of their lines that the head of this size does not cover; what is not genuine happened to nobody."""
    rows = touching(nodes).filter(Q(leaf=None) | Q(leaf__position__gte=size)).select_related("leaf").order_by()
    return {each.kind for each in rows.iterator(chunk_size=500) if hasattr(each, "leaf") or is_genuine(each)}


def _line(leaf: Leaf) -> SealedLine:
    entry = leaf.entry
    salt = bytes(entry.salt) if entry.salt else None
    content = canonical(content_of(entry)) if salt else None
    rows = bytes(leaf.rows) if leaf.rows else None
    return SealedLine(entry, leaf.position, bytes(leaf.commitment), content, salt, rows)


def positions(entries: Iterable[int]) -> dict[int, int]:
    """The place in the log of each of these entries that is sealed; one query."""
    return dict(Leaf.objects.filter(entry_id__in=list(entries)).values_list("entry_id", "position"))


class Proofs:
    """Inclusion proofs against one head. Tiles and subtrees already seen are kept, in bounded memory."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._hash_at = lru_cache(maxsize=50_000)(hash_at(lru_cache(maxsize=256)(read_tile)))

    def of(self, position: int) -> list[bytes]:
        """The audit path of the line at this position."""
        return inclusion_proof(position, self.size, self._hash_at)

    def continues(self, size: int) -> list[bytes]:
        """The proof that this head continues the one of that size."""
        return consistency_proof(size, self.size, self._hash_at)


def newest_stamp(head: SealedHead) -> Stamp | None:
    """The newest timestamp that this head continues: it shows since when, at the latest, the lines up to it stood."""
    row = Timestamp.objects.filter(size__lte=head.size).order_by("-size").first()
    note = Checkpoint.objects.filter(size=row.size).values_list("note", flat=True).first() if row else None
    if row is None or note is None:
        return None
    return Stamp(row.size, note, bytes(row.response), Proofs(head.size).continues(row.size))


def _key(size: int) -> str:
    """The key that signed the head of this size."""
    return next((key for since, key in reversed(signing.all_keys()) if since < size), signing.current_key() or "")
