# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the book, and of what it asks for while it is read; part of the namespace `records`."""

from django.urls import path

from aktei.entrances.web.kit.records.addresses import side
from aktei.entrances.web.reading import views

_PAGE = "dokumente/<uuid:node>/seiten/<int:number>"

urlpatterns = [
    *side("", views.book, ""),
    *side("lesen/", views.book, "book"),
    *side("lesen/seiten.json", views.geometry, "geometry"),
    *side("lesen/treffer.json", views.hits, "hits"),
    *side("drucken/", views.printed, "print"),
    path(f"{_PAGE}.webp", views.page_image, name="page_image"),
    path(f"{_PAGE}/worte.json", views.words, name="page_words"),
]
