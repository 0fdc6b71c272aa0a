# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office of before envelopes is updated: what somebody altered in it stops the update before anything moves."""

import pytest
import typer
from django.conf import settings
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from aktei.base.acts.models import JournalEntry
from aktei.base.acts.queries import sentence
from aktei.base.evidence.notes import SignerKey
from aktei.base.evidence.verifying.before_update import check_before_update, sealed_columns
from aktei.base.evidence.verifying.database import opened
from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.updates import tell_updates
from aktei.base.log.resealing import bring_up_to_date
from aktei.base.log.sealing import seal
from aktei.base.people.queries import OFFICE
from aktei.entrances.cli import exits, migrate
from aktei.entrances.cli.tests.database import url_of_this_test

BEFORE = "aktei_before_envelopes"
MOVED = ("records", "0013_envelopes")
FULL, EMPTY = "full", "empty"

# One of each, as 1 to 6: ready with two versions, filed, returned, in quarantine, withdrawn, accepted as it is.
_ROWS = """
SET session_replication_role = replica;
CREATE TEMPORARY TABLE n AS SELECT n, md5('d' || n)::uuid AS d, md5('c' || n)::uuid AS c, md5('u')::uuid AS u
FROM generate_series(1, 6) AS n;
INSERT INTO records_version (id, number, created_at, rendered_at, document_id, comment)
SELECT md5('v' || n || x)::uuid, x, now(), CASE WHEN n NOT IN (4, 6) THEN now() END, d, ''
FROM n, generate_series(1, 2) AS x WHERE x = 1 OR n = 1;
INSERT INTO records_document (id, chain, subject_line, sender, channel, received_at, page_count, unit_id, current_id,
                              withdrawn_at)
SELECT d, ARRAY[d, u], 'Schreiben ' || n, 'Köster', 'paper', now(), 1, u,
       md5('v' || n || CASE n WHEN 1 THEN 2 ELSE 1 END)::uuid, CASE n WHEN 5 THEN now() END FROM n;
INSERT INTO rights_placement (id, node, parent, barrier, valid_from)
SELECT gen_random_uuid(), d, u, false, now() FROM n UNION ALL SELECT gen_random_uuid(), c, d, false, now() FROM n;
INSERT INTO mailroom_consignment (id, chain, channel, state, received_at, scanned_by, scanner, sender, note,
                                  reason_code, reason, advice, client, created_at, document_id, unit_id)
SELECT c, ARRAY[c, d, u], 'paper', (ARRAY['ready', 'filed', 'returned', 'quarantined', 'ready', 'received'])[n], now(),
       '', '', 'Köster', '', CASE n WHEN 4 THEN 'password' ELSE '' END,
       CASE n WHEN 3 THEN 'Falsches Amt' WHEN 4 THEN 'Kennwort' ELSE '' END, '', 'web', now(), d, u FROM n;
INSERT INTO rendition_rendition (id, state, code, reason, advice, trusted, attempts, changed_at, version_id, remarks)
SELECT gen_random_uuid(), CASE n WHEN 4 THEN 'refused' ELSE 'done' END, '', CASE n WHEN 4 THEN 'Kennwort' ELSE '' END,
       '', n = 6, 1, now(), md5('v' || n || '1')::uuid, '[]' FROM n;
SET session_replication_role = origin;
"""
_LINES = """
INSERT INTO journal_journalentry (at, client, kind, node, nodes, payload, salt)
SELECT now(), 'worker', 'ConsignmentQuarantined', md5('c4')::uuid, ARRAY[md5('c4')::uuid],
       '{"code": "password", "reason": "Kennwort", "advice": ""}', 'salt'
"""


def use(name):
    connection.close()
    connection.settings_dict["NAME"] = name


def run(*statements):
    with connection.cursor() as cursor:
        for each in statements:
            cursor.execute(each)
            found = cursor.fetchall() if cursor.description else []
    return found


