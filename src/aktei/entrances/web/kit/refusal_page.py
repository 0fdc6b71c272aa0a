# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How refusals look: one page per kind, with all reasons and the status that scripts expect."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from aktei.base.acts.errors import Refused
from aktei.entrances.statuses import MISSING, status_of
from aktei.entrances.web.kit.picking.reading import Unclear
from aktei.entrances.web.kit.picking.views import ask


class ShowRefusals:
    """Turn `Refused`, `Forbidden` and `Missing` raised by any view into a page that says what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer a refusal; anything else stays an error."""
        if isinstance(exception, Unclear):
            return ask(request, exception)
        if not isinstance(exception, Refused):
            return None
        status = status_of(exception)
        context = {"reasons": [] if status == MISSING else exception.reasons, "status": status}
        return render(request, "frame/refused.html", context, status=status)
