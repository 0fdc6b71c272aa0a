# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What strangers cause does not fill the log; what is broken is always told."""

import logging
import sys

import pytest

from aktei.entrances.serving.told import AT_ONCE, EVERY, NowAndThen


def record(name: str, level: int = logging.WARNING) -> logging.LogRecord:
    try:
        raise ValueError
    except ValueError:
        return logging.LogRecord(name, level, __file__, 1, "Not Found: %s", ("/x",), sys.exc_info())


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("django.request", logging.WARNING),
        ("django.security.DisallowedHost", logging.ERROR),
        ("django.security.csrf", logging.WARNING),
        ("axes.signals", logging.WARNING),
    ],
)
def test_what_strangers_cause_is_logged_a_few_times_a_minute_and_without_a_traceback(name, level):
    now = [0.0]
    filtering = NowAndThen(clock=lambda: now[0])
    told = [each for each in (record(name, level) for _each in range(1000)) if filtering.filter(each)]
    assert len(told) == AT_ONCE
    assert "quiet for a minute" in told[-1].getMessage()
    assert not any(each.exc_info for each in told)
    now[0] = EVERY
    assert filtering.filter(record(name, level))


@pytest.mark.parametrize(("name", "level"), [("django.request", logging.ERROR), ("aktei.x", logging.WARNING)])
def test_faults_of_ours_are_always_logged_in_full(name, level):
    filtering = NowAndThen()
    told = [record(name, level) for _each in range(100)]
    assert all(filtering.filter(each) and each.exc_info for each in told)


def test_the_log_of_the_office_is_filtered(settings):
    handlers = settings.LOGGING["handlers"].values()
    assert all("now_and_then" in each["filters"] for each in handlers)
