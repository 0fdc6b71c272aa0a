# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's handle on rights."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """Grants and placements."""

    name = "aktei.base.rights"
    label = "rights"
