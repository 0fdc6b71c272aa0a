# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What cannot be taken in from watched folders is told in the post room, too."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mailroom", "0004_how_sure_suggestions_are")]
    operations = [
        migrations.CreateModel(
            name="FolderTrouble",
            fields=[
                ("folder", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("chain", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("lines", models.JSONField(default=list)),
                ("changed_at", models.DateTimeField()),
            ],
            options={"abstract": False},
        ),
    ]
