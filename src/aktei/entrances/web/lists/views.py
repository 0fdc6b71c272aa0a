# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Saving a view of a list, and the page with one's own views."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aktei.base.journal.acts import Refused
from aktei.entrances.web.actor import actor_of
from aktei.entrances.web.frame.messages import tell
from aktei.entrances.web.lists import actions, queries
from aktei.entrances.web.lists.pages import PAGES
from aktei.entrances.web.records.acting import done, refused, typed


@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """One's own views, to rename and to delete."""
    return render(request, "lists/own.html", {"views": queries.views(actor_of(request))})


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Save what is chosen of a list, and come back to it."""
    page, query = request.POST.get("page", ""), request.POST.get("query", "")
    try:
        view = actions.save_view(actor_of(request), page=page, name=typed(request, "name"), query=query)
    except Refused as refusal:
        tell(request, refused(refusal.reasons), "error")
        known = reverse(page) if page in PAGES else reverse("lists:own")
        return redirect(f"{known}?{query}" if page in PAGES and query else known)
    tell(request, _("Die Ansicht „%(name)s“ ist gespeichert.") % {"name": view.name})
    return redirect(view.href)


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
