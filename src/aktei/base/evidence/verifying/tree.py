# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tree of RFC 9162, grown leaf by leaf: roots at the asked sizes, and the hashes of every higher tile."""

from collections.abc import Collection
from hashlib import sha256

EMPTY = sha256(b"").digest()


class Forest:
    """Complete subtrees from the largest to the smallest; the log's root at any moment is their fold."""

    def __init__(self) -> None:
        self.size = 0
        self.higher: dict[tuple[int, int], bytearray] = {}
        self._trees: list[tuple[int, bytes]] = []

    def add(self, leaves: bytes, asked: Collection[int] = ()) -> dict[int, bytes]:
        """Add neighbouring leaves, 32 bytes each; the roots at the asked sizes that the tree had meanwhile."""
        trees, size = self._trees, self.size
        roots: dict[int, bytes] = {}
        for start in range(0, len(leaves), 32):
            found, level = leaves[start : start + 32], 0
            while trees and trees[-1][0] == level:
                found = sha256(b"\x01" + trees.pop()[1] + found).digest()
                level += 1
                if not level & 7:
                    self._into_tile(level, size >> level, found)
            trees.append((level, found))
            size += 1
            if size in asked:
                roots[size] = self._fold()
        self.size = size
        return roots

    def _into_tile(self, level: int, position: int, found: bytes) -> None:
        self.higher.setdefault((level // 8, position // 256), bytearray()).extend(found)

    def _fold(self) -> bytes:
        found = self._trees[-1][1]
        for _level, larger in reversed(self._trees[:-1]):
            found = sha256(b"\x01" + larger + found).digest()
        return found
