# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a request to the actor: the only place that looks at who is logged in."""

from django.http import HttpRequest

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden
from aktei.base.people.models import Person
from aktei.entrances.web.kit.refusals import LOG_IN_FIRST


def actor_of(request: HttpRequest, client: str = "web") -> Actor:
    """Who acts in this request, and for whom. Raises `Forbidden` for strangers, whom `DenyByDefault` should stop."""
    user = request.user
    if not isinstance(user, Person):
        raise Forbidden(LOG_IN_FIRST())
    return Actor(person_id=user.id, for_person_id=getattr(request, "acting_for", None), client=client)
