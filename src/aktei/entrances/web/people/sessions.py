# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sessions end after a time without activity; answers to htmx lead the whole page to the log-in."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from aktei.base.people.models import is_authenticated_person
from aktei.entrances.web.kit.frame import messages

SEEN = "seen"
# The session is written once a minute at most, however busy someone is.
STEP_SECONDS = 60


class IdleTimeout:
    """Middleware, between authentication and `DenyByDefault`.

    Requests that a page makes by itself (the counters, progress) do not count as activity.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End the session if it rested too long, else note the activity."""
        if is_authenticated_person(request.user):
            self.check(request)
        response = self.get_response(request)
        return self.whole_page(request, response)

    def check(self, request: HttpRequest) -> None:
        """Compare the last activity with the limit (minutes, `AKTEI_IDLE_MINUTES`)."""
        now = int(time.time())
        seen = request.session.get(SEEN, now)
        if now - seen > settings.IDLE_MINUTES * 60:
            logout(request)
            text = _("Sie wurden nach {minutes} Minuten ohne Eingabe abgemeldet.")
            messages.tell(request, text.format(minutes=settings.IDLE_MINUTES), "info")
        elif SEEN not in request.session or (now - seen >= STEP_SECONDS and not by_itself(request)):
            request.session[SEEN] = now

    def whole_page(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Let htmx load the log-in page as a page instead of pasting it into a fragment."""
        log_in = reverse("people:log_in")
        location = response.headers.get("Location", "")
        if "HX-Request" not in request.headers or urlsplit(location).path != log_in:
            return response
        came_from = urlsplit(request.headers.get("HX-Current-URL", "/"))
        target = came_from.path + (f"?{came_from.query}" if came_from.query else "")
        return HttpResponse(status=204, headers={"HX-Redirect": f"{log_in}?{urlencode({'next': target})}"})


def by_itself(request: HttpRequest) -> bool:
    """Whether the page asked, not a person: the counters, or any request marked `X-Poll`."""
    return request.path == reverse("frame:counters") or "X-Poll" in request.headers
