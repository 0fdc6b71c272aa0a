# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a consignment stands, by what its documents say."""

import pytest

from aktei.records.envelopes.rules import Part, state_of

READ, UNREAD = Part(waits=True, is_at_work=True), Part(waits=True)
STUCK, FILED, GONE = Part(waits=True, has_fault=True), Part(waits=False, is_filed=True), Part(waits=False)


@pytest.mark.parametrize(
    ("parts", "offered", "state"),
    [
        ([UNREAD], False, "received"),
        ([READ, UNREAD], False, "processing"),
        ([READ, READ], True, "ready"),
        ([READ, STUCK], False, "quarantined"),
        ([FILED, READ], True, "ready"),
        ([FILED, GONE], True, "filed"),
        ([GONE, GONE], True, "returned"),
        ([FILED, STUCK], False, "quarantined"),
    ],
)
def test_the_state_of_a_consignment_follows_from_its_documents(parts, offered, state):
    assert state_of(parts, is_offered=offered) == state
