# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever owns the database can switch its guards off; the judge sees that they are not what this version has."""

import psycopg
import pytest
from django.db import connection

from aktei.base.embedded.layout import SUPERUSER
from aktei.base.evidence.verifying import guards
from aktei.base.evidence.verifying.catalogue import KINDS
from aktei.base.evidence.verifying.database import Log
from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.oddities import ODD
from aktei.base.evidence.verifying.rows import count_rows


@pytest.fixture
def database(db):
    """As a fresh one: tests that commit may empty the journal, and for that alone the right was given."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        as_fresh(cursor)
    return connection.connection


def as_fresh(connected):
    for table, said in guards.expected()["tables"].items():
        if "TRUNCATE" not in said["owner may"]:
            connected.execute(f"REVOKE TRUNCATE ON {table} FROM {connection.settings_dict['USER']}")


def found(database):
    report = Report()
    guards.check_guards(report, database)
    return {(each.place, each.what) for each in report.findings}


def test_what_guards_a_fresh_database_is_written_down(database):
    """If this fails after a migration: script/guards."""
    now = guards.read(database)
    wanted = guards.expected()
    assert now["server"] == wanted["server"]
    for kind in KINDS:
        assert now[kind] == wanted[kind], "call script/guards"
    assert found(database) == set()


ONLY_IN_AN_ACT = "pgtrigger_only_in_an_act_"
CHANGES = [
    ("ALTER TABLE people_unit DISABLE TRIGGER USER", "Tabelle people_unit", "ist abgeschaltet"),
    ("ALTER TABLE records_hold ENABLE REPLICA TRIGGER {0}", "Tabelle records_hold", "ist abgeschaltet"),
    ("DROP TRIGGER {0} ON records_hold", "Tabelle records_hold", "fehlt"),
    (
        "CREATE OR REPLACE TRIGGER {0} BEFORE INSERT ON records_hold FOR EACH STATEMENT"
        " EXECUTE FUNCTION aktei_only_in_an_act()",
        "Tabelle records_hold",
        "wacht über andere Vorgänge",
    ),
    (
        "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
        "CREATE OR REPLACE TRIGGER {0} BEFORE INSERT OR UPDATE OR DELETE ON records_hold FOR EACH STATEMENT"
        " EXECUTE FUNCTION nothing()",
        "Tabelle records_hold",
        "ruft eine andere Funktion",
    ),
    (
        "CREATE OR REPLACE FUNCTION aktei_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "Funktion aktei_append_only()",
        "anderen Quelltext",
    ),
    (
        "ALTER FUNCTION aktei_only_in_an_act() SET search_path TO elsewhere",
        "Funktion aktei_only_in_an_act()",
        "anderen Einstellungen",
    ),
    ("ALTER FUNCTION aktei_append_only() SECURITY DEFINER", "Funktion aktei_append_only()", "anderen Rechten"),
    (
        "CREATE FUNCTION now(text) RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'",
        "Funktion now(text)",
        "gehört nicht",
    ),
    (
        "CREATE TRIGGER zz BEFORE INSERT ON records_party FOR EACH STATEMENT EXECUTE FUNCTION aktei_append_only()",
        "Tabelle records_party",
        "gehört nicht",
    ),
    ("GRANT UPDATE ON journal_leaf TO CURRENT_USER", "Tabelle journal_leaf", "erlaubt ihrem Eigentümer anderes"),
    (
        "GRANT UPDATE (kind) ON journal_journalentry TO CURRENT_USER",
        "Tabelle journal_journalentry",
        "in einzelnen Spalten",
    ),
    ("GRANT INSERT ON records_party TO PUBLIC", "Tabelle records_party", "jede Rolle darf"),
    ("GRANT UPDATE (name) ON records_party TO PUBLIC", "Tabelle records_party", "jede Rolle darf"),
    ("ALTER TABLE records_party ENABLE ROW LEVEL SECURITY", "Tabelle records_party", "nicht mehr jeder Rolle"),
    ("CREATE RULE quiet AS ON UPDATE TO records_party DO INSTEAD NOTHING", "Tabelle records_party", "Regeln"),
    ("CREATE TABLE more () INHERITS (records_party)", "Tabelle records_party", "Untertabellen"),
    ("ALTER TABLE records_party RENAME TO elsewhere", "Tabelle records_party", "fehlt"),
    (
        "CREATE OR REPLACE VIEW rights_held AS SELECT id, person, name, valid_from, valid_until, cause,"
        " NULL::uuid AS stands_for, NULL::uuid AS scope, true AS protected FROM rights_principal",
        "Tabelle rights_held",
        "anders beschrieben",
    ),
    # What says which rows there may be.
    (
        "ALTER TABLE rights_placement DROP CONSTRAINT IF EXISTS x; DROP INDEX one_place_at_a_time",
        "Tabelle rights_placement",
        "Der Index one_place_at_a_time fehlt",
    ),
    (
        "DROP INDEX one_place_at_a_time; CREATE UNIQUE INDEX one_place_at_a_time ON rights_placement (node, parent)"
        " WHERE valid_until IS NULL",
        "Tabelle rights_placement",
        "sagt etwas anderes",
    ),
    ("ALTER TABLE journal_journalentry DROP CONSTRAINT line_of_act", "Tabelle journal_journalentry", "Bedingung"),
    ("ALTER TABLE journal_leaf DROP CONSTRAINT journal_leaf_pkey", "Tabelle journal_leaf", "Bedingung"),
    (
        "ALTER TABLE journal_act DROP CONSTRAINT journal_act_lines_check,"
        " ADD CONSTRAINT journal_act_lines_check CHECK (lines >= -1)",
        "Tabelle journal_act",
        "journal_act_lines_check sagt etwas anderes",
    ),
    (
        "ALTER TABLE journal_act DROP CONSTRAINT journal_act_lines_check,"
        " ADD CONSTRAINT journal_act_lines_check CHECK (lines >= 0) NOT VALID",
        "Tabelle journal_act",
        "wurde nie geprüft",
    ),
    ("ALTER TABLE records_page DROP CONSTRAINT {1}", "Tabelle records_page", "Die Bedingung {1} fehlt"),
    (
        "ALTER TABLE records_page ALTER CONSTRAINT {1} NOT ENFORCED",
        "Tabelle records_page",
        "wird nicht durchgesetzt",
    ),
    ("ALTER TABLE records_hold ADD CHECK (reason <> 'x')", "Tabelle records_hold", "gehört nicht"),
    ("CREATE INDEX spy ON records_hold (lower(reason))", "Tabelle records_hold", "Der Index spy gehört nicht"),
    ("ALTER TABLE records_hold ALTER reason DROP NOT NULL", "Tabelle records_hold", "Die Spalte reason darf leer"),
    ("ALTER TABLE records_hold ALTER reason SET DEFAULT 'x'", "Tabelle records_hold", "anders vorbelegt"),
    ("ALTER TABLE records_hold ALTER reason TYPE varchar(9000)", "Tabelle records_hold", "andere Art von Werten"),
    ('ALTER TABLE records_hold ALTER reason TYPE text COLLATE "C"', "Tabelle records_hold", "andere Art von Werten"),
    ("ALTER TABLE records_hold ADD extra text", "Tabelle records_hold", "Die Spalte extra gehört nicht"),
    (
        "ALTER TABLE records_hold ADD extra text GENERATED ALWAYS AS (lower(reason)) STORED",
        "Tabelle records_hold",
        "Die Spalte extra gehört nicht",
    ),
    ("ALTER TABLE journal_act ALTER id SET DEFAULT gen_random_uuid()", "Tabelle journal_act", "anders vorbelegt"),
    ("ALTER SEQUENCE journal_rowseal_id_seq INCREMENT -1", "Zähler journal_rowseal_id_seq", "zählt anders"),
    ("ALTER SEQUENCE journal_rowseal_id_seq CYCLE", "Zähler journal_rowseal_id_seq", "zählt anders"),
    (
        "ALTER TABLE journal_rowseal DISABLE TRIGGER USER;"
        "INSERT INTO journal_rowseal VALUES (1 << 30, gen_random_uuid(), 'x', 'x', '', '', false)",
        "Zähler journal_rowseal_id_seq",
        "vergeben ist schon 1073741824",
    ),
    ("ALTER SEQUENCE procrastinate_jobs_id_seq OWNED BY NONE", "Zähler procrastinate_jobs_id_seq", "anderen Spalte"),
    ("ALTER VIEW rights_held SET (security_invoker = true)", "Tabelle rights_held", "andere Angaben"),
    (
        "CREATE OR REPLACE FUNCTION aktei_plain(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE"
        " RETURN said",
        "Funktion aktei_plain(said text)",
        "anders beschrieben",
    ),
    (
        "ALTER FUNCTION aktei_plain(text) CALLED ON NULL INPUT",
        "Funktion aktei_plain(said text)",
        "nimmt oder liefert anderes",
    ),
    # What is not of this version at all.
    (
        "CREATE FUNCTION alike(uuid, text) RETURNS bool LANGUAGE sql AS 'SELECT true';"
        "CREATE OPERATOR = (LEFTARG = uuid, RIGHTARG = text, FUNCTION = alike)",
        "Operator =(uuid,text)",
        "was Vergleiche bedeuten",
    ),
    ("ALTER ROLE CURRENT_USER SET search_path TO elsewhere", "Einstellung search_path", "hebelt"),
    ("SELECT set_config('aktei.act', 'x', true)", "Einstellung aktei.act", "von außen"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "place", "what"), CHANGES, ids=[each[0][:60] for each in CHANGES])
def test_a_guard_that_is_missing_switched_off_or_altered_is_named(database, change, place, what):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'records_hold'::regclass AND tgname LIKE %s",
            [f"{ONLY_IN_AN_ACT}%"],
        )
        trigger = cursor.fetchone()[0]
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'records_page'::regclass AND contype = 'f' LIMIT 1"
        )
        key = cursor.fetchone()[0]
        cursor.execute(change.format(trigger, key))
    what = what.format(trigger, key)
    assert any(each[0] == place and what in each[1] for each in found(database)), found(database)


@pytest.fixture
def superuser(django_db_setup):
    """Whoever runs the server, over a connection of their own; nothing of it stays."""
    said = connection.get_connection_params()
    where = {name: said[name] for name in ("host", "port", "dbname") if name in said}
    try:
        own = psycopg.connect(**where, user=SUPERUSER)
    except psycopg.OperationalError as error:
        pytest.skip(f"nobody may be superuser of this server: {error}")
    with own:
        as_fresh(own)
        yield own
        own.rollback()


BENEATH = [
    (
        "CREATE SCHEMA hid; CREATE FUNCTION hid.evil() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
        "CREATE TRIGGER evil BEFORE INSERT ON rights_grant FOR EACH ROW EXECUTE FUNCTION hid.evil();"
        "UPDATE pg_trigger SET tgisinternal = true WHERE tgname = 'evil'",
        "Tabelle rights_grant",
        "Ein verborgener Wächter evil ruft hid.evil()",
    ),
    (
        "CREATE FUNCTION pg_catalog.to_jsonb(rights_grant) RETURNS jsonb LANGUAGE sql AS 'SELECT NULL::jsonb';"
        "ALTER EXTENSION plpgsql ADD FUNCTION pg_catalog.to_jsonb(rights_grant)",
        "Funktion to_jsonb(rights_grant)",
        "den eingebauten",
    ),
    (
        "CREATE FUNCTION aktei_more() RETURNS int LANGUAGE sql AS 'SELECT 1';"
        "ALTER EXTENSION plpgsql ADD FUNCTION aktei_more()",
        "Funktion aktei_more()",
        "gehört nicht",
    ),
    (
        "CREATE FUNCTION alike(uuid, text) RETURNS bool LANGUAGE sql AS 'SELECT true';"
        "CREATE OPERATOR = (LEFTARG = uuid, RIGHTARG = text, FUNCTION = alike);"
        "ALTER EXTENSION plpgsql ADD OPERATOR = (uuid, text)",
        "Operator =(uuid,text)",
        "was Vergleiche bedeuten",
    ),
    (
        "CREATE CAST (uuid AS bigint) WITH INOUT; ALTER EXTENSION plpgsql ADD CAST (uuid AS bigint)",
        "Umwandlung von uuid in bigint",
        "was Werte bedeuten",
    ),
    ("CREATE VIEW pg_catalog.rights_held AS SELECT * FROM rights_held", "Tabelle rights_held", "verdeckt unsere"),
    ("CREATE TABLE pg_catalog.rights_grant ()", "Tabelle rights_grant", "verdeckt unsere"),
    ("CREATE DOMAIN pg_catalog.day AS date", "Typ day", "den eingebauten"),
    ("CREATE DOMAIN uuid AS pg_catalog.uuid", "Typ uuid", "kann ihn verdecken"),
    (
        "CREATE SCHEMA hid; CREATE OPERATOR CLASS hid.x FOR TYPE uuid USING btree AS OPERATOR 3 =(uuid, uuid),"
        " FUNCTION 1 uuid_cmp(uuid, uuid); CREATE INDEX slow ON rights_grant (id hid.x)",
        "Tabelle rights_grant",
        "Ihr Index slow vergleicht anders",
    ),
    (
        "CREATE FUNCTION cmp(uuid, text) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 0';"
        "ALTER OPERATOR FAMILY uuid_ops USING btree ADD FUNCTION 1 (uuid, text) cmp(uuid, text)",
        "Vergleich uuid_ops",
        "hinzugefügt",
    ),
    (
        "CREATE COLLATION pg_catalog.other (locale = 'C');"
        "ALTER TABLE records_hold ALTER reason TYPE text COLLATE other",
        "Tabelle records_hold",
        "Ihre Spalte reason vergleicht anders",
    ),
    ("ALTER DATABASE {0} SET transform_null_equals TO on", "Einstellung transform_null_equals", "hebelt"),
    (
        "ALTER DATABASE {0} SET plpgsql.variable_conflict TO use_column",
        "Einstellung plpgsql.variable_conflict",
        "hebelt",
    ),
    ("UPDATE pg_proc SET prosrc = 'arrayoverlap' WHERE proname = 'arraycontained'", "PostgreSQL pg_proc", "verändert"),
    (
        "UPDATE pg_operator SET oprcode = 'arraycontains'::regproc WHERE oid = '&&(anyarray,anyarray)'::regoperator",
        "PostgreSQL pg_operator",
        "verändert; zuletzt wohl &&(anyarray,anyarray)",
    ),
    # What PostgreSQL itself goes by is in more places than one.
    (
        "CREATE RULE quiet AS ON UPDATE TO records_party DO INSTEAD NOTHING;"
        "UPDATE pg_rewrite SET rulename = '_RETURN' WHERE rulename = 'quiet'",
        "Tabelle records_party",
        "Regeln, die Schreiben umlenken",
    ),
    (
        "UPDATE pg_trigger SET tgtype = 1 WHERE tgrelid = 'records_page'::regclass AND tgisinternal",
        "Tabelle records_page",
        "werden anders geprüft, als sie sagen",
    ),
    (
        "UPDATE pg_trigger SET tgfoid = '\"RI_FKey_cascade_del\"'::regproc"
        " WHERE tgrelid = 'records_document'::regclass AND tgfoid = '\"RI_FKey_noaction_del\"'::regproc",
        "Tabelle records_version",
        "werden anders geprüft, als sie sagen",
    ),
    (
        "UPDATE pg_trigger SET tgattr = '1' WHERE tgrelid = 'records_page'::regclass AND tgisinternal AND tgtype = 17",
        "Tabelle records_page",
        "werden anders geprüft, als sie sagen",
    ),
    (
        "ALTER TABLE records_hold ADD CONSTRAINT later UNIQUE (id) DEFERRABLE INITIALLY DEFERRED;"
        "UPDATE pg_trigger SET tgtype = 1 WHERE tgfoid = 'unique_key_recheck'::regproc",
        "Tabelle records_hold",
        "wird am Ende nicht mehr geprüft",
    ),
    (
        "UPDATE pg_class SET relchecks = 0 WHERE oid = 'journal_act'::regclass",
        "Tabelle journal_act",
        "nicht alle ihre Bedingungen",
    ),
    (
        "UPDATE pg_class SET relhasindex = false WHERE oid = 'rights_placement'::regclass",
        "Tabelle rights_placement",
        "übergeht ihre Indizes",
    ),
    (
        "UPDATE pg_attribute SET atthasdef = false"
        " WHERE attname = 'status' AND attrelid = 'procrastinate_jobs'::regclass",
        "Tabelle procrastinate_jobs",
        "übergeht, womit ihre Spalte",
    ),
    (
        "CREATE DEFAULT CONVERSION spy FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1",
        "Umwandlung spy",
        "welche Zeichen jemand sieht",
    ),
    (
        "ALTER DEFAULT PRIVILEGES GRANT INSERT, DELETE ON TABLES TO PUBLIC",
        "Vorgabe für Rechte",
        "jede Rolle schreiben: DELETE, INSERT",
    ),
    ("UPDATE pg_cast SET castmethod = 'b' WHERE castsource = 'int8'::regtype AND casttarget = 'int4'::regtype",
     "PostgreSQL pg_cast", "verändert"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "place", "what"), BENEATH, ids=[each[0][:60] for each in BENEATH])
def test_what_a_superuser_puts_beneath_the_guards_is_named(superuser, change, place, what):
    """Declared internal, part of an extension or of PostgreSQL itself: it is named all the same."""
    superuser.execute("SET LOCAL allow_system_table_mods = on")
    superuser.execute(change.format(connection.settings_dict["NAME"]))
    assert any(each[0] == place and what in each[1] for each in found(superuser)), found(superuser)


def test_a_superuser_who_did_nothing_is_no_fault(superuser):
    assert found(superuser) == set()


def test_roles_that_may_write_everywhere_are_named(superuser):
    superuser.execute("CREATE ROLE scribe; GRANT pg_write_all_data TO scribe")
    assert any("scribe" in each for each in told(superuser))


def test_whoever_may_put_something_beside_the_tables_or_silence_guards_is_named(superuser):
    superuser.execute("CREATE ROLE builder; GRANT CREATE ON SCHEMA public TO builder")
    superuser.execute("GRANT SET ON PARAMETER allow_system_table_mods TO builder")
    named = told(superuser)
    assert any("builder" in each and "anlegen" in each for each in named)
    assert any("builder (allow_system_table_mods)" in each for each in named)


def told(database):
    report = Report()
    guards.check_guards(report, database)
    return [each.what for each in report.notices]


def test_a_transaction_that_waits_prepared_is_named(db):
    """It needs a server that is started for them, so the question is asked of one that stands for it."""
    (question,) = [each for each in ODD.values() if "pg_prepared_xacts" in each]
    standing = "WITH pg_prepared_xacts (gid, database) AS (VALUES ('later', current_database()::text))"
    with connection.cursor() as cursor:
        cursor.execute(f"{standing} {question}")
        assert ("Transaktion later",) in [row[:1] for row in cursor.fetchall()]


def test_rows_are_counted_as_they_lie_there_whatever_an_index_knows(superuser):
    of_key = "WHERE indexrelid = 'rights_principal_pkey'::regclass"
    superuser.execute(f"SET LOCAL allow_system_table_mods = on; UPDATE pg_index SET indisready = false {of_key}")
    superuser.execute("SET LOCAL session_replication_role = replica")
    superuser.execute(
        "INSERT INTO rights_principal (id, person, name, cause, valid_from)"
        " SELECT gen_random_uuid(), gen_random_uuid(), 'x', 'x', now()"
    )
    superuser.execute(f"UPDATE pg_index SET indisready = true {of_key}")
    superuser.execute("SET LOCAL enable_seqscan = off")
    log = Log(superuser)
    by_key = next(log.ask("SELECT count(*) FROM rights_principal WHERE id >= '00000000-0000-0000-0000-000000000000'"))
    assert (by_key[0], count_rows(log, "rights_principal").counted) == (0, 1)
