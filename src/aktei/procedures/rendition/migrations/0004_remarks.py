# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is to be known of a file that was read; asked for by version, so that no index is needed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rendition", "0003_guards")]
    operations = [migrations.AddField("rendition", "remarks", models.JSONField(blank=True, default=list))]
