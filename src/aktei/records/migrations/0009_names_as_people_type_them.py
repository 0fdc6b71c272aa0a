# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers, parties and plan entries are found whatever the spelling and sort by German rules."""

from django.db import migrations

_INDEXES = """
CREATE INDEX dossier_named ON records_dossier USING gin (aktei_name_vector(reference || ' ' || subject_line));
CREATE INDEX dossier_sorted ON records_dossier (aktei_sort_key(subject_line), id);
CREATE INDEX party_named ON records_party USING gin (aktei_name_vector(given_name || ' ' || name));
CREATE INDEX party_sorted ON records_party (aktei_sort_key(name), aktei_sort_key(given_name), id);
CREATE INDEX entry_named ON records_fileplanentry USING gin (aktei_name_vector(notation || ' ' || title));
"""

_NONE = """
DROP INDEX dossier_named; DROP INDEX dossier_sorted; DROP INDEX party_named; DROP INDEX party_sorted;
DROP INDEX entry_named;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0008_standing_closures"), ("people", "0004_names_as_people_type_them")]
    operations = [migrations.RunSQL(_INDEXES, _NONE)]
