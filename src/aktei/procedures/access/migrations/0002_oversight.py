# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Records that were protected before hang below the oversight from now on, and who audits the office reaches them."""

from django.db import migrations

OVERSIGHT = "00000000-0000-7000-8000-000000000003"
TABLES = ("records_dossier", "records_case", "records_document", "mailroom_consignment")

CHAINS = "SELECT set_config('aktei.act', 'migration', true);" + "".join(
    f"""
UPDATE {table} SET chain = chain || '{OVERSIGHT}'::uuid
WHERE chain[array_upper(chain, 1)] IN (SELECT node FROM rights_placement WHERE barrier AND valid_until IS NULL);
"""
    for table in TABLES
)

GRANTS = f"""
INSERT INTO rights_grant (id, node, "right", principal, valid_from, cause)
SELECT gen_random_uuid(), '{OVERSIGHT}', 'audit', principal, now(), min(cause)
FROM rights_grant
WHERE "right" = 'audit' AND valid_from <= now() AND (valid_until IS NULL OR valid_until > now())
  AND node IN ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002')
GROUP BY principal;
SELECT set_config('aktei.act', '', true);
"""


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0001_initial"),
        ("rights", "0005_proposals"),
        ("records", "0002_guards"),
        ("mailroom", "0003_guards"),
    ]

    operations = [migrations.RunSQL(CHAINS + GRANTS, migrations.RunSQL.noop)]
