# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Consignments lie with the records, and passwords where they are used; their tables of before go."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_oversight"),
        ("mailroom", "0006_row_seals"),
        ("records", "0013_envelopes"),
        ("rendition", "0008_faults_are_of_versions"),
    ]
    operations = [
        migrations.AlterField(
            model_name="suggestion",
            name="consignment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="suggestions", to="records.consignment"
            ),
        ),
        migrations.DeleteModel(name="SuppliedPassword"),
        migrations.DeleteModel(name="Consignment"),
    ]
