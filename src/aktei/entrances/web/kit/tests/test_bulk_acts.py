# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acting on many: what is refused holds up nothing, and nothing is left unsaid."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage

from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.refusals import Wording
from aktei.entrances.web.kit.bulk_acts import MOST_SAID, each_of, say

EVEN = Wording("test.even", "{number} ist gerade.")


def odd_alone(number: int) -> str:
    if number % 2 == 0:
        raise Refused(EVEN(number=str(number)))
    return f"vorher {number}"


@pytest.fixture
def heard(rf):
    request = rf.get("/")
    request.session = {}
    request._messages = FallbackStorage(request)

    def hear(outcome, **more):
        counted = {"said": lambda count: f"{count} getan.", "left": lambda count: f"{count} nicht:"}
        say(request, outcome, **counted, **more)
        return [str(each) for each in get_messages(request)]

    return hear


def test_a_refusal_holds_up_no_other_and_what_acts_return_is_kept():
    outcome = each_of([1, 2, 3], odd_alone)
    assert outcome.done == {1: "vorher 1", 3: "vorher 3"}
    assert outcome.refused == {2: ["2 ist gerade."]}


def test_what_is_hidden_and_what_is_not_there_are_refused_alike():
    def refuse(kind):
        raise kind(Wording("test.no_right", "Sie dürfen nicht in 50.1 lesen.")())

    hidden, gone = (each_of([kind], refuse).reasons for kind in (Missing, type("Gone", (Missing,), {})))
    assert hidden == gone
    assert "50.1" not in hidden[0]
    assert each_of([Forbidden], refuse).reasons == ["Sie dürfen nicht in 50.1 lesen."]


def test_what_is_no_refusal_ends_the_whole():
    with pytest.raises(ZeroDivisionError):
        each_of([0], lambda number: 1 / number)


def test_what_was_done_and_what_was_not_are_both_said(heard):
    assert heard(each_of([1, 2, 3], odd_alone)) == ["2 getan.", "1 nicht: 2 ist gerade."]


def test_nothing_chosen_is_said(heard):
    assert heard(each_of([], odd_alone)) == ["Sie haben nichts ausgewählt."]


def test_a_reason_alike_for_all_is_said_once(heard):
    assert heard(each_of([2, 4], lambda _each: odd_alone(2))) == ["2 nicht: 2 ist gerade."]


def test_where_each_is_named_no_message_grows_without_end_and_the_rest_is_counted(heard):
    many = each_of([2 * number for number in range(1, MOST_SAID + 4)], odd_alone)
    (said,) = heard(many, named=lambda number: f"Nr. {number}")
    assert "Nr. 2: 2 ist gerade." in said
    assert said.count("Nr. ") == MOST_SAID
    assert said.endswith("3 weitere")
