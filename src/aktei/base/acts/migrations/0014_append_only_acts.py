# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts, row seals and admissions are written once, too; of a seal, only its salt may ever be emptied."""

from django.db import migrations

_TABLES = ("journal_act", "journal_rowseal", "journal_admission")


class Migration(migrations.Migration):
    dependencies = [("journal", "0013_acts_and_their_rows")]
    operations = [
        *(
            migrations.RunSQL(
                f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM CURRENT_USER",
                f"GRANT UPDATE, DELETE, TRUNCATE ON {table} TO CURRENT_USER",
            )
            for table in _TABLES
        ),
        migrations.RunSQL(
            "GRANT UPDATE (salt) ON journal_rowseal TO CURRENT_USER",
            "REVOKE UPDATE (salt) ON journal_rowseal FROM CURRENT_USER",
        ),
    ]
