# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A county written from a snapshot is the county that was built."""

from typing import Any

import time_machine
from django.core.management import call_command
from django.db import connection

from aktei.entrances.demo.snapshot import Snapshot, county, take


def _content() -> dict[str, Any]:
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names():
            if not table.startswith(("procrastinate_events", "django_", "auth_")):
                cursor.execute(f'SELECT array_agg(t::text ORDER BY t::text) FROM "{table}" AS t')
                found[table] = cursor.fetchone()[0]
        return found


def test_every_table_is_as_it_was_after_building(transactional_db):
    world, snapshot = take()
    built = _content()
    call_command("flush", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert set(snapshot.write().persons) == set(world.persons)
    assert _content() == built


def test_under_another_clock_the_county_is_built_by_that_clock(db):
    with time_machine.travel("2024-05-06T08:00:00+02:00"):
        assert county().persons["leitung"].joined_at.year == 2024


def test_a_snapshot_from_the_future_does_not_stand_in(db):
    _world, snapshot = take()
    assert isinstance(snapshot, Snapshot)
    assert snapshot.is_of_today
    with time_machine.travel("2024-05-06T08:00:00+02:00"):
        assert not snapshot.is_of_today


def test_after_midnight_the_county_of_the_day_before_does_not_stand_in(db):
    with time_machine.travel("2024-05-06T23:59:30+02:00", tick=False):
        _world, snapshot = take()
        assert snapshot.is_of_today
    with time_machine.travel("2024-05-07T00:00:30+02:00", tick=False):
        assert snapshot.is_of_this_clock
        assert not snapshot.is_of_today
