# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who calls: a bearer token speaks for one person."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.throttling import AuthRateThrottle, BaseThrottle

from aktei.base.acts.actor import Actor
from aktei.base.people.queries import working_token
from aktei.base.people.token_uses import note_use


class BearerToken(HttpBearer):
    """`Authorization: Bearer aktei_…`; made with `aktei token create`."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor behind the token, or nothing if it is unknown, expired or revoked."""
        found = working_token(token)
        if found is None:
            return None
        note_use(found)
        return Actor(person_id=found.person_id, client="api")


def actor_of(request: HttpRequest) -> Actor:
    """Who acts in this call; `BearerToken` has let them in."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor


def person_of(request: HttpRequest) -> UUID:
    """The person behind the token; there is always one."""
    person_id = actor_of(request).person_id
    if person_id is None:
        raise TypeError("a bearer token speaks for a person")
    return person_id


class PerPerson(AuthRateThrottle):
    """Counts the calls of one person, whatever token they come with."""

    def get_cache_key(self, request: HttpRequest) -> str:
        """One counter per person."""
        return self.cache_format % {"scope": "api", "ident": person_of(request)}


def throttles() -> list[BaseThrottle]:
    """The limit of setting `AKTEI_API_RATE` (`600/m`); none unless the office sets one."""
    return [PerPerson(settings.API_RATE)] if settings.API_RATE else []
