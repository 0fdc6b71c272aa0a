# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers, parties and plan entries are found by what stands inside their words, too."""

from django.db import migrations

_INDEXES = """
DROP INDEX dossier_named;
CREATE INDEX dossier_named ON records_dossier USING gin (aktei_word_vector(reference || ' ' || subject_line));
DROP INDEX party_named;
CREATE INDEX party_named ON records_party USING gin (aktei_word_vector(given_name || ' ' || name));
CREATE INDEX party_placed ON records_party USING gin (aktei_word_vector(street || ' ' || postcode || ' ' || city));
DROP INDEX entry_named;
CREATE INDEX entry_named ON records_fileplanentry USING gin (aktei_word_vector(notation || ' ' || title));
CREATE INDEX document_unfiled_named ON records_document USING gin (aktei_word_vector(subject_line || ' ' || sender))
    WHERE dossier_id IS NULL;
"""

_BEFORE = """
DROP INDEX document_unfiled_named;
DROP INDEX dossier_named;
CREATE INDEX dossier_named ON records_dossier USING gin (aktei_name_vector(reference || ' ' || subject_line));
DROP INDEX party_placed;
DROP INDEX party_named;
CREATE INDEX party_named ON records_party USING gin (aktei_name_vector(given_name || ' ' || name));
DROP INDEX entry_named;
CREATE INDEX entry_named ON records_fileplanentry USING gin (aktei_name_vector(notation || ' ' || title));
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0009_names_as_people_type_them"), ("people", "0006_words_inside_words")]
    operations = [migrations.RunSQL(_INDEXES, _BEFORE)]
