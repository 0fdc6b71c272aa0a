# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The digest of a row says what the row says: different rows, different digests; one row, one digest, for everybody."""

import json
from datetime import UTC
from hashlib import sha256
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aktei.base.evidence.verifying.database import Log
from aktei.base.evidence.verifying.guards import expected, guarded

KEY = UUID("00000000-0000-7000-8000-00000000aaaa")
texts = st.one_of(
    st.sampled_from(["", " ", "NULL", "null", "é", "e\u0301", "ß", "ẞ", '"', "\\", "\\x41", "{}", "[]", "2026-11-30"]),
    st.text(st.characters(blacklist_characters="\0", blacklist_categories=["Cs"]), max_size=5),
)
numbers = st.one_of(
    st.sampled_from(["1", "1.0", "1.00", "0", "0.0", "NaN", "1e400", "-1e-20", "0.1", "0.10000000000000001"]),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-9, max_value=9).map(str),
)
floats = st.one_of(
    st.sampled_from(["NaN", "Infinity", "-Infinity", "0.1", "0.10000000000000002", "1e23", "5e-324", "-0"]),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
)
moments = st.one_of(
    st.sampled_from(["infinity", "-infinity", "2026-10-25 02:30:00+02", "2026-10-25 02:30:00+01", "0044-03-15 BC"]),
    st.datetimes(timezones=st.just(UTC)).map(str),
)
uuids = st.uuids().map(str)
plain = st.none() | st.booleans() | st.integers(-9, 9) | texts | st.sampled_from([1.0, 1.5, "1"])
values = st.recursive(plain, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2))
jsons = st.one_of(values.map(json.dumps), st.sampled_from(["1.0", "1.00", "null", '"null"', '{"a": null}', "{}", "[]"]))


def array_of(each):
    return st.lists(st.none() | each, max_size=3)


COLUMNS = {
    "uuid": st.none() | uuids,
    "text": st.none() | texts,
    "character varying(300)": st.none() | texts,
    "boolean": st.none() | st.booleans().map(str),
    "smallint": st.none() | st.integers(-9, 9).map(str),
    "integer": st.none() | st.integers(-(2**31), 2**31 - 1).map(str),
    "bigint": st.none() | st.sampled_from(["9007199254740993", "9007199254740992", "-1", "0"]),
    "double precision": st.none() | floats,
    "numeric": st.none() | numbers,
    "date": st.none() | st.sampled_from(["2026-11-30", "infinity", "0044-03-15 BC"]) | st.dates().map(str),
    "timestamp with time zone": st.none() | moments,
    "interval": st.none() | st.sampled_from(["1 mon", "30 days", "24:00:00", "1 day", "-1 day", "00:00:00.000001"]),
    "bytea": st.none() | st.binary(max_size=4).map(lambda raw: f"\\x{raw.hex()}"),
    # Everywhere required: the digest calls its absence the same as the value null within JSON.
    "jsonb": jsons,
    "uuid[]": st.none() | array_of(uuids),
    "character varying(40)[]": st.none() | array_of(texts),
}
rows = st.tuples(*COLUMNS.values())
sessions = st.fixed_dictionaries(
    {
        "TimeZone": st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"]),
        "DateStyle": st.sampled_from(["ISO, DMY", "German, DMY", "SQL, MDY", "Postgres, YMD"]),
        "IntervalStyle": st.sampled_from(["postgres", "postgres_verbose", "sql_standard", "iso_8601"]),
        "bytea_output": st.sampled_from(["hex", "escape"]),
        "extra_float_digits": st.sampled_from(["-15", "0", "1", "3"]),
        "quote_all_identifiers": st.sampled_from(["on", "off"]),
    }
)
NOTHING = tuple("{}" if kind == "jsonb" else None for kind in COLUMNS)


def with_one(kind, value):
    return tuple(value if each == kind else said for each, said in zip(COLUMNS, NOTHING, strict=True))


@pytest.fixture
def table(db):
    columns = ", ".join(f"c{number} {kind}" for number, kind in enumerate(COLUMNS))
    with connection.cursor() as cursor:
        for name in ("sample", "staged"):
            cursor.execute(f"CREATE TEMP TABLE {name} (id uuid, {columns})")
        for operation, tables in (("INSERT", "NEW TABLE AS new_rows"), ("DELETE", "OLD TABLE AS old_rows")):
            cursor.execute(
                f"CREATE TRIGGER seal_{operation} AFTER {operation} ON sample REFERENCING {tables}"
                " FOR EACH STATEMENT EXECUTE FUNCTION aktei_seal_rows('id')"
            )
        cursor.execute("SELECT set_config('aktei.act', 'x', true), set_config('aktei.act_id', %s, true)", [str(KEY)])


