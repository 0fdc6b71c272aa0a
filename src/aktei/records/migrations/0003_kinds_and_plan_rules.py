# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("records", "0002_guards")]

    operations = [
        migrations.AddField("fileplanentry", "note", models.TextField(blank=True, default="")),
        migrations.AddField(
            "fileplanentry",
            "dossier_kinds",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), blank=True, default=list, size=None
            ),
        ),
        migrations.AlterField(
            "dossier",
            "kind",
            models.CharField(
                choices=[("subject", "Sachakte"), ("case_file", "Fallakte")], default="subject", max_length=40
            ),
        ),
        migrations.AddField("dossier", "specialist_key", models.CharField(blank=True, default="", max_length=120)),
        migrations.AddField("dossier", "fields", models.JSONField(blank=True, default=dict)),
        migrations.AddIndex(
            "dossier",
            django.contrib.postgres.indexes.GinIndex(
                fields=["fields"], name="dossier_fields", opclasses=["jsonb_path_ops"]
            ),
        ),
        migrations.AddConstraint(
            "dossier",
            models.UniqueConstraint(
                condition=models.Q(("specialist_key", ""), _negated=True),
                fields=("kind", "specialist_key"),
                name="one_dossier_per_specialist_key",
            ),
        ),
    ]
