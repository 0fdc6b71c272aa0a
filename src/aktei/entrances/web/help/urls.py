# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses below `/hilfe/`: the handbook."""

from django.urls import path

from aktei.entrances.web.help import chapters, views
from aktei.entrances.web.kit.frame import navigation

app_name = "help"
navigation.explained_at(chapters.address_for)

urlpatterns = [
    path("", views.chapter, name="page"),
    path("bilder/<str:name>", views.image, name="image"),
    path("<slug:name>/", views.chapter, name="chapter"),
]
