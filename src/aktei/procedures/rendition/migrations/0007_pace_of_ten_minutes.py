# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was read is counted by ten minutes: of an hour that has just begun there is nothing to tell."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rendition", "0006_pace")]

    operations = [
        migrations.RemoveConstraint("pace", "pace_of_an_hour"),
        migrations.RenameField("pace", "hour", "since"),
        migrations.AddConstraint("pace", models.UniqueConstraint(fields=("since", "lane"), name="pace_of_a_lane")),
    ]
