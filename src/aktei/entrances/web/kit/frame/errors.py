# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Error pages: what happened, what was kept, what to do next."""

from __future__ import annotations

import sys
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from aktei.base.blobs.faults import BlobError, no_room


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403: names the missing right if the refusal says it."""
    reasons = getattr(exception, "reasons", None) or ([str(exception)] if exception and str(exception) else [])
    return render(request, "frame/errors/403.html", {"reasons": reasons}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404."""
    return render(request, "frame/errors/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """handler500: uses neither database nor context processors, for both may be what failed. A full disk is said."""
    error = sys.exc_info()[1]
    full, store = no_room(error), isinstance(error, BlobError)
    said = loader.render_to_string("frame/errors/500.html", {"full": full, "said": str(error) if store else ""})
    if full or store:
        return HttpResponse(said, status=503, headers={"Retry-After": "60"})
    return HttpResponseServerError(said)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: mostly a page that stood open overnight."""
    return render(request, "frame/errors/csrf.html", {"came_from": came_from(request)}, status=403)


def came_from(request: HttpRequest) -> str:
    """The page of this house on which somebody pressed; empty if it is not known."""
    page = urlsplit(request.headers.get("Referer", ""))
    if page.netloc != request.get_host():
        return ""
    return page.path + (f"?{page.query}" if page.query else "")


def too_large(request: HttpRequest, limit: int | None = None) -> HttpResponse:
    """Answer 413; upload views return it when the request exceeds their limit (bytes)."""
    return render(request, "frame/errors/413.html", {"limit": limit}, status=413)
