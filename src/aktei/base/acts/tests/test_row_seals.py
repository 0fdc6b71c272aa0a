# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every row that an act writes leaves a seal, and the act's last line answers for all of them."""

import struct
from hashlib import sha256

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import SilentAct
from aktei.base.acts.models import Act, JournalEntry, RowSeal
from aktei.base.acts.models_base import Record
from aktei.base.acts.transaction import action, record
from aktei.base.evidence.notes import SignerKey
from aktei.base.log.erasing import forget_what_was
from aktei.base.log.models import Leaf
from aktei.base.log.sealing import seal
from aktei.base.people.events import LoggedIn
from aktei.base.people.models import OFFICE, Unit
from aktei.base.rights.models import Grant, Placement

SYSTEM = Actor.system("test")
KEY = SignerKey.make("musterland.example/aktei")

_GUARDED = """
SELECT c.relname, array_agg(concat_ws(' ', f.proname, t.tgtype, t.tgenabled) ORDER BY t.tgname),
       max(encode(t.tgargs, 'escape')) FILTER (WHERE f.proname = 'aktei_seal_rows')
FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_proc AS f ON f.oid = t.tgfoid
WHERE NOT t.tgisinternal GROUP BY c.relname
HAVING bool_or(f.proname = 'aktei_only_in_an_act') ORDER BY c.relname
"""


def guarded():
    """Every guarded table as the database itself tells, with its key and its derived columns."""
    with connection.cursor() as cursor:
        cursor.execute(_GUARDED)
        return {
            table: (triggers, args.removesuffix("\\000").split("\\000") if args else [])
            for table, triggers, args in cursor.fetchall()
        }


@action
def rename_units(actor, name, *, silently=False):
    Unit.objects.update(name=name)
    if not silently:
        record(actor, LoggedIn(node=OFFICE))


@action
def write(actor, what):
    what()
    record(actor, LoggedIn(node=OFFICE))


def taken_back(what):
    """Do something and roll it back to a savepoint, within whatever is under way."""
    with transaction.atomic():
        what()
        transaction.set_rollback(True)


def newest(table):
    """The newest seal of each row of a table: digest, salt, gone."""
    rows = RowSeal.objects.filter(source=table).order_by("id").values_list("key", "digest", "salt", "gone")
    return {key: (bytes(digest), bytes(salt), gone) for key, digest, salt, gone in rows}


def digest_of(table, key, salt, said):
    return sha256(salt + f"{table} {key} {said}".encode()).digest()


def said_now(table, key, derived):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}::text, (to_jsonb(t) - %s::text[])::text FROM {table} AS t", [derived])
        return dict(cursor.fetchall())


def differing(table, key, derived):
    """Rows without a seal, seals without a row, and rows that are not as they were sealed."""
    seals, rows = newest(table), said_now(table, key, derived)
    standing = {each: it for each, it in seals.items() if not it[2]}
    wrong = set(standing) ^ set(rows)
    return wrong | {
        each
        for each in set(standing) & set(rows)
        if digest_of(table, each, standing[each][1], rows[each]) != standing[each][0]
    }


def test_every_guarded_table_seals_whatever_is_inserted_changed_or_deleted(db):
    after, insert, delete, update = 0, 4, 8, 16
    tables = guarded()
    assert {m._meta.db_table for m in apps.get_models() if issubclass(m, Record)} <= set(tables)
    for table, (triggers, args) in tables.items():
        wanted = {f"aktei_seal_rows {after | kind} O" for kind in (insert, delete, update)}
        assert wanted <= set(triggers), f"{table} writes rows without sealing them"
        assert args, table


def test_every_row_of_the_county_is_as_its_seal_says(world):
    checked = 0
    for table, (_triggers, (key, *derived)) in guarded().items():
        assert not differing(table, key, derived), table
        checked += len(said_now(table, key, derived))
    assert checked > 100


def test_an_act_is_summed_up_in_the_order_of_its_seals(world):
    rename_units(SYSTEM, "geändert")
    act = Act.objects.get(id=JournalEntry.objects.latest("id").act)
    seals, whole = RowSeal.objects.filter(act=act.id).order_by("id"), b""
    for each in seals:
        source, key = each.source.encode(), each.key.encode()
        said = struct.pack(">Q", each.id) + struct.pack(">I", len(source)) + source + struct.pack(">I", len(key)) + key
        whole += sha256(said + bytes([each.gone]) + bytes(each.digest)).digest()
    assert (act.lines, act.seals) == (1, Unit.objects.count())
    assert bytes(act.rows) == sha256(whole).digest()


def test_an_act_that_wrote_no_rows_has_none_to_answer_for(db):
    write(SYSTEM, lambda: None)
    act = Act.objects.get()
    assert (act.lines, act.seals, bytes(act.rows)) == (1, 0, b"")
    seal(KEY)
    assert Leaf.objects.get().rows is None


def test_the_last_line_of_an_act_answers_for_its_rows(world):
    seal(KEY)
    write(SYSTEM, lambda: rename_units(SYSTEM, "geändert"))
    seal(KEY)
    first, last = Leaf.objects.order_by("-position")[:2][::-1]
    act = Act.objects.get(id=last.entry.act)
    assert first.entry.act == last.entry.act
    assert (first.rows, bytes(last.rows)) == (None, bytes(act.rows))
    assert bytes(last.commitment) == sha256(b"rows\0" + bytes(last.line) + bytes(last.rows)).digest()


