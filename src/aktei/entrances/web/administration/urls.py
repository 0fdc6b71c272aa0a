# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses below `/verwaltung/`."""

from django.urls import path

from aktei.entrances.web.administration import views

app_name = "administration"
urlpatterns = [
    path("", views.page, name="page"),
]
