# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody with the whole database in hand could do: triggers off, rights given back."""

from django.conf import settings
from django.db import connection, transaction

from aktei.base.acts.actor import Actor
from aktei.base.acts.transaction import action, record
from aktei.base.evidence.verifying import verify
from aktei.base.evidence.verifying.beside import check_beside
from aktei.base.evidence.verifying.database import Log
from aktei.base.evidence.verifying.marks import keys_of
from aktei.base.evidence.verifying.office import check_office
from aktei.base.evidence.verifying.settled import unsealed
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
        if table == "journal_journalentry":
            cursor.execute("GRANT UPDATE (payload, salt) ON journal_journalentry TO CURRENT_USER")
        if table == "journal_committed":
            cursor.execute("GRANT UPDATE (head) ON journal_committed TO CURRENT_USER")
    return changed


@transaction.atomic  # the judge looks at one moment
def judge(key, read_file=None, *, office_too=False, files=True, **more):
    """The verdict on the log of this test's transaction; `office_too`: on every row, page and file as well."""
    connection.ensure_connection()
    log = Log(connection.connection, read_file or (lambda digest: None), keys_of([settings.SECRET_KEY]))
    options = {
        "heads": log.heads(),
        "batches": log.batches(),
        "tiles": log.higher_tiles(),
        "timestamps": log.timestamps(),
        "cosignatures": log.cosignatures(),
        "unsealed": unsealed(log),
        **more,
    }
    report = verify(key=str(key.verifier if hasattr(key, "verifier") else key), **options)
    if office_too:
        check_office(report, log, files=files)
    else:
        check_beside(report, log)
    for entry in log.unplaced():
        report.find(f"Eintrag {entry}", "nirgends")
    return report


def places(report):
    return {finding.place for finding in report.findings}
