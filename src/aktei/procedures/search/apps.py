# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's handle on search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The derived index over all pages."""

    name = "aktei.procedures.search"
    label = "search"
