# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who that is signed in sends a request, asked before much of it is taken in and before it waits for its turn.

Not what they may do: that is found out as for every page, once the request is complete.
"""

import time
from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user
from django.db import DatabaseError, close_old_connections
from django.http import HttpRequest

from aktei.base.people.queries import person_of_token
from aktei.entrances.serving.requests import Request
from aktei.entrances.serving.turned_away import busy
from aktei.entrances.web.people.sessions import SEEN


def who_is(request: Request) -> str:
    """Whose the session or the bearer token is, or nothing. Runs in a thread, with its database connection."""
    close_old_connections()
    try:
        if token := request.bearer:
            person = person_of_token(token)
            return str(person.pk) if person else ""
        return _of_session(request.session)
    except DatabaseError as error:
        raise busy() from error
    finally:
        close_old_connections()


def _of_session(key: str) -> str:
    if not key:
        return ""
    asked = HttpRequest()
    asked.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    rested = time.time() - asked.session.get(SEEN, time.time())
    if SESSION_KEY not in asked.session or rested > settings.IDLE_MINUTES * 60:
        return ""
    person = get_user(asked)  # none if their sessions were ended meanwhile
    return str(person.pk) if person.is_authenticated else ""
