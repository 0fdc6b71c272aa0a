# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list may open with one of the saved views."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lists", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="savedview",
            name="is_usual",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_usual", True)), fields=("person", "page"), name="one_usual_view_per_list"
            ),
        ),
    ]
