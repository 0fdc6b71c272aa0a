# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Merkle tree of RFC 6962 / RFC 9162: hashes, roots, and proofs of inclusion and consistency."""

from collections.abc import Callable, Sequence
from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()


class ProofError(ValueError):
    """A proof that does not hold, or that cannot be asked for."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry (RFC 9162 §2.1.1: 0x00 before the data)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees (0x01 before both)."""
    return sha256(b"\x01" + left + right).digest()


HashAt = Callable[[int, int], bytes]
"""`hash_at(level, index)`: the hash of the complete subtree of `2**level` leaves that starts at `index * 2**level`."""


def root(size: int, hash_at: HashAt) -> bytes:
    """The root of the first `size` leaves."""
    return subtree(0, size, hash_at) if size else EMPTY_ROOT


def subtree(begin: int, end: int, hash_at: HashAt) -> bytes:
    """The hash of leaves `begin` to `end` (exclusive), where `begin` is a multiple of the subtree's width."""
    width = end - begin
    if width <= 0:
        raise ProofError("an empty range has no hash")
    if width & (width - 1) == 0:
        return hash_at(width.bit_length() - 1, begin // width)
    middle = begin + _split(width)
    return node_hash(subtree(begin, middle, hash_at), subtree(middle, end, hash_at))


def inclusion_proof(index: int, size: int, hash_at: HashAt) -> list[bytes]:
    """The audit path of a leaf, from the leaf upwards. Raises `ProofError` for a leaf outside the tree."""
    if not 0 <= index < size:
        raise ProofError(f"there is no leaf {index} in a tree of {size}")
    path = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            path.append(subtree(middle, end, hash_at))
            end = middle
        else:
            path.append(subtree(begin, middle, hash_at))
            begin = middle
    return path[::-1]


def root_from_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes:
    """The root that follows from a leaf hash and its audit path (RFC 9162 §2.1.3.2). Raises `ProofError`."""
    if not 0 <= index < size:
        raise ProofError(f"there is no leaf {index} in a tree of {size}")
    node, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ProofError("the inclusion proof is too long")
        if node & 1 or node == last:
            found = node_hash(sibling, found)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise ProofError("the inclusion proof is too short")
    return found


def consistency_proof(old: int, new: int, hash_at: HashAt) -> list[bytes]:
    """Proof that the tree of `new` leaves continues the one of `old` (RFC 9162 §2.1.4.1)."""
    if not 0 < old <= new:
        raise ProofError(f"a tree of {new} cannot continue one of {old}")
    return _consistency(old, 0, new, True, hash_at)


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Check a consistency proof (RFC 9162 §2.1.4.2). Raises `ProofError` if it does not hold."""
    if old == new:
        if proof or old_root != new_root:
            raise ProofError("two trees of the same size differ")
        return
    if not 0 < old < new or not proof:
        raise ProofError("the consistency proof cannot be for these sizes")
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    first, second = _roots_from_consistency(old - 1, new - 1, path)
    if first != old_root or second != new_root:
        raise ProofError("the log was rewritten: the newer tree does not continue the older one")


def _roots_from_consistency(node: int, last: int, path: Sequence[bytes]) -> tuple[bytes, bytes]:
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise ProofError("the consistency proof is too long")
        if node & 1 or node == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise ProofError("the consistency proof is too short")
    return first, second


def _consistency(old: int, begin: int, end: int, whole: bool, hash_at: HashAt) -> list[bytes]:
    width = end - begin
    if old == width:
        return [] if whole else [subtree(begin, end, hash_at)]
    split = _split(width)
    if old <= split:
        rest = subtree(begin + split, end, hash_at)
        return [*_consistency(old, begin, begin + split, whole, hash_at), rest]
    rest = subtree(begin, begin + split, hash_at)
    return [*_consistency(old - split, begin + split, end, False, hash_at), rest]


def _split(width: int) -> int:
    """The largest power of two smaller than `width`."""
    return 1 << ((width - 1).bit_length() - 1)
