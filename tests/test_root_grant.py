# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A grant at the root of the plan reaches every record at once, and touches none of them."""

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from aktei.base.acts.actor import Actor
from aktei.base.granting.actions import grant
from aktei.base.rights.queries import may
from aktei.records.file_plan.queries import FILE_PLAN
from tests.stage import Stage


def writes():
    """Rows written so far in this transaction, by table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return dict(cursor.fetchall())


def test_a_grant_at_the_root_touches_no_record_and_indexes_nothing_again(world):
    stage = Stage(world)
    filed, nobody = stage.filed, stage.nobody
    assert not may(nobody, "read", filed.document.chain)
    before, jobs = writes(), ProcrastinateJob.objects.count()
    grant(
        Actor.system("test"),
        node=FILE_PLAN,
        chain=[FILE_PLAN],
        right="read",
        principal=f"person:{nobody.person_id}",
        cause="test",
    )
    after = writes()
    assert may(nobody, "read", filed.document.chain)
    written = {
        table: number - before.get(table, 0) for table, number in after.items() if number != before.get(table, 0)
    }
    assert {table.partition("_")[0] for table in written} == {"rights", "journal"}
    assert sum(written.values()) <= 5
    assert ProcrastinateJob.objects.count() == jobs
