# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first page of „Verwaltung“."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aktei.base.acts.actor import Actor
from aktei.base.log import sealer_health
from aktei.base.people.founding import rename_office
from aktei.base.people.queries import office_name
from aktei.entrances.web.administration import access
from aktei.entrances.web.administration.cards import cards
from aktei.entrances.web.administration.filling import Page, crumbs, filled
from aktei.entrances.web.administration.forms import OfficeForm
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame import navigation


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Everything this person may set up or look into."""
    actor = actor_of(request)
    access.require_any(actor)
    alarms = sealer_health.condition(timedelta(seconds=settings.EVIDENCE_ALARM_SECONDS)).alarms
    return render(request, "administration/page.html", {"groups": cards(actor), "alarms": alarms})


@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest) -> HttpResponse:
    """What the office is called."""
    actor = actor_of(request)
    access.require_manager(actor)
    place = reverse("administration:page")
    purpose = _("Der Name steht auf jeder Seite und auf dem, was hinausgeht.")
    page = Page(
        _("Name der Behörde"), purpose, _("Umbenennen"), place, crumbs((_("Verwaltung"), place), (_("Name"), ""))
    )

    def act(typed: dict[str, Any]) -> str:
        rename_office(actor, **typed)
        cache.delete("office_name")
        return _("Die Behörde heißt jetzt „{name}“.").format(**typed)

    form = OfficeForm(request.POST or None, initial={"name": office_name("")})
    return filled(request, form, page, act)


@navigation.audience("administration")
def is_offered(actor: Actor) -> bool:
    """Only those who can do anything there are sent there."""
    return access.has_any(actor)
