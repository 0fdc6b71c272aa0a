# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much is read in an hour; and what was read lately is found without looking at all that waits."""

from django.db import migrations, models

_MAKE = "CREATE INDEX version_rendered ON records_version (rendered_at) WHERE rendered_at IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [("rendition", "0005_row_seals"), ("records", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Pace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lane", models.CharField(max_length=20)),
                ("hour", models.DateTimeField()),
                ("documents", models.PositiveIntegerField(default=0)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
            ],
            options={
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("hour", "lane"), name="pace_of_an_hour")],
            },
        ),
        migrations.RunSQL(_MAKE, "DROP INDEX version_rendered"),
    ]
