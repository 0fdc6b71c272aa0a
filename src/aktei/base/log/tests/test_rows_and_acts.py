# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody puts a row back, forges its seal, or takes away what lies beside the log, without the judge naming it."""

from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from aktei.base.acts.models import RowSeal
from aktei.base.acts.transaction import action, record
from aktei.base.evidence.notes import SignerKey
from aktei.base.evidence.verifying import acts, derived, guards, office, rows
from aktei.base.log.models import Checkpoint, Committed, Cosignature, SigningKey, Timestamp
from aktei.base.log.sealing import seal
from aktei.base.log.tests.tampering import SYSTEM, judge, places, some_acts, tamper
from aktei.base.people.events import LoggedIn
from aktei.base.people.models import OFFICE
from aktei.base.rights.models import Principal

KEY = SignerKey.make("musterland.example/aktei")
SEALS, ACT, ENTRY = "journal_rowseal", "journal_act", "journal_journalentry"


@action
def name(actor, person, called):
    Principal.objects.update_or_create(
        person=person, defaults={"name": called, "cause": "x", "valid_from": timezone.now()}
    )
    record(actor, LoggedIn(node=OFFICE))


@action
def forget(actor, person):
    Principal.objects.filter(person=person).delete()
    record(actor, LoggedIn(node=OFFICE))


@pytest.fixture
def person(db):
    """Somebody who was called one, is called two, and of whom a third row is gone; two heads, one stamped."""
    person, gone = uuid4(), uuid4()
    name(SYSTEM, person, "eins")
    name(SYSTEM, gone, "fort")
    seal(KEY)
    now = timezone.now()
    Timestamp.objects.create(size=2, at=now, response=b"x")
    Cosignature.objects.create(size=2, witness="w", line="\u2014 w x", at=now)
    name(SYSTEM, person, "zwei")
    forget(SYSTEM, gone)
    seal(KEY)
    some_acts(SYSTEM, 1)
    seal(KEY)
    return person


def verdict(**more):
    """Timestamps and witnesses' lines of these tests are none that anybody signed."""
    return judge(KEY, office_too=True, timestamps=(), cosignatures=(), **more)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def test_what_acts_wrote_is_sound_sealed_or_waiting(person):
    assert verdict().findings == []
    name(SYSTEM, uuid4(), "wartet")
    assert verdict().findings == []


def test_many_portions_are_judged_as_one(person, monkeypatch):
    for number in range(6):
        name(SYSTEM, uuid4(), f"n{number}")
    for module in (rows, acts):
        monkeypatch.setattr(module, "AT_ONCE", 2)
    before = verdict()
    assert (before.findings, before.records) == ([], 7)
    tamper("rights_principal", "UPDATE rights_principal SET cause = 'y'")
    assert len(verdict().findings) == 7
    tamper(SEALS, f"DELETE FROM {SEALS}")
    assert {each.what.split()[0] for each in verdict().findings} == {"Keine", "Die"}


def test_of_very_many_acts_and_rows_that_do_not_fit_some_are_named_and_all_counted(person, monkeypatch):
    monkeypatch.setattr(rows, "NAMED_ONE_BY_ONE", 2)
    for number in range(4):
        name(SYSTEM, uuid4(), f"n{number}")
    seal(KEY)
    tamper("rights_principal", "UPDATE rights_principal SET cause = 'y'")
    tamper(ACT, f"UPDATE {ACT} SET seals = seals + 1")
    said = verdict().findings
    assert [each.place.split()[0] for each in said] == ["Datensatz"] * 2 + ["Tabelle"] + ["Handlung"] * 2 + [
        "Handlungen"
    ]
    assert ("insgesamt 5 Datensätze" in said[2].what, "insgesamt 9 Handlungen" in said[5].what) == (True, True)


def test_a_row_that_was_altered_deleted_or_put_in_is_named_with_the_last_line_about_it(person):
    row = Principal.objects.get()
    tamper("rights_principal", "UPDATE rights_principal SET name = 'Leitung'")
    (finding,) = verdict().findings
    assert finding.place == f"Datensatz rights_principal {row.id}"
    assert "Zeile 2: LoggedIn" in finding.what
    tamper("rights_principal", "DELETE FROM rights_principal")
    assert "fehlt" in verdict().findings[0].what


def forged(row, act):
    """A seal that fits the row as it is now."""
    sql("ALTER TABLE journal_rowseal DISABLE TRIGGER USER")
    sql(
        "INSERT INTO journal_rowseal (act, source, key, digest, salt, gone)"
        " SELECT %s, 'rights_principal', id::text,"
        " sha256('\\x00'::bytea || convert_to('rights_principal ' || id || ' ' || to_jsonb(p)::text, 'UTF8')),"
        " '\\x00', false"
        " FROM rights_principal AS p WHERE id = %s",
        act,
        row.id,
    )
    sql("ALTER TABLE journal_rowseal ENABLE TRIGGER USER")


