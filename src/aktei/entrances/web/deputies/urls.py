# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of deputies, and the number beside their entry in the navigation."""

from django.urls import path

from aktei.base.acts.actor import Actor
from aktei.base.deputies.queries import duties
from aktei.entrances.web.deputies import desk, views
from aktei.entrances.web.kit.frame.navigation import counter

app_name = "deputies"
urlpatterns = [
    path("", views.overview, name="page"),
    path("eintragen/", views.declare, name="declare"),
    path("team/", views.the_team, name="team"),
    path("fuer/", views.work_for, name="work_for"),
    path("<uuid:absence>/", views.change, name="change"),
    path("<uuid:absence>/beenden/", views.end, name="end"),
    path("<uuid:absence>/erledigt/", views.meanwhile, name="meanwhile"),
    path("<uuid:absence>/abhaken/", views.tick_off, name="tick_off"),
]

sections = (desk.own_absence, desk.absent_persons)
"""Named, so that importing the addresses puts the sections on the desk."""


@counter("deputy")
def persons_stood_in_for(actor: Actor) -> int:
    """How many persons the actor stands in for now."""
    return len({each.person for each in duties(actor)})
