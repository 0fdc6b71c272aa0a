# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
import datetime as dt

import pytest
from django.utils import timezone, translation

from aktei.entrances.web.kit.frame.templatetags import frame


@pytest.fixture(autouse=True)
def _german(monkeypatch):
    now = dt.datetime(2026, 11, 21, 13, 0, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    with translation.override("de"):
        yield


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (dt.datetime(2026, 11, 21, 8, 12, tzinfo=dt.UTC), "heute 9:12"),
        (dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC), "heute 0:30"),
        (dt.datetime(2026, 11, 20, 8, 12, tzinfo=dt.UTC), "gestern"),
        (dt.datetime(2026, 1, 5, 8, 12, tzinfo=dt.UTC), "05.01.2026"),
        (dt.date(2026, 11, 21), "heute"),
        (None, ""),
    ],
)
def test_days_are_said_as_people_say_them(moment, text):
    assert frame.day(moment) == text


def test_a_moment_has_date_and_time():
    assert frame.moment(dt.datetime(2026, 11, 21, 8, 12, tzinfo=dt.UTC)) == "21.11.2026, 9:12 Uhr"


def test_numbers_are_grouped_the_german_way_and_the_english_way():
    assert frame.number(3_000_000) == "3.000.000"
    assert frame.number(1234.5, 1) == "1.234,5"
    with translation.override("en"):
        assert frame.number(3_000_000) == "3,000,000"


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 Byte"), (999, "999 Byte"), (1_425_000, "1,4 MB"), (52_000_000, "52 MB"), (None, "")]
)
def test_sizes_have_one_digit_while_they_are_small(size, text):
    assert frame.size(size) == text


def test_a_share_never_leaves_0_to_100():
    assert [frame.share(0, 0), frame.share(1, 3), frame.share(5, 3)] == [0, 33, 100]
