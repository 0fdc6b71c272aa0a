# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Open tasks are walked along an index, the most urgent first; what is due on no day comes last."""

import datetime

from django.db import migrations, models
from django.db.models.functions import Coalesce

_NO_DAY = models.Value(datetime.date.max)


class Migration(migrations.Migration):
    dependencies = [("work", "0003_row_seals")]
    operations = [
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                Coalesce(models.F("due_on"), _NO_DAY, output_field=models.DateField()),
                models.F("assigned_at"),
                models.F("id"),
                condition=models.Q(("outcome", "")),
                name="task_in_turn",
            ),
        )
    ]
