# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever is alone at something is so on all machines, and a lost connection ends it without a second fault."""

import psycopg
import pytest
from django.db import connection

from aktei.base.outbox.locks import alone

NUMBER = 4_711


def _tried_elsewhere() -> bool:
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
        return bool(other.execute("SELECT pg_try_advisory_lock(%s)", [NUMBER]).fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_one_at_a_time_and_then_the_next():
    with alone(NUMBER) as mine:
        assert mine
        assert not _tried_elsewhere()
    assert _tried_elsewhere()


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_lost_meanwhile_hides_no_fault_of_the_work():
    def fail():
        connection.connection.close()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), alone(NUMBER):
        fail()
    connection.close()
