# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's handle on deputies."""

from django.apps import AppConfig


class DeputiesConfig(AppConfig):
    """Absences and who stands in."""

    name = "aktei.base.deputies"
    label = "deputies"
