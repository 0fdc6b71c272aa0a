# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Take the right to change or empty the journal away from the application's own role.

The trigger stops a mistake; this stops whoever gets hold of the application's connection without owning the table.
"""

from django.db import migrations

_TAKE = "REVOKE UPDATE, DELETE, TRUNCATE ON journal_journalentry FROM CURRENT_USER"
_GIVE_BACK = "GRANT UPDATE, DELETE, TRUNCATE ON journal_journalentry TO CURRENT_USER"


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunSQL(_TAKE, _GIVE_BACK)]
