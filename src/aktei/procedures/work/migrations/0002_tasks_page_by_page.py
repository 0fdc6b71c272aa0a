# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ended tasks are walked along an index, last ones first; words of tasks are found in one."""

from django.db import migrations, models

_WORDS = "CREATE INDEX task_worded ON work_task USING gin (aktei_word_vector(text));"


class Migration(migrations.Migration):
    dependencies = [("work", "0001_tasks"), ("people", "0006_words_inside_words")]
    operations = [
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                models.F("assignee"),
                models.OrderBy(models.F("ended_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("outcome", ""), _negated=True),
                name="task_ended",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                models.F("assigned_by"),
                models.OrderBy(models.F("ended_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("outcome", ""), _negated=True),
                name="task_given_ended",
            ),
        ),
        migrations.RunSQL(_WORDS, "DROP INDEX task_worded;"),
    ]
