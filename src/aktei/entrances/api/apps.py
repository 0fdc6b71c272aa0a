# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's handle on the interface for programs."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """It keeps one table: the answers to requests that carried an idempotency key."""

    name = "aktei.entrances.api"
    label = "api"
