# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages and fragments that belong to the frame itself."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_GET, require_POST

from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame import gallery, navigation
from aktei.entrances.web.kit.frame.context import THEMES
from aktei.entrances.web.kit.middleware import open_to_all

ONE_YEAR = 365 * 24 * 3600


@require_GET
def counters(request: HttpRequest) -> HttpResponse:
    """Return the live numbers of the navigation and the flag, as htmx swaps them in."""
    actor = actor_of(request)
    context = {"counts": navigation.counts(actor), "running": navigation.running(actor)}
    return render(request, "frame/counters.html", context)


@require_GET
def work(request: HttpRequest) -> HttpResponse:
    """Show everything long that is running for this person."""
    return render(request, "frame/work.html", {"running": navigation.running(actor_of(request))})


@open_to_all
@require_GET
def outdated(request: HttpRequest, stamp: str, name: str) -> HttpResponse:
    """Lead a page that was opened before an update to the files of today, so that it does not lose its icons."""
    current = f"{settings.STATIC_URL}{name}"
    if request.path == current:
        raise Http404
    return HttpResponseRedirect(current)


@open_to_all
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or automatic in a cookie."""
    chosen = request.POST.get("theme", "")
    response = back(request)
    if chosen in THEMES:
        remember(response, "theme", chosen)
    return response


@open_to_all
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie."""
    chosen = request.POST.get("language", "")
    response = back(request)
    if check_for_language(chosen) and chosen in dict(settings.LANGUAGES):
        remember(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


def remember(response: HttpResponse, name: str, value: str) -> None:
    """Keep a preference for a year; it is no secret and leaves the site with nobody."""
    response.set_cookie(name, value, max_age=ONE_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)


def back(request: HttpRequest) -> HttpResponseRedirect:
    """Return to the page the form stood on, never to another site."""
    target = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if safe else "/")


@open_to_all
@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Show every component, for the people who build pages; exists in debug mode only."""
    if not settings.DEBUG:
        raise Http404
    template = "frame/gallery_split.html" if request.GET.get("ansicht") == "geteilt" else "frame/gallery.html"
    return render(request, template, gallery.examples())
