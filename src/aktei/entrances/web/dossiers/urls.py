# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of dossiers, cases and the file plan; part of the namespace `records`."""

from django.urls import path

from aktei.entrances.web.dossiers.views import acts, changes, lists, plan
from aktei.entrances.web.kit.records.addresses import side

_BOTH = ("dossier", "case")

urlpatterns = [
    path("aktenplan/", plan.plan, name="plan"),
    path("aktenplan/<uuid:node>/", plan.plan_entry, name="plan_entry"),
    path("akten/", lists.dossier_list, name="dossiers"),
    path("akten/neu/", lists.open_dossier, name="open_dossier"),
    path("akten/schliessen/", acts.close_many, name="close_many"),
    path("akten/federfuehrung/", acts.lead_many, name="lead_many"),
    path("akten/rueckgaengig/<uuid:token>/", acts.undo_many, name="undo_dossiers"),
    path("akten/<uuid:node>/schliessen/", acts.close_dossier, name="close_dossier"),
    path("akten/<uuid:node>/wiederoeffnen/", acts.reopen_dossier, name="reopen_dossier"),
    path("akten/<uuid:node>/vorgaenge/", acts.open_case, name="open_case"),
    *side("angaben/", changes.about, "about", _BOTH),
    *side("aendern/<slug:act>/", changes.change, "change", _BOTH),
    *side("vorschlaege/<slug:act>/", changes.suggestions, "suggestions", _BOTH),
]
