# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tiles hold the very tree of the standard, however it grew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktei.base.evidence.merkle import ProofError, leaf_hash, root
from aktei.base.evidence.tests.test_merkle import by_definition
from aktei.base.evidence.tiles import bundle, grow, hash_at, tile_path


def grown(steps):
    tiles, entries = {}, []

    def read(level, index):
        return tiles.get((level, index), b"")

    for step in steps:
        fresh = [str(len(entries) + number).encode() for number in range(step)]
        tiles.update(grow(len(entries), fresh, read))
        entries += fresh
    return tiles, entries


@given(st.lists(st.integers(0, 300), min_size=1, max_size=5))
def test_the_tiles_root_is_the_root_of_all_entries(steps):
    tiles, entries = grown(steps)
    found = root(len(entries), hash_at(lambda level, index: tiles.get((level, index), b"")))
    assert found == by_definition([leaf_hash(entry) for entry in entries])


def test_the_tree_grows_the_same_in_one_step_and_in_many():
    assert grown([66_000])[0] == grown([255, 2, 65_279, 464])[0]


def test_a_missing_tile_is_noticed():
    tiles, entries = grown([300])
    del tiles[1, 0]
    with pytest.raises(ProofError, match="1/0"):
        root(len(entries), hash_at(lambda level, index: tiles.get((level, index), b"")))


@pytest.mark.parametrize(
    ("level", "index", "width", "path"),
    [(0, 0, 256, "tile/0/000"), (1, 1234067, 256, "tile/1/x001/x234/067"), ("entries", 5, 7, "tile/entries/005.p/7")],
)
def test_paths_are_those_of_the_public_format(level, index, width, path):
    assert tile_path(level, index, width) == path


def test_a_bundle_tells_each_entry_s_length():
    assert bundle([b"ab", b""]) == b"\x00\x02ab\x00\x00"
