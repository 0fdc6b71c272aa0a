# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django application of the page frame."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    """Templates, static files and template tags that every page builds on."""

    name = "aktei.entrances.web.frame"
    label = "frame"
