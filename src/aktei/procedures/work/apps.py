# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's handle on the work of an office."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Tasks."""

    name = "aktei.procedures.work"
    label = "work"
