# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Address of a dossier's extra fields; included at the root."""

from django.urls import path

from aktei.entrances.web.kinds import views

app_name = "kinds"
urlpatterns = [path("akten/<uuid:node>/felder/", views.fields, name="fields")]
