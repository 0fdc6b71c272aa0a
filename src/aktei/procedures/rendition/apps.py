# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's handle on rendition."""

from django.apps import AppConfig


class RenditionConfig(AppConfig):
    """How originals become pages anyone can read."""

    name = "aktei.procedures.rendition"
    label = "rendition"