@pytest.fixture(scope="module")
def offices(django_db_setup, django_db_blocker):
    """Two databases of the version before: an empty office, and one with post in every state."""
    names = [f"{BEFORE}_{each}" for each in (EMPTY, FULL)]
    with django_db_blocker.unblock():
        own = connection.settings_dict["NAME"]
        run(*(f"DROP DATABASE IF EXISTS {each}" for each in names), f"CREATE DATABASE {names[0]} TEMPLATE template0")
        try:
            use(names[0])
            executor = MigrationExecutor(connection)
            nodes = executor.loader.graph.node_map
            before = {each for each in nodes if MOVED not in executor.loader.graph.forwards_plan(each)}
            executor.migrate(
                [each for each in before if not any(child.key in before for child in nodes[each].children)]
            )
            use(own)
            run(f"CREATE DATABASE {names[1]} TEMPLATE {names[0]}")
            use(names[1])
            with transaction.atomic():
                run("SELECT set_config('aktei.act', 'before', true)", _LINES, _ROWS)
            for each in names:
                use(each)
                bring_up_to_date(migrate._ACTOR, office=OFFICE)
            use(own)
            yield
        finally:
            use(own)
            run(*(f"DROP DATABASE IF EXISTS {each}" for each in names))


@pytest.fixture
def office(offices, request, monkeypatch, django_db_blocker):
    """A copy of one of them, as the database in use: `FULL` unless the test says otherwise."""
    name, own = f"{BEFORE}_copy", connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        run(f"CREATE DATABASE {name} TEMPLATE {BEFORE}_{getattr(request, 'param', FULL)}")
        try:
            use(name)
            monkeypatch.setattr(migrate, "database_url", url_of_this_test)
            yield
        finally:
            use(own)
            run(f"DROP DATABASE {name}")


def altered(table, change, *more):
    """As whoever owns the database can."""
    with transaction.atomic():
        run(f"ALTER TABLE {table} DISABLE TRIGGER USER", f"{change}", *more, f"ALTER TABLE {table} ENABLE TRIGGER USER")


def update(despite=""):
    try:
        migrate.migrate(check=False, quiet=True, despite=despite)
    except typer.Exit as stopped:
        return stopped.exit_code
    return exits.OK


def pending():
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def sealed_without_comparing():
    lines = JournalEntry.objects.filter(kind="RowsSealed")
    return sum(each.payload["unproven"] for each in lines)


def rows_that_do_not_fit():
    report = Report()
    with opened(url_of_this_test(), lambda _digest: None, [settings.SECRET_KEY]) as log:
        told = sealed_columns(log)
        check_before_update(report, log, told, told)
    assert report.records
    return {each.place for each in report.findings}


@pytest.mark.parametrize("office", [EMPTY], indirect=True)
def test_an_office_in_which_nothing_happened_yet_is_updated(office):
    assert update() == exits.OK
    assert pending() == 0


def test_post_in_every_state_moves_and_fits_its_seals_afterwards(office, capsys):
    assert update() == exits.OK
    assert pending() == 0
    assert rows_that_do_not_fit() == set()
    assert sealed_without_comparing() == 0  # though columns are gone: they were compared before
    state = """
SELECT right(d.subject_line, 1)::int, c.offered_at IS NOT NULL, c.returned_because, f.settlement,
       d.withdrawn_at IS NOT NULL
FROM records_document AS d JOIN records_consignment AS c ON c.id = d.consignment_id
JOIN records_envelope AS e ON e.id = c.envelope_id
LEFT JOIN records_version AS v ON v.document_id = d.id LEFT JOIN records_readingfault AS f ON f.version_id = v.id
WHERE v.number = 1 ORDER BY d.subject_line
"""
    assert run(state) == [
        (1, True, "", None, False),
        (2, True, "", None, False),
        (3, True, "Falsches Amt", None, False),
        (4, False, "", "", False),
        (5, True, "", None, True),
        (6, False, "", "accepted", False),
    ]
    old = JournalEntry.objects.get(kind="ConsignmentQuarantined")
    assert sentence(old) == "hat den Eingang in die Klärung gegeben: Kennwort"


ALTERED = {
    "mailroom_consignment": "UPDATE mailroom_consignment SET sender = 'heimlich' WHERE id = md5('c3')::uuid",
    "rendition_rendition": "UPDATE rendition_rendition SET trusted = true WHERE version_id = md5('v41')::uuid",
    "records_document": "UPDATE records_document SET current_id = md5('v11')::uuid WHERE id = md5('d1')::uuid",
    "records_version": "DELETE FROM records_version WHERE id = md5('v11')::uuid",
}


