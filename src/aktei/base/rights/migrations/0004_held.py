# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every name that reaches a person: own ones, and those of whom they stand in for, asked anew every time."""

from django.db import migrations

VIEW = """
CREATE VIEW rights_held AS
SELECT id, person, name, valid_from, valid_until, cause,
       NULL::uuid AS stands_for, NULL::uuid AS scope, false AS protected
FROM rights_principal
UNION ALL
SELECT p.id, s.person, p.name, greatest(p.valid_from, s.valid_from), least(p.valid_until, s.valid_until), s.cause,
       s.stands_for, s.scope, s.protected
FROM rights_standing AS s JOIN rights_principal AS p ON p.person = s.stands_for
WHERE s.within = ''
UNION ALL
-- Names that came with membership of one unit: those given for the same cause as the unit's own name.
SELECT p.id, s.person, p.name,
       greatest(p.valid_from, u.valid_from, s.valid_from), least(p.valid_until, u.valid_until, s.valid_until), s.cause,
       s.stands_for, s.scope, s.protected
FROM rights_standing AS s
JOIN rights_principal AS u ON u.person = s.stands_for AND u.name = s.within
JOIN rights_principal AS p ON p.person = s.stands_for AND p.cause = u.cause
WHERE s.within <> ''
"""


class Migration(migrations.Migration):

    dependencies = [("rights", "0003_standing")]

    operations = [
        migrations.RunSQL(VIEW, "DROP VIEW rights_held"),
    ]
