# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What attests to the log is written once, too; of a journal line, only payload and salt may ever be emptied."""

from django.db import migrations

_TABLES = ("journal_signingkey", "journal_timestamp", "journal_cosignature", "journal_erasure")


class Migration(migrations.Migration):
    dependencies = [("journal", "0009_keys_attestations_erasures")]
    operations = [
        migrations.RunSQL(
            "GRANT UPDATE (payload, salt) ON journal_journalentry TO CURRENT_USER",
            "REVOKE UPDATE (payload, salt) ON journal_journalentry FROM CURRENT_USER",
        ),
        *(
            migrations.RunSQL(
                f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM CURRENT_USER",
                f"GRANT UPDATE, DELETE, TRUNCATE ON {table} TO CURRENT_USER",
            )
            for table in _TABLES
        ),
    ]
