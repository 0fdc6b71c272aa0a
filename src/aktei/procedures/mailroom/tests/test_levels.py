# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How sure suggestions are, whatever speaks for them."""

from hypothesis import given
from hypothesis import strategies as st

from aktei.procedures.mailroom.rules import CERTAIN, LIKELY, RESEMBLING, Ground, level_of, levels_of, may_resemble

GROUNDS = st.lists(
    st.builds(Ground, st.sampled_from(["reference", "party", "similar"]), st.booleans(), st.booleans()), min_size=1
)


@given(st.lists(GROUNDS))
def test_at_most_one_suggestion_is_certain(suggestions):
    levels = levels_of(suggestions)
    assert len(levels) == len(suggestions)
    assert levels.count(CERTAIN) <= 1


@given(st.lists(st.booleans(), min_size=1))
def test_likeness_alone_never_makes_anything_likely(flags):
    assert level_of([Ground("similar", proven=each, labelled=each) for each in flags]) == RESEMBLING


@given(st.lists(GROUNDS), GROUNDS)
def test_further_suggestions_never_make_one_surer(others, grounds):
    order = [RESEMBLING, LIKELY, CERTAIN]
    assert order.index(levels_of([grounds, *others])[0]) <= order.index(level_of(grounds))


@given(st.lists(GROUNDS))
def test_the_order_of_suggestions_does_not_matter(suggestions):
    assert levels_of(suggestions[::-1]) == levels_of(suggestions)[::-1]


def test_what_the_letter_calls_its_reference_outweighs_what_it_mentions():
    called, mentioned = Ground("reference", proven=True, labelled=True), Ground("reference", proven=True)
    assert levels_of([[mentioned], [called]]) == [LIKELY, CERTAIN]
    assert levels_of([[called], [called]]) == [LIKELY, LIKELY]


def test_a_dossier_of_others_is_never_shown_for_likeness():
    assert not may_resemble(sender_known=True, sender_is_there=False)
    assert may_resemble(sender_known=True, sender_is_there=True)
    assert may_resemble(sender_known=False, sender_is_there=False)
