# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first few that hold a file are found in an index, however many sent it in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0010_words_inside_words")]
    operations = [
        migrations.AddIndex(
            model_name="component",
            index=models.Index(
                fields=["sha256", "version"], name="component_same_file", condition=models.Q(role="original")
            ),
        )
    ]
