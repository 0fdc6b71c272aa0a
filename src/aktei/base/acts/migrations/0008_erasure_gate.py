# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one gate through which a journal line may change: lawful erasure of its content and salt.

The application's role may update these two columns and no other, and the trigger lets through only the erasure of a
sealed line, inside an act, that the table of erasures names.
"""

from django.db import migrations

_CREATE = """
CREATE FUNCTION aktei_only_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'payload' - 'salt' IS DISTINCT FROM to_jsonb(OLD) - 'payload' - 'salt'
       OR NEW.payload <> '{}'::jsonb
       OR octet_length(NEW.salt) <> 0
       OR coalesce(current_setting('aktei.act', true), '') = ''
       OR NOT EXISTS (SELECT FROM journal_erasure AS e JOIN journal_leaf AS l USING (entry_id, position)
                      WHERE e.entry_id = NEW.id)
    THEN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'AK002';
    END IF;
    PERFORM set_config('aktei.wrote', '1', true);
    RETURN NEW;
END $$;
"""
_DROP = "DROP FUNCTION aktei_only_erasure();"


class Migration(migrations.Migration):
    dependencies = [("journal", "0007_done_for_others")]
    operations = [migrations.RunSQL(_CREATE, _DROP)]
