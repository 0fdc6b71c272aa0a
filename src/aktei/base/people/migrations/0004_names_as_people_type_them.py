# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names sort by German rules and are found whatever their spelling; the functions are those of `base.names.folding`.

A database without ICU (the one that comes along) has no German collation, and one with ICU sorts differently after its
next update; a function of ours sorts alike everywhere.
"""

from django.db import migrations

_FUNCTIONS = r"""
CREATE FUNCTION aktei_plain(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
    lower(
        replace(replace(replace(replace(replace(replace(replace(replace(
            translate(
                regexp_replace(normalize(replace(said, '´', ''''), NFKD), '[\u0300-\u036f]', '', 'g'),
                'øØıłŁđĐðÐŋŊςʹʺʻʼʽʾʿ''‘’`' || chr(173), 'oOilLdDdDnNσ'
            ),
            'ß', 'ss'), 'ẞ', 'SS'), 'æ', 'ae'), 'Æ', 'AE'), 'œ', 'oe'), 'Œ', 'OE'), 'þ', 'th'), 'Þ', 'TH')
    );

CREATE FUNCTION aktei_sort_key(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
    btrim(regexp_replace(aktei_plain(
        replace(replace(replace(replace(replace(replace(
            normalize(said, NFC), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'Ä', 'Ae'), 'Ö', 'Oe'), 'Ü', 'Ue')
    ), '[\s!-/:-@\[-`{-\u00bf\u2000-\u206f]+', ' ', 'g'));

CREATE FUNCTION aktei_name_vector(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
    array_to_tsvector(string_to_array(
        regexp_replace(
            btrim(regexp_replace(
                regexp_replace(aktei_plain(said), '(?<=[ao])e|(?<=[^aeioqu]u)e|(?<=^u)e', '', 'g'),
                '[\s!-/:-@\[-`{-\u00bf\u2000-\u206f]+', ' ', 'g'
            )),
            '(^| )0+(?=[0-9])', '\1', 'g'
        ), ' '
    ));
"""

_UNDO = """
DROP FUNCTION aktei_name_vector(text);
DROP FUNCTION aktei_sort_key(text);
DROP FUNCTION aktei_plain(text);
"""

_INDEXES = """
CREATE INDEX person_sorted ON people_person (aktei_sort_key(family_name), aktei_sort_key(given_name), id);
CREATE INDEX person_named ON people_person USING gin
    (aktei_name_vector(given_name || ' ' || family_name || ' ' || login));
CREATE INDEX unit_named ON people_unit USING gin (aktei_name_vector(name || ' ' || short_name));
"""

_NO_INDEXES = "DROP INDEX person_sorted; DROP INDEX person_named; DROP INDEX unit_named;"


class Migration(migrations.Migration):
    dependencies = [("people", "0003_organisation_over_time")]
    operations = [migrations.RunSQL(_FUNCTIONS, _UNDO), migrations.RunSQL(_INDEXES, _NO_INDEXES)]
