# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""An update seals what was there before it, and rows of changed tables, without healing what somebody altered."""

import pytest
from django.db import connection

from aktei.base.acts.errors import Forbidden
from aktei.base.acts.models import JournalEntry, RowSeal
from aktei.base.acts.tests.test_row_seals import differing, guarded
from aktei.base.evidence.notes import SignerKey
from aktei.base.log import resealing
from aktei.base.log.models import Unsealed
from aktei.base.log.resealing import bring_up_to_date, outdated
from aktei.base.log.sealing import seal
from aktei.base.log.tests.tampering import SYSTEM, judge, tamper
from aktei.base.people.models import OFFICE, Unit

KEY = SignerKey.make("musterland.example/aktei")


@pytest.fixture
def small_portions(monkeypatch):
    monkeypatch.setattr(resealing, "PORTION", 4)


def update():
    """What `aktei migrate` does after the migrations."""
    before = JournalEntry.objects.latest("id").id if JournalEntry.objects.exists() else 0
    bring_up_to_date(SYSTEM, office=OFFICE)
    return [each.payload for each in JournalEntry.objects.filter(id__gt=before, kind="RowsSealed").order_by("id")]


def all_differing():
    return {
        table: wrong for table, (_t, (key, *derived)) in guarded().items() if (wrong := differing(table, key, derived))
    }


def alter_table(table, change):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} {change}")


def without_seals():
    """As an office of before row seals: nothing is sealed, and no line carries a mark."""
    tamper("journal_rowseal", "DELETE FROM journal_rowseal")
    tamper("journal_act", "DELETE FROM journal_act")
    tamper("journal_journalentry", "UPDATE journal_journalentry SET act = NULL, ordinal = NULL, mac = NULL")


def test_an_update_seals_every_row_and_every_line_of_before(world, small_portions):
    without_seals()
    lines = JournalEntry.objects.count()
    assert seal(KEY) == 0
    assert all_differing()
    told = update()
    assert not all_differing()
    assert sum(each["number"] for each in told) > 100
    assert not sum(each["unlike"] for each in told)
    assert seal(KEY) > lines
    assert not Unsealed.objects.exists()


def test_without_a_change_an_update_seals_nothing(world, django_assert_num_queries):
    update()
    seals = RowSeal.objects.count()
    with django_assert_num_queries(2):
        bring_up_to_date(SYSTEM, office=OFFICE)
    assert not outdated()
    assert RowSeal.objects.count() == seals


def test_after_a_column_was_added_rows_are_sealed_over_it_too(world, small_portions):
    update()
    alter_table("people_unit", "ADD COLUMN floor integer NOT NULL DEFAULT 3")
    assert set(all_differing()) == {"people_unit"}
    assert [each.name for each in outdated()] == ["people_unit"]
    told = update()
    assert not all_differing()
    assert sum(each["number"] for each in told) == Unit.objects.count()
    assert "floor integer" in told[-1]["tables"]["people_unit"]


def test_a_row_that_was_altered_before_the_update_is_named_and_not_healed(world, small_portions):
    update()
    unit = Unit.objects.first()
    tamper("people_unit", "UPDATE people_unit SET name = 'heimlich' WHERE id = %s", unit.id)
    alter_table("people_unit", "ADD COLUMN floor integer")
    told = update()
    assert sum(each["number"] for each in told) == Unit.objects.count() - 1
    assert [row for each in told for row in each["unlike_rows"]] == [str(unit.id)]
    assert all_differing() == {"people_unit": {str(unit.id)}}


def test_a_row_put_in_past_the_acts_is_not_sealed_by_an_update(world):
    update()
    tamper(
        "rights_placement",
        "INSERT INTO rights_placement (id, node, barrier, valid_from)"
        " VALUES (gen_random_uuid(), gen_random_uuid(), false, now())",
    )
    alter_table("rights_placement", "ADD COLUMN floor integer")
    assert [each["unlike"] for each in update() if each["table"] == "rights_placement"] == [1]
    assert len(all_differing()["rights_placement"]) == 1


def test_where_a_column_is_gone_rows_are_sealed_and_called_unproven(world):
    update()
    alter_table("people_unit", "DROP COLUMN external_id")
    told = update()
    assert (
        sum(each["unproven"] for each in told)
        == RowSeal.objects.filter(source="people_unit").values("key").distinct().count()
    )
    assert not all_differing()


def test_an_update_that_could_not_compare_is_told_by_every_check_from_then_on(world):
    """Taking a column away and giving it back would heal every altered row in passing, and nobody would be told."""
    update()
    seal(KEY)
    assert judge(KEY, office_too=True, files=False).notices == []
    unit = Unit.objects.first()
    tamper("people_unit", "UPDATE people_unit SET name = 'heimlich' WHERE id = %s", unit.id)
    alter_table("people_unit", "ALTER external_id TYPE text")
    update()
    alter_table("people_unit", "ALTER external_id TYPE varchar(100)")
    update()
    seal(KEY)
    ((place, what),) = [(each.place, each.what) for each in judge(KEY, office_too=True, files=False).notices]
    assert place.startswith("Zeile ")
    assert "Datensätze der Tabelle people_unit neu besiegelt (1)" in what


def test_an_update_that_was_broken_off_goes_on_where_it_stood(world, small_portions, monkeypatch):
    without_seals()

    def stop(said):
        if said.startswith("people_unit"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_up_to_date(SYSTEM, office=OFFICE, say=stop)
    some = RowSeal.objects.count()
    assert some
    update()
    assert not all_differing()
    assert RowSeal.objects.values("source", "key").distinct().count() == RowSeal.objects.count()
    seal(KEY)
    assert not Unsealed.objects.exists()


def test_lines_without_a_mark_are_admitted_by_the_first_update_alone(world):
    update()
    tamper(
        "journal_journalentry",
        "UPDATE journal_journalentry SET act = NULL, mac = NULL WHERE id = (SELECT min(id) FROM journal_journalentry)",
    )
    alter_table("people_unit", "ADD COLUMN floor integer")
    update()
    seal(KEY)
    assert Unsealed.objects.exists()


def test_nobody_but_the_machinery_seals_after_an_update(world):
    with pytest.raises(Forbidden):
        bring_up_to_date(world.actor("verwaltung"), office=OFFICE)
