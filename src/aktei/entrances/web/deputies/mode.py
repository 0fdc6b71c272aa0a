# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Working for somebody who is away: said once, shown on every page, over when the person stops or the standing ends."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.people.queries import names
from aktei.base.rights.queries import stands_in
from aktei.entrances.web.deputies.refusals import NOT_THEIR_DEPUTY_NOW
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell

_KEY = "deputy_for"


class DeputyMode:
    """Tell every page for whom it works; `actor_of` makes the actor of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Ask every time: rights that ended with the absence end at once, and the page says so."""
        chosen = request.session.get(_KEY) if request.user.is_authenticated else None
        if chosen:
            self._work_for(request, UUID(chosen))
        return self.get_response(request)

    def _work_for(self, request: HttpRequest, person: UUID) -> None:
        name = names([person]).get(person, "")
        if stands_in(actor_of(request), person):
            request.acting_for, request.deputy_for = person, name  # type: ignore[attr-defined]  # ours, beside what Django knows
            return
        stop(request)
        text = _("Die Vertretung für %(name)s ist beendet. Sie arbeiten wieder im eigenen Namen.") % {"name": name}
        tell(request, text, "warning")


def start(request: HttpRequest, person: UUID) -> str:
    """Work for this person from now on; returns the name. Raises `Refused` unless one stands in for them."""
    actor = actor_of(request)
    if not stands_in(Actor(actor.person_id), person):
        raise Refused(NOT_THEIR_DEPUTY_NOW())
    request.session[_KEY] = str(person)
    return names([person]).get(person, "")


def stop(request: HttpRequest) -> None:
    """Work in one's own name again."""
    request.session.pop(_KEY, None)
