# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's handle on four eyes."""

from django.apps import AppConfig


class FourEyesConfig(AppConfig):
    """Proposals that wait for a second person."""

    name = "aktei.base.four_eyes"
    label = "four_eyes"
