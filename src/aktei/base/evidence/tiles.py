# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tiles of the Merkle tree (C2SP tlog-tiles): up to 256 hashes each, and how the tree grows by them."""

from collections.abc import Callable, Sequence

from aktei.base.evidence.merkle import HASH_SIZE, HashAt, ProofError, leaf_hash, node_hash

WIDTH = 256
"""Hashes in a full tile; one tile level spans eight levels of the tree."""

ReadTile = Callable[[int, int], bytes]
"""`read_tile(level, index)`: the hashes of a tile as far as they exist, one after another; empty if there is none."""


def hash_at(read_tile: ReadTile) -> HashAt:
    """Read any complete subtree's hash from tiles. Raises `ProofError` where the tiles do not reach."""

    def find(level: int, index: int) -> bytes:
        tile_level, inside = divmod(level, 8)
        first = index << inside
        tile, offset = divmod(first, WIDTH)
        hashes = _hashes(read_tile(tile_level, tile))[offset : offset + (1 << inside)]
        if len(hashes) < 1 << inside:
            raise ProofError(f"tile {tile_level}/{tile} is missing or too short")
        return tile_root(hashes)

    return find


def tile_root(hashes: Sequence[bytes]) -> bytes:
    """The hash over neighbouring hashes of one tile; their number is a power of two."""
    while len(hashes) > 1:
        hashes = [node_hash(left, right) for left, right in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]


def grow(size: int, entries: Sequence[bytes], read_tile: ReadTile) -> dict[tuple[int, int], bytes]:
    """Append entries to a tree of `size` leaves: every tile that changes, by level and index, in its new form."""
    changed: dict[tuple[int, int], bytes] = {}
    level, start, fresh = 0, size, [leaf_hash(entry) for entry in entries]
    while fresh:
        finished = []
        position = start
        while fresh:
            tile, have = divmod(position, WIDTH)
            taken, fresh = fresh[: WIDTH - have], fresh[WIDTH - have :]
            old = read_tile(level, tile)[: have * HASH_SIZE] if have else b""
            if len(old) < have * HASH_SIZE:
                raise ProofError(f"tile {level}/{tile} is missing or too short")
            changed[level, tile] = old + b"".join(taken)
            if have + len(taken) == WIDTH:
                finished.append(tile_root(_hashes(changed[level, tile])))
            position += len(taken)
        level, start, fresh = level + 1, start // WIDTH, finished
    return changed


def tile_path(level: int | str, index: int, width: int = WIDTH) -> str:
    """Where a tile is served: `tile/0/x001/x234/067`, partial ones with `.p/<width>`. `entries` is a level too."""
    groups = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03}")
    return f"tile/{level}/{'/'.join(groups)}" + (f".p/{width}" if width < WIDTH else "")


def bundle(entries: Sequence[bytes]) -> bytes:
    """Entries as served: each behind its length in two bytes, big-endian."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def _hashes(tile: bytes) -> list[bytes]:
    return [tile[start : start + HASH_SIZE] for start in range(0, len(tile), HASH_SIZE)]
