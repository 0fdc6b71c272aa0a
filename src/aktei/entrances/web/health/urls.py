# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses for whoever watches the house from outside."""

from django.urls import path

from aktei.entrances.web.health import views

app_name = "health"
urlpatterns = [
    path("health", views.health, name="health"),
    path("health/evidence", views.evidence, name="evidence"),
    path("health/search", views.search, name="search"),
    path("metrics", views.metrics, name="metrics"),
]
