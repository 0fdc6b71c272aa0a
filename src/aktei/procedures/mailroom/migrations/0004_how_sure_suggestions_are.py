# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How sure a suggestion is. Those made before are not certain: nobody weighed them against each other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mailroom", "0003_guards")]
    operations = [
        migrations.AddField(
            model_name="suggestion",
            name="level",
            field=models.CharField(
                choices=[("certain", "sicher"), ("likely", "wahrscheinlich"), ("resembling", "nur ähnlich")],
                default="resembling",
                max_length=20,
            ),
        ),
        migrations.RunSQL(
            "UPDATE mailroom_suggestion SET level = 'likely' WHERE kind <> 'similar'", migrations.RunSQL.noop
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "certain")), fields=("consignment",), name="one_certain_suggestion"
            ),
        ),
    ]
