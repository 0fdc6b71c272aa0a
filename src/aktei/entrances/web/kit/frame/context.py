# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page template knows without its view saying so."""

from __future__ import annotations

from functools import cache as once
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from aktei.base.acts.actor import Actor
from aktei.base.people.queries import office_name
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame import navigation

THEMES = ("light", "dark", "auto")


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: office, theme, navigation and the addresses the frame uses.

    What a whole page shows is asked for when it is shown, and once: fragments and forms have none of it.
    """
    theme = request.COOKIES.get("theme", "auto")
    return {
        "office": SimpleLazyObject(office),  # a function would stand in translated sentences as what it is
        "theme": theme if theme in THEMES else "auto",
        "navigation": once(lambda: _navigation(request)),
        "address": once(lambda: _addresses(request)),
        "bars": once(lambda: navigation.bars(actor) if (actor := _actor(request)) else []),
        "deputy_for": getattr(request, "deputy_for", None),
    }


def _navigation(request: HttpRequest) -> list[tuple[navigation.Entry, str, bool]]:
    """The entries with their addresses, and which of them leads here."""
    entries = navigation.entries(_actor(request))
    # The most exact address is where someone is: "/" leads everything, but is only itself.
    here = max((href for _entry, href in entries if is_within(request.path, href)), key=len, default=None)
    if here is None:
        # A document or the file plan has no entry of its own: it belongs to the first one of its package.
        here = next((href for entry, href in entries if entry.package == package_of(request)), None)
    return [(entry, href, href == here) for entry, href in entries]


def _addresses(request: HttpRequest) -> dict[str, str | None]:
    return {
        "jump": navigation.address("search:jump"),
        "search": navigation.address("search:page"),
        "work_for": navigation.address("deputies:work_for"),
        "account": navigation.address("people:account"),
        "log_out": navigation.address("people:log_out"),
        "log_in": navigation.address("people:log_in"),
        "help": navigation.explanation(request),
    }


def office() -> str:
    """What the office is called. Asked once a minute, for it changes once in a decade."""
    return str(cache.get_or_set("office_name", lambda: office_name(settings.OFFICE_NAME), 60))


def _actor(request: HttpRequest) -> Actor | None:
    """Who looks at the page; nobody on the pages before the log-in, and where an error left no session."""
    user = getattr(request, "user", None)
    return actor_of(request) if user is not None and user.is_authenticated else None


def is_within(path: str, address: str) -> bool:
    """Whether a page lies under an entry's address; the start page only covers itself."""
    return path == address or (address != "/" and path.startswith(address))


def package_of(request: HttpRequest) -> str | None:
    """The URL namespace of the page, if it has one."""
    return request.resolver_match.namespace if request.resolver_match else None
