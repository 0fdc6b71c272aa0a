# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether somebody who is signed in sends a request, asked before much of it is taken in.

Not who they are, nor what they may do: that is found out as for every page, once the request is complete.
"""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import DatabaseError, close_old_connections

from aktei.base.people.queries import person_of_token
from aktei.entrances.serving.refusals import busy
from aktei.entrances.serving.requests import Request


def is_known(request: Request) -> bool:
    """Look the session or the bearer token up. Runs in a thread of the pages, with its database connection."""
    close_old_connections()
    try:
        if token := request.bearer:
            return person_of_token(token) is not None
        key = request.cookie(settings.SESSION_COOKIE_NAME)
        return bool(key) and SESSION_KEY in import_module(settings.SESSION_ENGINE).SessionStore(key)
    except DatabaseError as error:
        raise busy() from error
    finally:
        close_old_connections()
