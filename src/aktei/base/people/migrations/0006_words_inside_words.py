# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words are found inside words, too: „geld“ in „Wohngeld“. The function is `base.names.folding.inner_words`.

An index of trigrams would need an extension that the database that comes along lacks. Here every place inside a word
is a word of its own behind a tilde, and the index that finds beginnings finds these as well.
"""

from django.db import migrations

_FUNCTION = r"""
CREATE FUNCTION aktei_word_vector(said text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 3000 RETURN
    aktei_name_vector(said) || array_to_tsvector(ARRAY(
        SELECT '~' || left(CASE WHEN rest ~ '^0' THEN regexp_replace(rest, '^0+(?=[0-9])', '') ELSE rest END, 40)
        FROM string_to_table(
            regexp_replace(aktei_plain(said), '[\s!-/:-@\[-`{-\u00bf\u2000-\u206f\u2212]+', ' ', 'g'), ' '
        ) AS word, generate_series(2, least(length(word), 100) - 2) AS at, substr(word, at) AS said_there,
        LATERAL (SELECT CASE WHEN said_there ~ '[aou]e' THEN
            regexp_replace(said_there, '(?<=[ao])e|(?<=[^aeioqu]u)e|(?<=^u)e', '', 'g') ELSE said_there END
        ) AS folded(rest)
        WHERE NOT (substr(word, at - 1, 2) ~ '^[0-9]{2}$')
    ));
"""

_INDEXES = """
DROP INDEX person_named;
CREATE INDEX person_named ON people_person USING gin
    (aktei_word_vector(given_name || ' ' || family_name || ' ' || login));
CREATE INDEX person_mailed ON people_person USING gin (aktei_word_vector(email));
DROP INDEX unit_named;
CREATE INDEX unit_named ON people_unit USING gin (aktei_word_vector(name || ' ' || short_name));
"""

_BEFORE = """
DROP INDEX person_mailed;
DROP INDEX person_named;
CREATE INDEX person_named ON people_person USING gin
    (aktei_name_vector(given_name || ' ' || family_name || ' ' || login));
DROP INDEX unit_named;
CREATE INDEX unit_named ON people_unit USING gin (aktei_name_vector(name || ' ' || short_name));
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0005_more_letters_in_names")]
    operations = [
        migrations.RunSQL(_FUNCTION, "DROP FUNCTION aktei_word_vector(text);"),
        migrations.RunSQL(_INDEXES, _BEFORE),
    ]
