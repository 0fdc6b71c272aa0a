# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the frame; include them at the root with namespace `frame`."""

from django.urls import path

from aktei.entrances.web.kit.frame import views

app_name = "frame"
urlpatterns = [
    path("rahmen/zaehler/", views.counters, name="counters"),
    path("rahmen/laufend/", views.work, name="work"),
    path("rahmen/darstellung/", views.theme, name="theme"),
    path("rahmen/sprache/", views.language, name="language"),
    path("static/<str:stamp>/<path:name>", views.outdated, name="outdated"),
    path("rahmen/bausteine/", views.components, name="gallery"),
]
