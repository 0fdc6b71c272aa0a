# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses below `/zugriff/`: who can see what, break-glass, and what waits for a second person."""

from django.urls import path

from aktei.entrances.web.access import bars
from aktei.entrances.web.access.views import approvals, emergencies, grants, pages
from aktei.entrances.web.kit.records.addresses import side

app_name = "access"
bars.put_up()

urlpatterns = [
    path("geschuetzt/", pages.protected, name="protected"),
    path("freigaben/", approvals.page, name="approvals"),
    path("freigaben/<uuid:proposal>/", approvals.decide, name="decide"),
    path("notzugriff/", emergencies.ask, name="emergency"),
    path("notzugriffe/", emergencies.page, name="emergencies"),
    path("notzugriffe/<uuid:emergency>/beenden/", emergencies.end, name="end_emergency"),
    path("notzugriffe/<uuid:emergency>/kenntnis/", emergencies.acknowledge, name="acknowledge"),
    path("<slug:folder>/<uuid:node>/", pages.page_of, name="page"),
    path("<slug:folder>/<uuid:node>/liste.csv", pages.csv_of, name="csv"),
    path("<slug:folder>/<uuid:node>/vergeben/", grants.give, name="give"),
    path("<slug:folder>/<uuid:node>/beenden/", grants.end, name="end"),
]

record_urlpatterns = side("zugriff/", pages.tab, "access")
"""The tab of a record; part of the namespace `records`."""
