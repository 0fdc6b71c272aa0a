# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What seals rows: the function behind the triggers of every guarded table.

`aktei.act_id` is set by `@action` beside `aktei.act`. How values are written as text must not depend on anybody's
session, hence the settings of the function. Without an act no seal can be written. `docs/decisions/row-seals.md` has the bytes that are hashed.
"""

from django.db import migrations

_CREATE = """
CREATE FUNCTION aktei_seal_rows() RETURNS trigger LANGUAGE plpgsql
SET "TimeZone" = 'UTC' SET "DateStyle" = 'ISO, MDY' SET "IntervalStyle" = 'iso_8601'
SET bytea_output = 'hex' SET extra_float_digits = 1
AS $$
DECLARE
    key_column CONSTANT text := TG_ARGV[0];
    derived CONSTANT text[] := TG_ARGV[1:];
    this_act CONSTANT uuid := nullif(current_setting('aktei.act_id', true), '')::uuid;
    lost text[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO journal_rowseal (act, source, key, digest, salt, gone)
        SELECT this_act, TG_TABLE_NAME, key,
               sha256(salt || convert_to(TG_TABLE_NAME || ' ' || key || ' ' || said, 'UTF8')), salt, false
        FROM (SELECT whole ->> key_column AS key, (whole - derived)::text AS said,
                     uuid_send(gen_random_uuid()) AS salt
              FROM (SELECT to_jsonb(n) AS whole FROM new_rows AS n) AS w) AS r;
    ELSIF TG_OP = 'UPDATE' THEN
        INSERT INTO journal_rowseal (act, source, key, digest, salt, gone)
        SELECT this_act, TG_TABLE_NAME, key,
               sha256(salt || convert_to(TG_TABLE_NAME || ' ' || key || ' ' || said, 'UTF8')), salt, false
        FROM (SELECT key, said, uuid_send(gen_random_uuid()) AS salt
              FROM (SELECT whole ->> key_column AS key, (whole - derived)::text AS said
                    FROM (SELECT to_jsonb(n) AS whole FROM new_rows AS n) AS w
                    EXCEPT
                    SELECT whole ->> key_column, (whole - derived)::text
                    FROM (SELECT to_jsonb(o) AS whole FROM old_rows AS o) AS w) AS changed) AS r;
    ELSE
        SELECT array_agg(to_jsonb(o) ->> key_column) INTO lost FROM old_rows AS o;
        IF lost IS NOT NULL THEN
            UPDATE journal_rowseal SET salt = '' WHERE source = TG_TABLE_NAME AND key = ANY (lost) AND salt <> '';
            INSERT INTO journal_rowseal (act, source, key, digest, salt, gone)
            SELECT this_act, TG_TABLE_NAME, key, sha256(''), '', true FROM unnest(lost) AS key;
        END IF;
    END IF;
    RETURN NULL;
END $$;
"""
_DROP = "DROP FUNCTION aktei_seal_rows()"


class Migration(migrations.Migration):
    dependencies = [("journal", "0011_asked_by_kind_and_client")]
    operations = [migrations.RunSQL(_CREATE, _DROP)]
