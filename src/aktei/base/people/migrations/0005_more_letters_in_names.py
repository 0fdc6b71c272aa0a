# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""More letters of DIN 91379 are found as people type them, and what sticks to pasted text parts no words.

The indexes keep what the functions said when a row was written, so they are built anew.
"""

from django.db import migrations

_FUNCTIONS = r"""
CREATE OR REPLACE FUNCTION aktei_plain(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
    lower(
        replace(replace(replace(replace(replace(replace(replace(replace(
            translate(
                regexp_replace(normalize(replace(said, '´', ''''), NFKD), '[\u0300-\u036f]', '', 'g'),
                'øØıłŁđĐðÐŋŊςħĦŧŦəƏĸʒƷǥǤʹʺʻʼʽʾʿ''‘’`' || chr(173) || U&'\200B\200C\200D\2060\FEFF',
                'oOilLdDdDnNσhHtTeEqzZgG'
            ),
            'ß', 'ss'), 'ẞ', 'SS'), 'æ', 'ae'), 'Æ', 'AE'), 'œ', 'oe'), 'Œ', 'OE'), 'þ', 'th'), 'Þ', 'TH')
    );

CREATE OR REPLACE FUNCTION aktei_sort_key(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
    btrim(regexp_replace(aktei_plain(
        replace(replace(replace(replace(replace(replace(
            normalize(said, NFC), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'Ä', 'Ae'), 'Ö', 'Oe'), 'Ü', 'Ue')
    ), '[\s!-/:-@\[-`{-\u00bf\u2000-\u206f\u2212]+', ' ', 'g'));

CREATE OR REPLACE FUNCTION aktei_name_vector(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN array_to_tsvector(string_to_array(
    regexp_replace(
        btrim(regexp_replace(
            regexp_replace(aktei_plain(said), '(?<=[ao])e|(?<=[^aeioqu]u)e|(?<=^u)e', '', 'g'),
            '[\s!-/:-@\[-`{-\u00bf\u2000-\u206f\u2212]+', ' ', 'g'
        )),
        '(^| )0+(?=[0-9])', '\1', 'g'
    ), ' '
));
"""

_ANEW = """
DO $$
DECLARE each regclass;
BEGIN
    FOR each IN
        SELECT indexrelid::regclass FROM pg_index
        WHERE pg_get_expr(indexprs, indrelid) ~ 'aktei_(plain|sort_key|name_vector)'
    LOOP
        EXECUTE format('REINDEX INDEX %s', each);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0004_names_as_people_type_them")]
    operations = [
        migrations.RunSQL(_FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(_ANEW, migrations.RunSQL.noop),
    ]
