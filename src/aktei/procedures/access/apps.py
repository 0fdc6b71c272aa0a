# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's handle on access."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who can see what and why, break-glass, and what waits for a second person."""

    name = "aktei.procedures.access"
    label = "access"
