# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's handle on the records."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """File plan, dossiers, cases, documents and parties: one app, one tree."""

    name = "aktei.records"
    label = "records"
