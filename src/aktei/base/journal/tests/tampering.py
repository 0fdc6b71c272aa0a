# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody with the whole database in hand could do: triggers off, rights given back."""

from django.db import connection

from aktei.base.evidence.verifying import verify
from aktei.base.evidence.verifying.database import Log
from aktei.base.journal.acts import Actor, action, record
from aktei.base.people.events import LoggedIn
from aktei.base.people.models import OFFICE

SYSTEM = Actor.system("test")


@action
def some_acts(actor, number):
    for _each in range(number):
        record(actor, LoggedIn(node=OFFICE))


def tamper(table, statement, *values):
    """Run a statement on a table as whoever owns it can."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"GRANT ALL ON {table} TO CURRENT_USER")
        cursor.execute(statement, values or None)
        changed = cursor.rowcount
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        if table != "journal_tile":  # which grows
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM CURRENT_USER")
    return changed


def judge(key, read_file=None, *, contents_too=False, **more):
    """The verdict on the log of this test's transaction; `contents_too`: on pages and files as well."""
    connection.ensure_connection()
    log = Log(connection.connection, read_file or (lambda digest: None))
    options = {
        "heads": log.heads(),
        "batches": log.batches(),
        "tiles": log.higher_tiles(),
        "timestamps": log.timestamps(),
        "cosignatures": log.cosignatures(),
        "contents": log if contents_too else None,
        "unsealed": log.unsealed(),
        **more,
    }
    report = verify(key=str(key.verifier if hasattr(key, "verifier") else key), **options)
    for entry in log.unplaced():
        report.find(f"Eintrag {entry}", "nirgends")
    return report


def places(report):
    return {finding.place for finding in report.findings}
