# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The arithmetic of an export's judge: Merkle proofs (RFC 9162) and Ed25519 (RFC 8032), with whole numbers alone.

A part of `pruefen.py`; it imports nothing but the standard library.
"""

from __future__ import annotations

from hashlib import sha256, sha512
from typing import IO


def hash_of(file: IO[bytes]) -> str:
    """SHA-256 of a file, read in parts."""
    whole = sha256()
    while part := file.read(1 << 20):
        whole.update(part)
    return whole.hexdigest()


def root_of(index: int, size: int, leaf: bytes, path: list[bytes]) -> bytes:
    """The root that follows from a leaf and its audit path (RFC 9162, 2.1.3.2)."""
    node, last, found = index, size - 1, leaf
    if not 0 <= index < size:
        raise ValueError("outside the tree")
    for sibling in path:
        if last == 0:
            raise ValueError("too long")
        if node & 1 or node == last:
            found = sha256(b"\x01" + sibling + found).digest()
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            found = sha256(b"\x01" + found + sibling).digest()
        node, last = node >> 1, last >> 1
    if last:
        raise ValueError("too short")
    return found


def continues(old: int, new: int, old_root: bytes, new_root: bytes, path: list[bytes]) -> bool:
    """Whether the tree of `new` leaves continues the one of `old` (RFC 9162, 2.1.4.2)."""
    if old == new or not path or not 0 < old < new:
        return old == new and old_root == new_root and not path
    if old & (old - 1) == 0:
        path = [old_root, *path]
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            first, second = sha256(b"\x01" + sibling + first).digest(), sha256(b"\x01" + sibling + second).digest()
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            second = sha256(b"\x01" + second + sibling).digest()
        node, last = node >> 1, last >> 1
    return (first, second, last) == (old_root, new_root, 0)


P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = tuple[int, int, int, int]
"""x/z, y/z, z and xy/z: the extended coordinates of RFC 8032, 5.1.4."""


def ed25519_verifies(public: bytes, message: bytes, signature: bytes) -> bool:
    """Check an Ed25519 signature with whole numbers alone (RFC 8032, 5.1.7)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, commitment, s = unpack(public), unpack(signature[:32]), int.from_bytes(signature[32:], "little")
    base = unpack((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    if key is None or commitment is None or base is None or s >= L:
        return False
    challenge = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % L
    (x1, y1, z1, _), (x2, y2, z2, _) = times(s, base), add(commitment, times(challenge, key))
    return (x1 * z2 - x2 * z1) % P == 0 == (y1 * z2 - y2 * z1) % P


def unpack(encoded: bytes) -> Point | None:
    """The point on the curve that 32 bytes stand for, None if they stand for none."""
    y = int.from_bytes(encoded, "little") & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and encoded[31] >> 7):
        return None
    x = P - x if (x & 1) != encoded[31] >> 7 else x
    return x, y, 1, x * y % P


def add(one: Point, two: Point) -> Point:
    """The sum of two points."""
    a = (one[1] - one[0]) * (two[1] - two[0]) % P
    b = (one[1] + one[0]) * (two[1] + two[0]) % P
    c, d = 2 * one[3] * two[3] * D % P, 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(factor: int, point: Point) -> Point:
    """A point added to itself so many times."""
    total: Point = (0, 1, 1, 0)
    while factor:
        total, point, factor = (add(total, point) if factor & 1 else total), add(point, point), factor >> 1
    return total
