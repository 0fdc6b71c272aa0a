# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses below `/verwaltung/aktenplan/`."""

from django.urls import path

from aktei.entrances.web.file_plan import views

app_name = "file_plan"
urlpatterns = [
    path("", views.page, name="page"),
    path("neu/", views.add, name="add"),
    path("einlesen/", views.upload, name="import"),
    path("einlesen/uebernehmen/", views.take_over, name="take_over"),
    path("ausgeben/<slug:form>/", views.export, name="export"),
    path("<uuid:node>/", views.entry, name="entry"),
    path("<uuid:node>/verschieben/", views.move, name="move"),
    path("<uuid:node>/umfang/", views.weight, name="weight"),
    path("<uuid:node>/kennzeichen/", views.renumber, name="renumber"),
    path("<uuid:node>/stilllegen/", views.disable, name="disable"),
    path("<uuid:node>/in-kraft/", views.enable, name="enable"),
    path("<uuid:node>/rechte/", views.rights, name="rights"),
]
