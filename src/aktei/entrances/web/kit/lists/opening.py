# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists open with the view that somebody chose for that."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.lists.queries import usual

Page = Callable[..., HttpResponseBase]


def opens_as_saved(page: str) -> Callable[[Page], Page]:
    """For the view of a list: without anything asked for, it shows what the person wants to begin with."""

    def decorate(view: Page) -> Page:
        @wraps(view)
        def opened(request: HttpRequest, *given: Any, **more: Any) -> HttpResponseBase:
            plain = request.method == "GET" and not request.GET
            query = usual(actor_of(request), page) if plain else ""
            return redirect(f"{request.path}?{query}") if query else view(request, *given, **more)

        return opened

    return decorate
