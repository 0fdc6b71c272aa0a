# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of saved views, below `/ansichten/`."""

from django.urls import path

from aktei.entrances.web.kit.lists import views

app_name = "lists"
urlpatterns = [
    path("", views.own, name="own"),
    path("speichern/", views.save, name="save"),
    path("<uuid:view>/umbenennen/", views.rename, name="rename"),
    path("<uuid:view>/standard/", views.open_with, name="open_with"),
    path("<uuid:view>/loeschen/", views.forget, name="forget"),
]
