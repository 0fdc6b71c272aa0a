# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the address book; part of the namespace `records`."""

from django.urls import path

from aktei.entrances.web.parties import views

_PARTY = "beteiligte/<uuid:party>/"
_INVOLVEMENT = "beteiligungen/<uuid:involvement>/"

urlpatterns = [
    path("beteiligte/", views.book, name="parties"),
    path("beteiligte/neu/", views.add, name="add_party"),
    path("beteiligte/hinweise/", views.hints, name="party_hints"),
    path(_PARTY, views.show, name="party"),
    path(f"{_PARTY}bearbeiten/", views.edit, name="edit_party"),
    path(f"{_PARTY}zusammenfuehren/", views.merge, name="merge_parties"),
    path(f"{_PARTY}trennen/", views.undo_merge, name="undo_merge"),
    path("akten/<uuid:node>/beteiligte/", views.of_dossier, name="dossier_parties"),
    path(f"{_INVOLVEMENT}beenden/", views.end, name="end_involvement"),
    path(f"{_INVOLVEMENT}fortsetzen/", views.resume, name="resume_involvement"),
]
