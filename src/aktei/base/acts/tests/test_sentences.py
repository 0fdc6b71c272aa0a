# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the history says reads as a sentence, whatever people typed into it."""

import pytest

from aktei.base.acts.queries import sentence_of


@pytest.mark.parametrize("reason", ["erledigt", "erledigt."])
def test_a_full_stop_that_somebody_typed_is_not_doubled(reason):
    assert sentence_of("HoldSet", {"reason": reason}).endswith(": erledigt")


def test_a_field_that_an_old_line_lacks_is_a_dash():
    assert sentence_of("HoldSet", {}).endswith("–")