def use(cursor, session):
    for name, value in session.items():
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])


def sealed(row, writer, reader):
    """What the judge reads of a row that somebody wrote in their session; its digest is that of the seal."""
    with connection.cursor() as cursor:
        Log(connection.connection).read_alike()
        cursor.execute("DELETE FROM sample")
        cursor.execute("DELETE FROM staged")
        casts = ", ".join(f"%s::{kind}" for kind in COLUMNS)
        cursor.execute(f"INSERT INTO staged VALUES (%s, {casts})", [KEY, *row])
        use(cursor, writer)
        cursor.execute("INSERT INTO sample SELECT * FROM staged")
        use(cursor, reader)
        Log(connection.connection).read_alike()
        cursor.execute("SELECT digest, salt FROM journal_rowseal WHERE source = 'sample' ORDER BY id DESC LIMIT 1")
        digest, salt = map(bytes, cursor.fetchone())
        cursor.execute("SELECT to_jsonb(s)::text FROM sample AS s")
        said = cursor.fetchone()[0]
    assert sha256(salt + f"sample {KEY} {said}".encode()).digest() == digest
    return said


def are_one(first, second):
    """Whether the database itself calls the rows the same; numbers with more places are others."""
    with connection.cursor() as cursor:
        casts = ", ".join(f"%s::{kind}" for kind in COLUMNS)
        cursor.execute(f"SELECT ROW({casts}) IS NOT DISTINCT FROM ROW({casts})", [*first, *second])
        return cursor.fetchone()[0]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=rows, second=rows, writer=sessions, reader=sessions)
def test_different_rows_have_different_digests_and_one_row_one_whatever_the_session(
    table, first, second, writer, reader
):
    one = sealed(first, writer, reader)
    assert one == sealed(first, reader, writer)
    other = sealed(second, writer, reader)
    if not are_one(first, second):
        assert one != other


PAIRS = [
    ("text", None, ""),
    ("text", "", " "),
    ("text", None, "null"),
    ("text", "é", "e\u0301"),
    ("numeric", "1.0", "1.00"),
    ("jsonb", "1.0", "1.00"),
    ("jsonb", "null", '"null"'),
    ("jsonb", "{}", "[]"),
    ("jsonb", '{"a": null}', "{}"),
    ("jsonb", '["a", "b"]', '["b", "a"]'),
    ("uuid[]", None, []),
    ("character varying(40)[]", [None], ["NULL"]),
    ("character varying(40)[]", ["a", "b"], ["b", "a"]),
    ("character varying(40)[]", ["a,b"], ["a", "b"]),
    ("double precision", "0.1", "0.10000000000000002"),
    ("bigint", "9007199254740993", "9007199254740992"),
    ("timestamp with time zone", "2026-10-25 02:30:00+02", "2026-10-25 02:30:00+01"),
    ("interval", "1 mon", "30 days"),
    ("interval", "1 day", "24:00:00"),
    ("bytea", "\\x", None),
    ("date", "infinity", None),
]


@pytest.mark.parametrize(("kind", "one", "other"), PAIRS, ids=str)
def test_what_is_nearly_the_same_has_another_digest(table, kind, one, other):
    assert sealed(with_one(kind, one), {}, {}) != sealed(with_one(kind, other), {}, {})


def test_the_same_moment_told_in_another_zone_is_the_same(table):
    kind = "timestamp with time zone"
    told = [sealed(with_one(kind, each), {}, {}) for each in ("2026-11-30 12:00+01", "2026-11-30 11:00+00")]
    assert told[0] == told[1]


def test_every_type_of_every_guarded_table_is_tried_and_no_json_may_be_absent():
    """Of a column without JSON and one that holds the JSON value null the digest is the same."""
    for name, said in expected()["columns"].items():
        if name.partition(".")[0] in guarded():
            kind = said["type"].removesuffix(" default")
            assert kind in COLUMNS or kind.partition("(")[0] == "character varying", name
            assert "json" not in kind or said["required"], name
