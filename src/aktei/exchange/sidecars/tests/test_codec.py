# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever a sidecar says is read as far as it can be right; what cannot be right is told and never believed."""

import json
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktei.exchange.sidecars import codec as sidecars

NOW = datetime(2026, 11, 30, 12, tzinfo=timezone(timedelta(hours=1)))


def read(told: object) -> sidecars.Sidecar:
    content = told if isinstance(told, bytes) else json.dumps(told).encode()
    return sidecars.read(content, channels={"paper"}, now=NOW)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("30.11.2026", "2026-11-30T00:00:00"),
        ("30.11.2026 08:15", "2026-11-30T08:15:00"),
        ("3.1.2026, 08:15:30 Uhr", "2026-01-03T08:15:30"),
        ("2026-11-30", "2026-11-30T00:00:00"),
        ("2026-11-30T08:15", "2026-11-30T08:15:00"),
    ],
)
def test_moments_are_read_as_machines_and_as_germans_write_them(written, day):
    assert read({"received_at": written}).received_at == datetime.fromisoformat(f"{day}+01:00")


@pytest.mark.parametrize(
    "written",
    ["0001-01-01", "9999-12-31T23:59:59-12:00", "31.02.2026", "2027-05-01", "01.01.1799", "gestern", 1764489600, "\0"],
)
def test_a_moment_that_cannot_be_is_told_and_not_believed(written):
    found = read({"received_at": written})
    assert found.received_at is None
    assert "received_at" in found.remarks[0]
    assert found.remarks[0].isprintable()


def test_a_sidecar_that_is_too_large_is_told_as_such():
    assert "größer als 1 MB" in read(b'{"sender":"' + b"x" * 2_000_000 + b'"}').remarks[0]


@given(st.dictionaries(st.text(max_size=8), st.text(alphabet=st.characters(), max_size=30), max_size=6))
def test_nothing_a_sidecar_says_is_more_than_a_database_keeps(told):
    named = dict(zip(["sender", "subject_line", "channel", "unit", "scanner", *told], told.values(), strict=False))
    found = read({**told, **named})
    for text in (found.sender, found.subject_line, found.channel, found.unit, found.scanner, *found.remarks):
        assert "\0" not in text
        text.encode()
