# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The start page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aktei.entrances.web.desk import page
from aktei.entrances.web.kit.actor import actor_of


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person."""
    return render(request, "desk/page.html", {"desk": page.of(actor_of(request))})
