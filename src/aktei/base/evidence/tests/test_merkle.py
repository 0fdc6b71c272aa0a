# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tree agrees with the definitions of RFC 9162, and no forged proof passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktei.base.evidence.merkle import (
    EMPTY_ROOT,
    ProofError,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    root_from_inclusion,
    verify_consistency,
)


def by_definition(leaves):
    """RFC 9162 §2.1.1, word for word."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(by_definition(leaves[:split]), by_definition(leaves[split:]))


def leaves_of(size):
    return [leaf_hash(str(number).encode()) for number in range(size)]


def reader(leaves):
    def hash_at(level, index):
        return by_definition(leaves[index << level : (index + 1) << level])

    return hash_at


@given(st.integers(0, 130))
def test_the_root_is_the_one_the_standard_defines(size):
    leaves = leaves_of(size)
    assert root(size, reader(leaves)) == by_definition(leaves)


@given(st.integers(1, 130), st.data())
def test_every_leaf_has_an_inclusion_proof_that_leads_to_the_root(size, data):
    leaves = leaves_of(size)
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(index, size, reader(leaves))
    assert root_from_inclusion(index, size, leaves[index], proof) == by_definition(leaves)


@given(st.integers(2, 130), st.data())
def test_another_leaf_never_fits_the_proof(size, data):
    leaves = leaves_of(size)
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(index, size, reader(leaves))
    assert root_from_inclusion(index, size, leaf_hash(b"forged"), proof) != by_definition(leaves)


@given(st.integers(1, 130), st.data())
def test_a_grown_log_proves_that_it_continues_the_older_one(new, data):
    old = data.draw(st.integers(1, new))
    leaves = leaves_of(new)
    proof = consistency_proof(old, new, reader(leaves))
    verify_consistency(old, new, by_definition(leaves[:old]), by_definition(leaves), proof)


@given(st.integers(2, 130), st.data())
def test_a_rewritten_log_cannot_prove_that_it_continues_the_older_one(new, data):
    old = data.draw(st.integers(1, new - 1))
    changed = data.draw(st.integers(0, old - 1))
    leaves = leaves_of(new)
    forged = [*leaves[:changed], leaf_hash(b"forged"), *leaves[changed + 1 :]]
    proof = consistency_proof(old, new, reader(forged))
    with pytest.raises(ProofError):
        verify_consistency(old, new, by_definition(leaves[:old]), by_definition(forged), proof)


def test_a_leaf_outside_the_tree_has_no_proof():
    with pytest.raises(ProofError):
        inclusion_proof(5, 5, reader(leaves_of(5)))
