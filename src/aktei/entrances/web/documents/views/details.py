# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of one document."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aktei.entrances.web.documents import details_page as details_
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.records import record_page


@require_GET
def details(request: HttpRequest, node: UUID) -> HttpResponse:
    """What is known about a document, its files, and what can be done with it."""
    actor = actor_of(request)
    place = record_page.find(actor, "document", node)
    context = {
        "place": place,
        "tabs": place.tabs("details"),
        "about": details_.of(actor, place),
        "channel": details_.channel_name(place.record.channel),
    }
    return render(request, "records/details.html", context)
