# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody is said to have done something for themselves by name."""

import pytest

from aktei.base.acts.events import EVENTS
from aktei.base.acts.queries import sentence_of

ABOUT_A_PERSON = ("AbsenceDeclared", "AbsenceChanged", "AbsenceEnded")


@pytest.mark.parametrize("kind", ABOUT_A_PERSON)
def test_what_somebody_does_for_themselves_does_not_name_them_again(kind):
    payload = {"name": "Anna Weiß", "said": "Jonas Köhler", "begins_at": "heute"}
    assert EVENTS[kind].own_sentence
    assert "Anna Weiß" in sentence_of(kind, payload)
    assert "Anna Weiß" not in sentence_of(kind, payload, own=True)
    assert "eigene Abwesenheit" in sentence_of(kind, payload, own=True)


def test_what_has_no_sentence_of_its_own_is_said_as_ever():
    assert sentence_of("SummaryRead", {}, own=True) == sentence_of("SummaryRead", {})
