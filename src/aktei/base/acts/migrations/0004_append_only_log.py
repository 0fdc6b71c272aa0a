# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Leaves and checkpoints, too, are written once: the application's own role may not change them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_evidence_log")]
    operations = [
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM CURRENT_USER",
            f"GRANT UPDATE, DELETE, TRUNCATE ON {table} TO CURRENT_USER",
        )
        for table in ("journal_leaf", "journal_checkpoint")
    ]
