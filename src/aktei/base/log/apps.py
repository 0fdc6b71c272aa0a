# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's handle on the evidence log."""

from django.apps import AppConfig


class LogConfig(AppConfig):
    """The evidence log. Its tables bear the label of the journal, and its migrations are there."""

    name = "aktei.base.log"
    label = "log"
