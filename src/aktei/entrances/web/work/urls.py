# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of tasks, below `/aufgaben/`; the tab of a record stands beside the other tabs of records."""

from django.urls import path

from aktei.entrances.web.kit.records.addresses import side
from aktei.entrances.web.work import desk, views

app_name = "work"
urlpatterns = [
    path("", views.listed, name="tasks"),
    path("neu/", views.assign, name="assign"),
    path("erledigen/", views.finish_many, name="finish_many"),
    path("zuruecknehmen/<uuid:token>/", views.undo_many, name="undo_many"),
    path("<uuid:task>/", views.one, name="task"),
    path("<uuid:task>/zuruecknehmen/", views.undo, name="undo"),
    path("<uuid:task>/<slug:act>/", views.end, name="end"),
]

sections = (desk.own_tasks,)
"""Named, so that importing the addresses puts the section on the desk."""

record_urlpatterns = side("aufgaben/", views.on_record, "tasks", ("dossier", "case"))
"""The tab of a record; part of the namespace `records`."""
