# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's handle on the furniture of lists."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    """It keeps one table: the views that people saved."""

    name = "aktei.entrances.web.kit.lists"
    label = "lists"
