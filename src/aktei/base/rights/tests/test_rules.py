# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Chain, reach and what one right includes."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktei.base.rights.rules import (
    AUDIT,
    CLOSE,
    EDIT,
    FILE,
    FIND,
    MANAGE,
    OVERSIGHT,
    READ,
    RIGHTS,
    chain_of,
    meets,
    rights_that_include,
)


@pytest.mark.parametrize("right", RIGHTS)
def test_every_right_includes_itself_and_finding(right):
    assert right in rights_that_include(right)
    assert right in rights_that_include(FIND)


def test_writing_includes_reading_and_administration_does_not():
    assert {EDIT, FILE, CLOSE} <= rights_that_include(READ)
    assert MANAGE not in rights_that_include(READ)
    assert AUDIT not in rights_that_include(READ)


def test_reading_does_not_include_writing():
    assert READ not in rights_that_include(FILE) | rights_that_include(EDIT) | rights_that_include(CLOSE)


@given(st.sampled_from(RIGHTS), st.sampled_from(RIGHTS), st.sampled_from(RIGHTS))
def test_including_is_transitive(one, two, three):
    if one in rights_that_include(two) and two in rights_that_include(three):
        assert one in rights_that_include(three)


def test_an_unknown_right_is_a_mistake_and_not_an_empty_answer():
    with pytest.raises(KeyError):
        rights_that_include("raed")


def test_a_chain_goes_up_to_the_root_and_ends_at_a_barrier():
    node, parent, root = uuid4(), uuid4(), uuid4()
    assert chain_of(node, [parent, root]) == [node, parent, root]
    assert chain_of(node, [parent, root], barrier=True) == [node, OVERSIGHT]


@given(st.sets(st.uuids(), max_size=5), st.sets(st.uuids(), max_size=5))
def test_chain_and_reach_meet_iff_they_share_a_node(chain, reach):
    assert meets(chain, reach) == bool(chain & reach)
    assert not meets(chain, ())
