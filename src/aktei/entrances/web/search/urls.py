# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the search."""

from django.urls import path

from aktei.entrances.web.search import views

app_name = "search"
urlpatterns = [
    path("", views.page, name="page"),
    path("eingrenzen/", views.narrowing, name="narrowing"),
    path("sprung/", views.jump, name="jump"),
    path("ausschnitt/<uuid:document>/<int:number>.webp", views.strip, name="strip"),
]
