# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""References without the zeros that people leave out, indexed; the expression is `references.ShortReferenceKey`."""

from django.db import migrations

_MAKE = r"""
CREATE INDEX dossier_short_reference_key ON records_dossier (
    replace(regexp_replace(translate(regexp_replace(upper(reference), '[^A-Z0-9]+', '-', 'g'),
    'OQDILZSBG', '000112586'), '(^|-)0+', '\1', 'g'), '-', '')
)
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0006_fewer_indexes_on_documents")]
    operations = [migrations.RunSQL(_MAKE, "DROP INDEX dossier_short_reference_key")]
