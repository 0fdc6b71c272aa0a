# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the journal and of what is handed out; included at the root with namespace `journal`."""

from django.urls import path

from aktei.entrances.web.journal import exports_under_way, views

app_name = "journal"
exports_under_way.announce()

urlpatterns = [
    path("protokoll/", views.page, name="page"),
    path("protokoll/auszug/", views.extract, name="extract"),
    path("akten/<uuid:node>/nachweis/", views.proof, name="proof"),
    path("nachweise/<uuid:export>/datei/", views.download, name="download"),
]
