# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the picker, below `/waehlen/`."""

from django.urls import path

from aktei.entrances.web.kit.picking import views

app_name = "picking"
urlpatterns = [path("<slug:kind>/", views.offers, name="offers")]
