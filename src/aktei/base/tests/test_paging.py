# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One cursor for all lists: it goes on behind the last row, and is believed only where it was given out."""

import pytest

from aktei.base.paging import BadCursor, Order, field, piece
from aktei.base.people.queries import units

pytestmark = pytest.mark.django_db

BY_NAME, BY_NAME_FALLING, BY_ID = (
    Order("name", [field("name")]),
    Order("z", [field("name")], falling=True),
    Order("id", []),
)


@pytest.mark.parametrize("order", [BY_NAME, BY_NAME_FALLING, BY_ID], ids=lambda order: order.name)
def test_pieces_together_are_the_list_and_no_row_comes_twice(world, order):
    rows, seen, cursor = units(world.actor("leitung")), [], ""
    while True:
        found = piece(rows, order, cursor, 2)
        seen += found.rows
        assert found.shown == len(seen)
        if not (cursor := found.cursor):
            break
    assert seen == list(rows.order_by(*order.columns))
    assert len(seen) > 4


def test_a_cursor_that_was_made_up_or_is_of_another_order_is_refused_or_starts_from_the_top(world):
    rows = units(world.actor("leitung"))
    other = piece(rows, BY_ID, "", 2).cursor
    for wrong in (other, other[:-1], "Unsinn", "\0"):
        assert piece(rows, BY_NAME, wrong, 2).rows == piece(rows, BY_NAME, "", 2).rows
        with pytest.raises(BadCursor):
            piece(rows, BY_NAME, wrong, 2, strict=True)