def test_a_seal_that_was_forged_to_fit_an_altered_row_is_found_at_its_act(person):
    row, act = Principal.objects.get(), RowSeal.objects.latest("id").act
    tamper("rights_principal", "UPDATE rights_principal SET name = 'Leitung'")
    forged(row, act)
    assert places(verdict()) == {f"Handlung {act}"}
    tamper(ACT, "UPDATE journal_act SET seals = seals + 1 WHERE id = %s", act)
    assert places(verdict()) == {f"Handlung {act}"}


def test_an_act_that_was_forged_with_its_seal_has_no_line_or_one_that_is_not_genuine(person):
    row, act = Principal.objects.get(), uuid4()
    tamper("rights_principal", "UPDATE rights_principal SET name = 'Leitung'")
    forged(row, act)
    assert "keine Zeile" in verdict().findings[0].what
    tamper(ACT, "INSERT INTO journal_act (id, lines, seals, rows, mac) VALUES (%s, 1, 1, '', '')", act)
    assert places(verdict()) == {f"Handlung {act}"}
    tamper(
        ENTRY,
        f"INSERT INTO {ENTRY} (at, client, kind, node, nodes, payload, salt, act, ordinal, mac)"
        f" SELECT at, client, kind, node, nodes, payload, salt, %s, 0, mac FROM {ENTRY} ORDER BY id LIMIT 1",
        act,
    )
    sql("INSERT INTO journal_unsealed SELECT max(id) FROM journal_journalentry")
    assert any("Echtheitsmerkmal stimmt nicht" in each.what for each in verdict().findings)
    assert seal(KEY) == 0


def test_a_row_that_was_set_back_to_what_an_earlier_seal_says_is_found(person):
    """Swapping the numbers of the two seals makes the older one the newest."""
    row = Principal.objects.get()
    old, new = RowSeal.objects.filter(key=str(row.id)).order_by("id")
    tamper("rights_principal", "UPDATE rights_principal SET name = 'eins'")
    for before, after in ((new.id, 0), (old.id, new.id), (0, old.id)):
        tamper(SEALS, "UPDATE journal_rowseal SET id = %s WHERE id = %s", after, before)
    assert {f"Handlung {old.act}", f"Handlung {new.act}"} <= places(verdict())


def test_what_is_put_into_the_queue_and_does_not_belong_there_is_found(person):
    sql("INSERT INTO journal_unsealed VALUES (1000000000)")
    assert places(verdict()) == {"Eintrag 1000000000"}
    sql("UPDATE journal_unsealed SET entry_id = (SELECT min(id) FROM journal_journalentry)")
    assert "ist es aber schon (Zeile 0)" in verdict().findings[0].what


def test_a_seal_that_was_emptied_or_altered_is_found(person):
    row, newest = Principal.objects.get(), RowSeal.objects.filter(gone=False).latest("id").id
    for salt in ("", "\\x00"):
        tamper(SEALS, "UPDATE journal_rowseal SET salt = %s::bytea WHERE id = %s", salt, newest)
        assert places(verdict()) == {f"Datensatz rights_principal {row.id}"}


def test_a_deleted_row_that_came_back_is_found(person):
    gone = RowSeal.objects.get(gone=True)
    tamper(
        "rights_principal",
        "INSERT INTO rights_principal"
        " SELECT (jsonb_populate_record(p, jsonb_build_object('id', %s))).* FROM rights_principal AS p",
        gone.key,
    )
    assert "gelöscht" in verdict().findings[0].what


@pytest.mark.parametrize("what", [Checkpoint, Timestamp, Cosignature, SigningKey])
def test_what_lies_beside_the_log_is_missed_even_with_the_note_that_it_was_there(person, what):
    table, row = what._meta.db_table, what.objects.order_by("pk").first()
    tamper(table, f"DELETE FROM {table} WHERE {row._meta.pk.column} = %s", row.pk)
    assert any("fehlt" in each.what for each in verdict().findings)
    note = Committed.objects.get(source=table, key=str(row.pk))
    tamper("journal_committed", "DELETE FROM journal_committed WHERE id = %s", note.id)
    assert f"Prüfpunkt {note.head}" in places(verdict())


def test_a_timestamp_put_in_past_the_log_is_found(person):
    sql("ALTER TABLE journal_timestamp DISABLE TRIGGER USER")
    sql("INSERT INTO journal_timestamp (size, at, response) VALUES (4, now(), 'x')")
    assert places(verdict()) == {"Zeitstempel 4"}


