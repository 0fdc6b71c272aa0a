# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever owns the database and alters, deletes or inserts any row of any guarded table is noticed, and the row named.

Tables and columns are those of the database: a new one is walked because it is guarded.
"""

import pytest
from django.db import connection, transaction

from aktei.base.acts.actor import Actor
from aktei.base.acts.transaction import action, record
from aktei.base.evidence.verifying.database import Log
from aktei.base.evidence.verifying.derived import check_chains, check_readings, placed, unknown
from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.guards import guarded
from aktei.base.evidence.verifying.rows import ALTERED, MISSING, UNSEALED, Sealed, check_portion, portions
from aktei.base.people.events import LoggedIn
from aktei.base.people.models import OFFICE
from tests.stage import Stage

OTHER = {
    "uuid": "gen_random_uuid()",
    "uuid[]": "ARRAY[gen_random_uuid()]",
    "boolean": "NOT coalesce({0}, false)",
    "timestamp with time zone": "coalesce({0}, now()) + interval '1 microsecond'",
    "date": "coalesce({0}, current_date) + 1",
    "smallint": "coalesce({0}, 0) + 1",
    "integer": "coalesce({0}, 0) + 1",
    "bigint": "coalesce({0}, 0) + 1",
    "double precision": "coalesce({0}, 0) + 0.125",
    "text": "coalesce({0}, '') || ' '",
    "character varying": "CASE WHEN {0} = 'x' THEN 'y' ELSE 'x' END",
    "character varying[]": "array_append({0}, 'x')",
    "jsonb": "jsonb_build_array({0})",
    "bytea": "coalesce({0}, '') || '\\x00'",
}
"""Another value than the one that is there, by type."""


OF_A_VERSION = ("text", "words")
"""Columns of pages, which are sealed together: the version is named."""


@pytest.fixture
def office(world):
    """A row in every guarded table, in the hands of somebody who has switched off whatever would refuse."""
    Stage(world).complete()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(CONSTRAINTS, [list(guarded())] * 2)
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
        fill_what_is_empty(Actor.system("walk"))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in guarded():
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            cursor.execute(f'GRANT ALL ON "{table}" TO CURRENT_USER')
        yield Log(connection.connection).read_alike()
        transaction.set_rollback(True)


CONSTRAINTS = """
SELECT format('ALTER TABLE %%I DROP CONSTRAINT %%I CASCADE', relname, conname)
FROM pg_constraint JOIN pg_class AS c ON c.oid = conrelid
WHERE relname = ANY(%s) AND contype IN ('c', 'u', 'f')
UNION ALL
SELECT format('DROP INDEX %%I', i.relname)
FROM pg_index JOIN pg_class AS i ON i.oid = indexrelid JOIN pg_class AS c ON c.oid = indrelid
WHERE c.relname = ANY(%s) AND indisunique AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""


@action
def fill_what_is_empty(actor):
    """Whatever the stage has none of gets a row that makes no sense; for the judge it is as good as any."""
    for table, (key, _derived) in guarded().items():
        if found_name(table, key) is None:
            kinds = {column: kind for of, column, kind in columns() if of == table}
            values = ", ".join(OTHER[kind].format(f"NULL::{kind}") for kind in kinds.values())
            with connection.cursor() as cursor:
                names = ", ".join(f'"{each}"' for each in kinds)
                cursor.execute(f'INSERT INTO "{table}" ({names}) VALUES ({values})')
    record(actor, LoggedIn(node=OFFICE))


def found(log, table, column=""):
    """What the judge says of this table, or of one of its derived columns."""
    report = Report()
    if column == "chain":
        for each in placed():
            report.findings += check_chains(log, each).findings
    elif column in OF_A_VERSION:
        for each in portions(log, Sealed.of_this_version("records_version")):
            report.findings += check_readings(log, each).findings
    else:
        for each in portions(log, Sealed.of_this_version(table)):
            report.findings += check_portion(log, each).findings
    return report.findings


def columns():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, a.attname, format_type(a.atttypid, NULL) FROM pg_attribute AS a"
            " JOIN pg_class AS c ON c.oid = a.attrelid WHERE c.relname = ANY(%s) AND attnum > 0 AND NOT attisdropped"
            " AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname, attnum",
            [list(guarded())],
        )
        return cursor.fetchall()


def test_a_change_of_any_column_of_any_guarded_table_is_noticed_and_named(office):
    unnoticed = []
    for table, column, kind in columns():
        key, derived = guarded()[table]
        name = found_name(table, key)
        with transaction.atomic(), connection.cursor() as cursor:
            value = OTHER[kind].format(f'"{column}"')
            cursor.execute(f'UPDATE "{table}" SET "{column}" = {value} WHERE "{key}"::text = %s', [name])
            named = found(office, table, column if column in derived else "")
            if column not in OF_A_VERSION:
                named = [each for each in named if name in each.place and table in each.place]
            if not any(ALTERED in each.what or column in derived or column == key for each in named):
                unnoticed.append(f"{table}.{column}")
            transaction.set_rollback(True)
    assert unnoticed == []
    assert [each for table in guarded() for each in found(office, table)] == []
    assert found(office, "records_page", "text") == []


def test_a_row_that_is_deleted_or_put_in_is_noticed_and_named(office):
    unnoticed = []
    for table, (key, _derived) in guarded().items():
        name = found_name(table, key)
        other = "gen_random_uuid()" if "-" in name else "123456789"
        again = f"(jsonb_populate_record(r, jsonb_build_object('{key}', {other}))).*"
        for statement, what in (
            (f'DELETE FROM "{table}" WHERE "{key}"::text = %s', MISSING),
            (f'INSERT INTO "{table}" SELECT {again} FROM "{table}" AS r WHERE "{key}"::text = %s', UNSEALED),
        ):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, [name])
                said = found(office, table)
                if len(said) != 1 or not said[0].what.startswith(what) or table not in said[0].place:
                    unnoticed.append((table, what, said))
                transaction.set_rollback(True)
    assert unnoticed == []


def test_every_column_that_no_seal_covers_is_worked_out_by_the_judge():
    assert list(unknown()) == []


def found_name(table, key):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{key}"::text FROM "{table}" ORDER BY 1 LIMIT 1')
        row = cursor.fetchone()
        return row and row[0]
