# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units are listed by name as persons are: from an index, not by working out the key of each of thousands anew."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0009_row_seals")]
    operations = [
        migrations.RunSQL(
            "CREATE INDEX unit_sorted ON people_unit (aktei_sort_key(name), id);", "DROP INDEX unit_sorted;"
        )
    ]
