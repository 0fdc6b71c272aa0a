# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The arithmetic of the judge of exports agrees with the writer's for every small tree, and with nothing else."""

from hashlib import sha256

import pytest

from aktei.base.evidence import export_check, merkle
from aktei.base.evidence.tiles import tile_root

LEAVES = [merkle.leaf_hash(bytes([number])) for number in range(40)]


def hash_at(level, index):
    return tile_root(LEAVES[index << level : (index + 1) << level])


def root(size):
    return merkle.root(size, hash_at)


@pytest.mark.parametrize("size", range(1, 34))
def test_every_leaf_leads_to_the_root_and_no_other_does(size):
    for index in range(size):
        path = merkle.inclusion_proof(index, size, hash_at)
        assert export_check.root_of(index, size, LEAVES[index], path) == root(size)
        assert export_check.root_of(index, size, LEAVES[39], path) != root(size)
        for wrong in ([*path, LEAVES[0]], path[:-1]):
            if wrong != path:
                with pytest.raises(ValueError, match="too"):
                    export_check.root_of(index, size, LEAVES[index], wrong)


@pytest.mark.parametrize("new", range(1, 34))
def test_a_longer_log_continues_a_shorter_one_and_no_other(new):
    other = sha256(b"another log").digest()
    for old in range(1, new + 1):
        path = merkle.consistency_proof(old, new, hash_at)
        assert export_check.continues(old, new, root(old), root(new), path)
        assert not export_check.continues(old, new, other, root(new), path)
        assert not export_check.continues(old, new, root(old), other, path)
        assert not export_check.continues(old, new, root(old), root(new), [*path, LEAVES[0]])
