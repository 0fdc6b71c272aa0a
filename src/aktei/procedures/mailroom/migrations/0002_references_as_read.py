# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""References as a reader with poor eyes sees them, indexed; the expression is `references.ReferenceKey` of the dossiers."""

from django.db import migrations

_MAKE = """
CREATE INDEX dossier_reference_key ON records_dossier (
    translate(regexp_replace(upper(reference), '[^A-Z0-9]', '', 'g'), 'OQDILZSBG', '000112586')
)
"""


class Migration(migrations.Migration):
    dependencies = [("mailroom", "0001_initial"), ("records", "0001_initial")]
    operations = [migrations.RunSQL(_MAKE, "DROP INDEX dossier_reference_key")]
