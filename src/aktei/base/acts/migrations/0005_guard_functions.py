# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The functions that guard the tables.

`aktei.act` is set by `@action` for its own transaction; `aktei.wrote` lets it notice a write that nobody recorded.
"""

from django.db import migrations

_CREATE = """
CREATE FUNCTION aktei_only_in_an_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('aktei.act', true), '') = '' THEN
        RAISE EXCEPTION 'write outside an act: %', TG_TABLE_NAME USING ERRCODE = 'AK001';
    END IF;
    PERFORM set_config('aktei.wrote', '1', true);
    RETURN NULL;
END $$;
CREATE FUNCTION aktei_journal_in_an_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('aktei.act', true), '') = '' THEN
        RAISE EXCEPTION 'write outside an act: %', TG_TABLE_NAME USING ERRCODE = 'AK001';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION aktei_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'AK002';
END $$;
CREATE FUNCTION aktei_wait_for_the_sealer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO journal_unsealed (entry_id) VALUES (NEW.id);
    RETURN NULL;
END $$;
"""
_DROP = """
DROP FUNCTION aktei_only_in_an_act();
DROP FUNCTION aktei_journal_in_an_act();
DROP FUNCTION aktei_append_only();
DROP FUNCTION aktei_wait_for_the_sealer();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_append_only_log")]
    operations = [migrations.RunSQL(_CREATE, _DROP)]
