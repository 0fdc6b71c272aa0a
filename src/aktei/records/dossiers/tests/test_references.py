# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A reference is found however somebody writes it, in an index, and never that of another."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from aktei.base.acts.actor import Actor
from aktei.records.dossiers.references import ShortReferenceKey, written_as
from aktei.records.dossiers.rules import reference_parts, short_reference_key

MACHINERY = Actor.system("test")
BERND = "Wohngeld Köster, Bernd"


@pytest.mark.parametrize(
    "written",
    [
        "50.30-2026/00002",
        "50.30-2026/2",
        "50.30-2026/02",
        "50.30 - 2026 / 2",
        "50.30–2026–2",
        "50 30 2026 2",
        "5O.3O-2O26/OOO02",
        "50.30-202600002",
        " 50.30-2026/2. ",
    ],
)
def test_a_reference_is_the_same_without_zeros_with_blanks_and_with_letters_for_digits(world, written):
    assert world.dossiers[BERND].reference == "50.30-2026/00002"
    assert [row.id for row in written_as(MACHINERY, written)] == [world.dossiers[BERND].id]


@pytest.mark.parametrize("written", ["50.30-2026/20", "50.30-2025/2", "50.30-2026", "2", "", "/", "\x00"])
def test_what_is_another_reference_or_none_finds_nothing(world, written):
    assert written_as(MACHINERY, written) == []


def test_only_what_the_reader_may_find_is_found(world):
    assert written_as(world.actor("bauaufsicht"), "50.30-2026/2", right="file") == []


@settings(deadline=None)
@given(st.from_regex(r"[0-9A-Za-z]{1,4}([./ -]{1,2}[0-9OIl]{1,6}){1,3}", fullmatch=True))
def test_zeros_before_a_part_change_nothing(reference):
    padded = "-".join(f"00{part}" for part in reference_parts(reference))
    assert reference_parts(padded) == reference_parts(reference)
    assert short_reference_key(padded) == short_reference_key(reference)


@pytest.mark.django_db
@pytest.mark.parametrize("written", ["50.30-2026/00002", "05.3O-2026/T00", "a-0-0002", "00012/2026", "ß.7—2026/0", "0"])
def test_the_database_reads_a_reference_as_the_rule_does(written):
    sql = ShortReferenceKey.template % {"expressions": "upper(%s)"}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", [written])
        assert cursor.fetchone()[0] == short_reference_key(written)


def test_short_references_are_looked_up_in_their_index(world):
    sql = ShortReferenceKey.template % {"expressions": "upper(reference)"}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            f"EXPLAIN SELECT id FROM records_dossier WHERE {sql} = ANY(string_to_array(%s, ' '))", ["503020262"]
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "dossier_short_reference_key" in plan
