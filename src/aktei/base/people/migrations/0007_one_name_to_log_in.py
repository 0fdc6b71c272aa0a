# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two log-in names that people take for the same are one; the function is `base.names.folding.login_key`."""

from django.db import migrations, models

import aktei.base.names.expressions

_FUNCTION = r"""
CREATE FUNCTION aktei_login_key(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
    btrim(regexp_replace(regexp_replace(normalize(
        replace(replace(lower(regexp_replace(
            translate(normalize(said, NFKC), 'İı', 'ii'),
            '[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]', '', 'g'
        )), 'ς', 'σ'), 'ß', 'ss'),
    NFC), '[\u0300-\u036f]', '', 'g'), '[ \u0009-\u000d\u001c-\u001f\u0085\u1680\u2028\u2029]+', ' ', 'g'), ' ');
"""

_ALIKE = """
SELECT string_agg(login, ', ' ORDER BY login) FROM people_person
GROUP BY aktei_login_key(login) HAVING count(*) > 1 ORDER BY 1
"""


class AlikeLogins(RuntimeError):
    """Some accounts have log-in names that differ in their spelling alone."""


def _name_who_is_alike(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_ALIKE)
        alike = [names for (names,) in cursor.fetchall()]
    if alike:
        raise AlikeLogins(
            "Diese Anmeldenamen unterscheiden sich nur in der Schreibweise und gelten künftig als derselbe: "
            + "; ".join(alike)
            + ". Bitte geben Sie in der bisherigen Version (Verwaltung, Personen) je einem von ihnen einen anderen "
            "Anmeldenamen und aktualisieren Sie dann erneut. Es wurde nichts geändert."
        )


class Migration(migrations.Migration):
    dependencies = [("people", "0006_words_inside_words")]
    operations = [
        migrations.RunSQL(_FUNCTION, "DROP FUNCTION aktei_login_key(text);"),
        migrations.RunPython(_name_who_is_alike, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                aktei.base.names.expressions.LoginKey("login"), name="person_login_once"
            ),
        ),
    ]
