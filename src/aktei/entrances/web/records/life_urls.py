# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the life of dossiers and cases; part of the namespace `records`."""

from django.urls import path

from aktei.entrances.web.records.views import life
from aktei.entrances.web.work import views as work

_DOSSIER, _CASE = {"kind": "dossier"}, {"kind": "case"}

urlpatterns = [
    path("akten/federfuehrung/", life.lead_many, name="lead_many"),
    path("akten/rueckgaengig/<uuid:token>/", life.undo_many, name="undo_dossiers"),
    path("akten/<uuid:node>/angaben/", life.about, _DOSSIER, name="dossier_about"),
    path("akten/<uuid:node>/aufgaben/", work.on_record, _DOSSIER, name="dossier_tasks"),
    path("akten/<uuid:node>/aendern/<slug:act>/", life.change, _DOSSIER, name="dossier_change"),
    path("akten/<uuid:node>/vorschlaege/<slug:act>/", life.suggestions, _DOSSIER, name="dossier_suggestions"),
    path("vorgaenge/<uuid:node>/angaben/", life.about, _CASE, name="case_about"),
    path("vorgaenge/<uuid:node>/aufgaben/", work.on_record, _CASE, name="case_tasks"),
    path("vorgaenge/<uuid:node>/aendern/<slug:act>/", life.change, _CASE, name="case_change"),
    path("vorgaenge/<uuid:node>/vorschlaege/<slug:act>/", life.suggestions, _CASE, name="case_suggestions"),
]
