# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The handbook's pages and pictures. They hold nothing of the office, so that also strangers may read them."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from aktei.entrances.web.help import reading
from aktei.entrances.web.help.chapters import FIRST
from aktei.entrances.web.kit.middleware import open_to_all


@open_to_all
@require_GET
def chapter(request: HttpRequest, name: str = FIRST) -> HttpResponse:
    """Show one chapter beside the list of all."""
    shown = reading.chapter(name)
    if shown is None:
        raise Http404(_("Dieses Kapitel gibt es nicht."))
    return render(request, "help/page.html", {"chapter": shown, "chapters": reading.contents()})


@open_to_all
@require_GET
def image(request: HttpRequest, name: str) -> FileResponse:
    """Hand out one picture of the handbook."""
    path = reading.image(name)
    if path is None:
        raise Http404(_("Dieses Bild gibt es nicht."))
    return FileResponse(path.open("rb"), content_type="image/png")
