# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the address book; part of the namespace `records`."""

from django.urls import path

from aktei.entrances.web.records.views import parties

_PARTY = "beteiligte/<uuid:party>/"
_INVOLVEMENT = "beteiligungen/<uuid:involvement>/"

urlpatterns = [
    path("beteiligte/", parties.book, name="parties"),
    path("beteiligte/neu/", parties.add, name="add_party"),
    path("beteiligte/hinweise/", parties.hints, name="party_hints"),
    path(_PARTY, parties.show, name="party"),
    path(f"{_PARTY}bearbeiten/", parties.edit, name="edit_party"),
    path(f"{_PARTY}zusammenfuehren/", parties.merge, name="merge_parties"),
    path(f"{_PARTY}trennen/", parties.undo_merge, name="undo_merge"),
    path("akten/<uuid:node>/beteiligte/", parties.of_dossier, name="dossier_parties"),
    path(f"{_INVOLVEMENT}beenden/", parties.end, name="end_involvement"),
    path(f"{_INVOLVEMENT}fortsetzen/", parties.resume, name="resume_involvement"),
]
