# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sweep looks for versions without a rendition every few minutes: among millions, only those few are indexed."""

from django.db import migrations

_MAKE = "CREATE INDEX version_unrendered ON records_version (created_at) WHERE rendered_at IS NULL"


class Migration(migrations.Migration):
    dependencies = [("rendition", "0001_initial"), ("records", "0001_initial")]
    operations = [migrations.RunSQL(_MAKE, "DROP INDEX version_unrendered")]
