# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's handle on the journal: its label names the tables."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The insert-only journal."""

    name = "aktei.base.acts"
    label = "journal"
