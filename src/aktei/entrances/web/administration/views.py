# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first page of „Verwaltung“."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aktei.base.journal import watches
from aktei.base.journal.acts import Actor
from aktei.entrances.web.actor import actor_of
from aktei.entrances.web.administration import access
from aktei.entrances.web.administration.cards import cards
from aktei.entrances.web.frame import navigation


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Everything this person may set up or look into."""
    actor = actor_of(request)
    access.require_any(actor)
    alarms = watches.condition(timedelta(seconds=settings.EVIDENCE_ALARM_SECONDS)).alarms
    return render(request, "administration/page.html", {"groups": cards(actor), "alarms": alarms})


@navigation.audience("administration")
def is_offered(actor: Actor) -> bool:
    """Only those who can do anything there are sent there."""
    return access.has_any(actor)
