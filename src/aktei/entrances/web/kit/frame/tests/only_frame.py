# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A house in which only the frame exists."""

from django.urls import include, path

urlpatterns = [path("", include("aktei.entrances.web.kit.frame.urls"))]
