# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a request must look like before anything of it is read."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.decorators import decorate_view

from aktei.entrances.api.problems import problem, too_large

F = TypeVar("F", bound=Callable[..., Any])

LARGEST_JSON = 2**20


def takes_json(view: F) -> F:
    """Accept a JSON body (or none) alone, and a small one; anything else is 411, 413 or 415."""
    decorated: F = decorate_view(_only("application/json", lambda: LARGEST_JSON))(view)
    return decorated


def takes_files(view: F) -> F:
    """Accept `multipart/form-data` alone, up to the office's limit; it is told before a byte is read."""
    limit = _only("multipart/form-data", lambda: int(settings.UPLOAD_LIMIT))
    decorated: F = decorate_view(limit)(view)
    return decorated


def _only(media_type: str, limit: Callable[[], int]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(run: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(run)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if "HTTP_TRANSFER_ENCODING" in request.META:  # its end is not known, so it cannot be read as a whole
                reason = _(
                    "Der Anfrage fehlt die Länge („Content-Length“); stückweise gesendet wird sie nicht gelesen."
                )
                return problem(411, [reason], Connection="close")
            told = str(request.META.get("CONTENT_LENGTH") or "0")
            size = int(told) if told.isdecimal() else 0
            if size and request.content_type != media_type:
                return problem(415, [_("Diese Adresse nimmt „{type}“ entgegen.").format(type=media_type)])
            if size > limit():
                return too_large(request)
            return run(request, *args, **kwargs)

        return checked

    return decorate