OTHER = {
    "uuid": "gen_random_uuid()",
    "uuid[]": "ARRAY[gen_random_uuid()]",
    "boolean": "NOT {0}",
    "timestamp with time zone": "{0} + interval '1 microsecond'",
    "smallint": "coalesce({0}, 0) + 7",
    "integer": "coalesce({0}, 0) + 7",
    "bigint": "coalesce({0}, 0) + 70000",
    "text": "{0} || ' '",
    "character varying": "{0} || 'x'",
    "jsonb": "jsonb_build_array({0})",
    "bytea": "CASE WHEN octet_length({0}) > 0 THEN set_byte({0}, 0, 255 - get_byte({0}, 0)) ELSE '\\x01' END",
}
UNHEEDED = {
    "journal_tile.id": "says nothing",
    "journal_rowseal.salt": "only the newest seal of a row that is there counts; this one says that a row is gone",
    "journal_committed.id": "only their order counts, which the heads' hashes hold",
}


def test_a_change_of_any_column_of_the_journals_own_tables_is_found(person, monkeypatch):
    only = {"rights_principal": guards.guarded()["rights_principal"]}
    monkeypatch.setattr(office, "guarded", lambda: only)
    monkeypatch.setattr(derived, "guarded", lambda: only)
    unnoticed = set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, a.attname, format_type(a.atttypid, NULL) FROM pg_attribute AS a"
            " JOIN pg_class AS c ON c.oid = a.attrelid WHERE c.relkind = 'r' AND attnum > 0 AND NOT attisdropped"
            " AND c.relname LIKE 'journal\\_%' AND c.relname NOT IN"
            " ('journal_watch', 'journal_erasure', 'journal_admission', 'journal_unsealed') ORDER BY 1, attnum"
        )
        columns = cursor.fetchall()
        keys = {
            table: connection.introspection.get_primary_key_column(cursor, table)
            for table in {table for table, _, _ in columns}
        }
    for table, column, kind in columns:
        with transaction.atomic():
            # By key: which row lies last on the disk depends on what other tests left free.
            # Of seals it must be one of a row that is gone.
            which = "WHERE gone" if table == SEALS else ""
            last = f"(SELECT {keys[table]} FROM {table} {which} ORDER BY {keys[table]} DESC LIMIT 1)"
            value = OTHER[kind].format(f"{table}.{column}")
            value = f"coalesce({value}, {OTHER[kind].format('NULL')})" if kind in ("uuid", "uuid[]") else value
            changed = tamper(table, f"UPDATE {table} SET {column} = {value} WHERE {keys[table]} = {last}")
            if changed and verdict().sound:
                unnoticed.add(f"{table}.{column}")
            transaction.set_rollback(True)
    assert unnoticed == set(UNHEEDED)


def test_a_seal_that_belongs_to_no_act_proves_nothing(person):
    """Its column is required; but whoever edits the catalogue can put one in, and the catalogue back."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE journal_rowseal ALTER act DROP NOT NULL")
    row = Principal.objects.get(person=person)
    tamper("rights_principal", "UPDATE rights_principal SET name = 'forged' WHERE id = %s", row.id)
    tamper(
        SEALS,
        "INSERT INTO journal_rowseal (act, source, key, digest, salt, gone)"
        " SELECT NULL, 'rights_principal', id::text, sha256(decode('00', 'hex') || convert_to('rights_principal ' || id"
        " || ' ' || to_jsonb(r)::text, 'UTF8')), decode('00', 'hex'), false FROM rights_principal AS r WHERE id = %s",
        row.id,
    )
    assert f"Datensatz rights_principal {row.id}" in places(verdict())


def test_the_row_with_a_forged_seal_of_no_act_is_named_with_what_its_last_true_line_says(person):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE journal_rowseal ALTER act DROP NOT NULL")
    row = Principal.objects.get(person=person)
    tamper("rights_principal", "UPDATE rights_principal SET name = 'forged' WHERE id = %s", row.id)
    forged = "INSERT INTO journal_rowseal (source, key, digest, salt, gone) VALUES (%s, %s, '\\x00', '\\x00', false)"
    tamper(SEALS, forged, "rights_principal", str(row.id))
    told = [each.what for each in verdict().findings if each.place == f"Datensatz rights_principal {row.id}"]
    assert told
    assert "LoggedIn" in told[0]


def test_rows_that_are_there_and_not_found_by_their_keys_are_missed_by_number(person, monkeypatch):
    monkeypatch.setattr(office, "count_rows", lambda log, table: rows.Part(table=table, counted=77))
    assert "Tabelle rights_principal" in places(verdict())