@pytest.mark.parametrize("table", sorted(ALTERED))
def test_a_row_that_was_altered_or_taken_away_stops_the_update_and_is_named(office, capsys, table):
    altered(table, "SET LOCAL session_replication_role = replica", ALTERED[table])
    before = pending()
    assert update() == exits.FINDINGS
    said = capsys.readouterr().err
    assert f"Datensatz {table} " in said
    assert "Es wurde nichts verändert" in said
    assert "aktei evidence verify" in said
    assert pending() == before
    assert run("SELECT to_regclass('records_envelope'), (SELECT count(*) FROM mailroom_consignment)") == [(None, 6)]


FORGED = {
    "Handlung ": (  # the row's seal as well
        "UPDATE mailroom_consignment SET sender = 'heimlich' WHERE id = md5('c3')::uuid",
        "UPDATE journal_rowseal SET salt = 'x', digest = sha256(convert_to('xmailroom_consignment ' || key || ' '"
        " || (SELECT to_jsonb(c) - '{chain}'::text[] FROM mailroom_consignment AS c WHERE c.id::text = key), 'UTF8'))"
        " WHERE source = 'mailroom_consignment' AND key = md5('c3')::uuid::text",
    ),
    "keine unveränderte Zeile des Protokolls sagt, worüber sie gehen": (  # what the seals are made over
        "UPDATE mailroom_consignment SET sender = 'heimlich' WHERE id = md5('c3')::uuid",
        "UPDATE journal_journalentry SET payload = payload #- '{tables,mailroom_consignment}'"
        " WHERE kind = 'RowsSealed'",
    ),
    "etwas anderes als eine Tabelle": (  # a view in place of the table
        "ALTER TABLE mailroom_consignment RENAME TO aside",
        "CREATE VIEW mailroom_consignment AS SELECT * FROM aside",
    ),
    "fehlen (advice)": (  # a column taken away
        "UPDATE mailroom_consignment SET sender = 'heimlich' WHERE id = md5('c3')::uuid",
        "ALTER TABLE mailroom_consignment RENAME advice TO note2",
    ),
}


@pytest.mark.parametrize("told", sorted(FORGED))
def test_whoever_forges_more_than_the_row_stops_the_update_as_well(office, capsys, told):
    with transaction.atomic():
        for table in ("mailroom_consignment", "journal_rowseal", "journal_journalentry"):
            run(f"ALTER TABLE {table} DISABLE TRIGGER USER", f"GRANT ALL ON {table} TO CURRENT_USER")
        run(*FORGED[told])
    assert update() == exits.FINDINGS
    assert told in capsys.readouterr().err
    assert run("SELECT to_regclass('records_envelope')") == [(None,)]


def test_an_update_despite_what_was_found_leaves_a_line_that_every_check_repeats(office, capsys):
    altered("mailroom_consignment", ALTERED["mailroom_consignment"])
    assert update(despite="Untersuchung 12-3") == exits.OK
    assert pending() == 0
    line = JournalEntry.objects.get(kind="UpdatedDespiteFindings")
    assert (line.payload["number"], line.payload["reason"]) == (1, "Untersuchung 12-3")
    assert "mailroom_consignment" in line.payload["findings"][0]
    seal(SignerKey.make("musterland.example/aktei"))
    report = Report()
    with opened(url_of_this_test(), lambda _digest: None) as log:
        tell_updates(report, log)
    assert any("Untersuchung 12-3" in each.what for each in report.notices)


def test_an_update_that_failed_in_the_middle_left_nothing_half_done_and_goes_on(office, capsys):
    run("CREATE INDEX fault_standing ON people_unit (id)")  # as good as a power cut in the middle of it
    with pytest.raises(ProgrammingError):
        update()
    assert run("SELECT to_regclass('records_envelope'), (SELECT count(*) FROM mailroom_consignment)") == [(None, 6)]
    run("DROP INDEX fault_standing")
    call_command("migrate", verbosity=0)  # and once more, before all is sealed
    assert update() == exits.OK
    assert pending() == 0
    assert rows_that_do_not_fit() == set()
    assert run("SELECT count(*) FROM records_consignment") == [(6,)]
    assert sealed_without_comparing() == 6  # when it went on nothing could be compared any more


def test_an_update_that_broke_off_between_two_migrations_goes_on(office, capsys):
    call_command("migrate", *MOVED, verbosity=0)
    assert update() == exits.OK
    assert (pending(), rows_that_do_not_fit(), sealed_without_comparing()) == (0, set(), 0)
