# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every head commits to what lies beside the log: the database notes each such row, those of before as well.

The settings of the function keep the text of a row from depending on anybody's session.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

_CREATE = """
CREATE FUNCTION aktei_commit_row() RETURNS trigger LANGUAGE plpgsql
SET "TimeZone" = 'UTC' SET "DateStyle" = 'ISO, MDY' SET "IntervalStyle" = 'iso_8601'
SET bytea_output = 'hex' SET extra_float_digits = 1
AS $$
DECLARE
    whole CONSTANT jsonb := to_jsonb(NEW);
    named CONSTANT text := coalesce(whole ->> 'id', whole ->> 'size');
BEGIN
    INSERT INTO journal_committed (source, key, digest)
    VALUES (TG_TABLE_NAME, named, sha256(convert_to(TG_TABLE_NAME || ' ' || named || ' ' || whole::text, 'UTF8')));
    RETURN NULL;
END $$;
"""
_DROP = "DROP FUNCTION aktei_commit_row()"
_OF_BEFORE = """
SET LOCAL "TimeZone" = 'UTC';
SET LOCAL bytea_output = 'hex';
""" + "".join(
    f"""
INSERT INTO journal_committed (source, key, digest)
SELECT '{table}', named, sha256(convert_to('{table} ' || named || ' ' || whole::text, 'UTF8'))
FROM (SELECT to_jsonb(t) AS whole, t.{key}::text AS named FROM {table} AS t ORDER BY t.{key}) AS rows;
"""
    for table, key in (
        ("journal_signingkey", "id"),
        ("journal_checkpoint", "size"),
        ("journal_timestamp", "size"),
        ("journal_cosignature", "id"),
    )
)


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0014_append_only_acts'),
    ]

    operations = [
        migrations.RunSQL(_CREATE, _DROP),
        migrations.CreateModel(
            name='Committed',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('source', models.TextField()),
                ('key', models.TextField()),
                ('digest', models.BinaryField()),
                ('head', models.BigIntegerField(null=True)),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='checkpoint',
            trigger=pgtrigger.compiler.Trigger(name='commit_row', sql=pgtrigger.compiler.UpsertTriggerSql(execute='aktei_commit_row()', func='RETURN NULL;', hash='5baab1168d17e69c30746ccee3b0e74b708eece6', operation='INSERT', pgid='pgtrigger_commit_row_f3f38', table='journal_checkpoint', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cosignature',
            trigger=pgtrigger.compiler.Trigger(name='commit_row', sql=pgtrigger.compiler.UpsertTriggerSql(execute='aktei_commit_row()', func='RETURN NULL;', hash='6913b9b7a5716a3f2dce7c3fedd17b46c62048fd', operation='INSERT', pgid='pgtrigger_commit_row_d25c4', table='journal_cosignature', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signingkey',
            trigger=pgtrigger.compiler.Trigger(name='commit_row', sql=pgtrigger.compiler.UpsertTriggerSql(execute='aktei_commit_row()', func='RETURN NULL;', hash='5c36be7cb2fdc5ae0a4188a30a15185a4f68fc35', operation='INSERT', pgid='pgtrigger_commit_row_da86a', table='journal_signingkey', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='timestamp',
            trigger=pgtrigger.compiler.Trigger(name='commit_row', sql=pgtrigger.compiler.UpsertTriggerSql(execute='aktei_commit_row()', func='RETURN NULL;', hash='910e8b3172f05f537db2e517cf2fde4ff3054946', operation='INSERT', pgid='pgtrigger_commit_row_f9f21', table='journal_timestamp', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='committed',
            index=models.Index(fields=['head', 'id'], name='committed_by_head'),
        ),
        migrations.RunSQL(_OF_BEFORE, migrations.RunSQL.noop),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE, TRUNCATE ON journal_committed FROM CURRENT_USER;"
            "GRANT UPDATE (head) ON journal_committed TO CURRENT_USER",
            "GRANT UPDATE, DELETE, TRUNCATE ON journal_committed TO CURRENT_USER",
        ),
    ]
