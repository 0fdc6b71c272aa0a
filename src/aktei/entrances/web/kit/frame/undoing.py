# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One undo for an act on many: what was done is kept in the session until it is taken back or forgotten."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import HttpRequest

from aktei.base.acts.errors import Refused
from aktei.entrances.web.kit.refusals import NOT_UNDONE_ANY_MORE

MOST = 5
"""Acts remembered; with a thousand records each, a session stays small."""

_KEY = "undo_many"


def remember(request: HttpRequest, what: str, items: dict[str, str]) -> UUID:
    """Keep what was done to which records (id → what it takes to go back); returns the name to take it back by."""
    token = uuid4()
    kept = [*request.session.get(_KEY, ()), [str(token), what, items]]
    request.session[_KEY] = kept[-MOST:]
    return token


def recall(request: HttpRequest, token: UUID) -> tuple[str, dict[str, str]]:
    """What was done and to which records, once. Raises `Refused` if it is not remembered any more."""
    kept = list(request.session.get(_KEY, ()))
    found = next((each for each in kept if each[0] == str(token)), None)
    if found is None:
        raise Refused(NOT_UNDONE_ANY_MORE())
    request.session[_KEY] = [each for each in kept if each is not found]
    return found[1], found[2]
