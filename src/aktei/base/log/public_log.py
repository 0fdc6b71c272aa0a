# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the evidence log as the public format has it. Open to everybody: hashes tell nothing of the content."""

from aktei.base.evidence.merkle import HASH_SIZE
from aktei.base.evidence.tiles import WIDTH, bundle
from aktei.base.log import signing
from aktei.base.log.models import Checkpoint, Cosignature, Leaf, Timestamp
from aktei.base.log.tile_rows import read_tile


def checkpoint(size: int | None = None) -> str | None:
    """The signed head of this size (else the newest) with its witnesses' lines; nothing if there is none."""
    rows = Checkpoint.objects.order_by("-size") if size is None else Checkpoint.objects.filter(size=size)
    head = rows.values_list("size", "note").first()
    return None if head is None else head[1] + "".join(_lines(head[0]))


def size() -> int:
    """How many lines the newest head covers."""
    return Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0


def witnessed() -> str | None:
    """The newest head that at least one witness has signed, with all such lines; nothing if there is none."""
    newest = Cosignature.objects.order_by("-size").values_list("size", flat=True).first()
    return None if newest is None else checkpoint(newest)


def timestamp(size: int | None = None) -> bytes | None:
    """What the timestamping authority answered for the head of this size (else the newest stamped one)."""
    rows = Timestamp.objects.order_by("-size") if size is None else Timestamp.objects.filter(size=size)
    found = rows.values_list("response", flat=True).first()
    return None if found is None else bytes(found)


def key() -> str | None:
    """The public key that signs now; nothing before the first line was sealed."""
    found = signing.current_key()
    return f"{found}\n" if found else None


def keys() -> str | None:
    """Every public key, one per line, behind the size from which on (exclusive) it signs."""
    return "".join(f"{since} {verifier}\n" for since, verifier in signing.all_keys()) or None


def _lines(size: int) -> list[str]:
    return list(Cosignature.objects.filter(size=size).order_by("witness").values_list("line", flat=True))


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
