# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The address of the desk: the root."""

from django.urls import path

from aktei.entrances.web.desk import roles, views

app_name = "desk"
roles.put_up()
urlpatterns = [path("", views.desk, name="page")]