def test_what_follows_from_other_rows_is_not_sealed(world):
    before = RowSeal.objects.count()
    write(SYSTEM, lambda: Unit.objects.update(chain=[OFFICE]))
    assert RowSeal.objects.count() == before
    write(SYSTEM, lambda: Unit.objects.update(chain=[], name="geändert"))
    assert RowSeal.objects.count() == before + Unit.objects.count()
    assert not differing("people_unit", "id", ["chain"])


def test_an_update_that_changes_nothing_leaves_no_seal(world):
    before = RowSeal.objects.count()
    write(SYSTEM, lambda: Unit.objects.update(valid_until=None))
    assert RowSeal.objects.count() == before


def test_a_deletion_is_sealed_and_nobody_can_guess_what_was_deleted(world):
    grants = [str(each) for each in Grant.objects.values_list("id", flat=True)]
    write(SYSTEM, lambda: Grant.objects.all().delete())
    assert all(gone and digest == sha256().digest() for digest, _salt, gone in newest("rights_grant").values())
    assert not RowSeal.objects.filter(source="rights_grant", key__in=grants).exclude(salt=b"").exists()


def test_of_a_row_that_was_lawfully_emptied_only_the_last_seal_keeps_its_salt(world):
    unit = Unit.objects.first()
    write(SYSTEM, lambda: Unit.objects.filter(id=unit.id).update(name=""))
    write(SYSTEM, lambda: forget_what_was(Unit, [unit.id]))
    seals = RowSeal.objects.filter(source="people_unit", key=str(unit.id)).order_by("id")
    assert [len(each.salt) for each in seals] == [0] * (len(seals) - 1) + [16]
    assert not differing("people_unit", "id", ["chain"])


def test_thousands_of_rows_are_sealed_with_one_statement(db, django_assert_max_num_queries):
    with connection.cursor() as cursor, django_assert_max_num_queries(6):
        write(
            SYSTEM,
            lambda: cursor.execute(
                "INSERT INTO rights_placement (id, node, barrier, valid_from)"
                " SELECT gen_random_uuid(), gen_random_uuid(), n % 2 = 0, now() FROM generate_series(1, 5000) AS n"
            ),
        )
    write(SYSTEM, lambda: Placement.objects.update(barrier=True))
    assert [each.seals for each in Act.objects.order_by("id")] == [5000, 2500]
    assert not differing("rights_placement", "id", [])


def test_how_a_session_writes_values_changes_no_seal(world):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TimeZone = 'Pacific/Auckland'")
        cursor.execute("SET LOCAL bytea_output = 'escape'")
    rename_units(SYSTEM, "geändert")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TimeZone = 'UTC'")
    assert not differing("people_unit", "id", ["chain"])


def test_nested_acts_are_one_and_what_a_savepoint_took_back_does_not_count(world):
    def inner():
        rename_units(SYSTEM, "erst")
        taken_back(lambda: rename_units(SYSTEM, "nie"))
        rename_units(SYSTEM, "dann")

    acts = Act.objects.count()
    write(SYSTEM, inner)
    act = Act.objects.get(id=JournalEntry.objects.latest("id").act)
    assert Act.objects.count() == acts + 1
    assert (act.lines, act.seals) == (3, 2 * Unit.objects.count())
    assert seal(KEY) == JournalEntry.objects.count()


def test_an_act_whose_only_line_a_savepoint_took_back_is_silent(world):
    def half():
        Unit.objects.update(name="heimlich")
        taken_back(lambda: record(SYSTEM, LoggedIn(node=OFFICE)))

    @action
    def silent(actor):
        half()

    with pytest.raises(SilentAct):
        silent(SYSTEM)
    assert not Unit.objects.filter(name="heimlich").exists()


def test_an_act_that_is_rolled_back_leaves_neither_seals_nor_its_end(world):
    before = RowSeal.objects.count(), Act.objects.count()
    with pytest.raises(SilentAct):
        rename_units(SYSTEM, "geändert", silently=True)
    assert (RowSeal.objects.count(), Act.objects.count()) == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal_rowseal SET digest = sha256('x')",
        "UPDATE journal_rowseal SET salt = '\\x00'",
        "UPDATE journal_rowseal SET act = gen_random_uuid(), salt = ''",
        "DELETE FROM journal_rowseal",
        "UPDATE journal_act SET lines = lines + 1",
        "DELETE FROM journal_act",
    ],
)
def test_seals_and_the_ends_of_acts_are_written_once_even_with_the_rights_given_back(world, change):
    def forge():
        with connection.cursor() as cursor:
            cursor.execute("GRANT ALL ON journal_rowseal, journal_act TO CURRENT_USER")
            cursor.execute(change)

    with pytest.raises(DatabaseError, match="is append-only"):
        write(SYSTEM, forge)


def test_outside_an_act_nobody_seals_and_nobody_empties_a_salt(world):
    for change in (
        "UPDATE journal_rowseal SET salt = ''",
        "INSERT INTO journal_rowseal SELECT 0, gen_random_uuid(), '', '', '', '', false",
        "INSERT INTO journal_act VALUES (gen_random_uuid(), 1, 0, '', '')",
    ):
        with pytest.raises(DatabaseError, match="write outside an act"), transaction.atomic():
            connection.cursor().execute(change)
