# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Saving a view of a list, and the page with one's own views."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aktei.base.acts.errors import Refused
from aktei.entrances.web.kit.acting import done, refused, typed
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.lists import actions, queries
from aktei.entrances.web.kit.lists.pages import OF_RECORDS, PAGES


@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """One's own views, to rename and to delete."""
    return render(request, "lists/own.html", {"views": queries.views(actor_of(request))})


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Save what is chosen of a list, and come back to it."""
    page, query = request.POST.get("page", ""), request.POST.get("query", "")
    back = _back(request, page)
    try:
        view = actions.save_view(actor_of(request), page=page, name=typed(request, "name"), query=query)
    except Refused as refusal:
        tell(request, refused(refusal.reasons), "error")
        return redirect(f"{back}?{query}" if page in PAGES and query else back)
    tell(request, _("Die Ansicht „%(name)s“ ist gespeichert.") % {"name": view.name})
    return redirect(view.href or f"{back}?{view.query}")


@require_POST
def rename(request: HttpRequest, view: UUID) -> HttpResponse:
    """Call a view something else."""
    actor, back, said = actor_of(request), reverse("lists:own"), _("Die Ansicht hat jetzt einen anderen Namen.")
    return done(request, back, said, lambda: actions.rename_view(actor, view=view, name=typed(request, "name")))


@require_POST
def forget(request: HttpRequest, view: UUID) -> HttpResponse:
    """Delete a view."""
    actor, back, said = actor_of(request), reverse("lists:own"), _("Die Ansicht ist gelöscht.")
    return done(request, back, said, lambda: actions.forget_view(actor, view=view))


@require_POST
def open_with(request: HttpRequest, view: UUID) -> HttpResponse:
    """Let a list open with this view, or with all there is again."""
    actor, usual = actor_of(request), request.POST.get("usual") == "1"
    said = _("Die Liste beginnt jetzt mit dieser Ansicht.") if usual else _("Die Liste beginnt wieder mit allem.")
    return done(request, reverse("lists:own"), said, lambda: actions.open_with(actor, view=view, usual=usual))


def _back(request: HttpRequest, page: str) -> str:
    """The list somebody saved a view of."""
    if page in OF_RECORDS:
        back = request.POST.get("back", "")
        here = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and "?" not in back
        return back if here else reverse("lists:own")
    return reverse(page if page in PAGES else "lists:own")
