# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Too many wrong passwords: the account rests for a while. Counting is django-axes' work."""

from __future__ import annotations

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from aktei.base.acts.actor import Actor
from aktei.base.names.folding import login_key
from aktei.base.people import actions
from aktei.base.people.models import Person
from aktei.base.people.rules import LONGEST_LOGIN


def try_password(request: HttpRequest, login: str, password: str) -> Person | None:
    """Return the person if the password is right, else journal the failure.

    While the account rests nothing more is journalled, so that nobody can flood the journal.
    """
    # The person is counted: as typed, each spelling of the name would get its own guesses.
    login = login_key(login)[:LONGEST_LOGIN]
    rests = not AxesProxyHandler.is_allowed(request, {"username": login})
    person = authenticate(request, username=login, password=password)
    if person is None and not rests:
        actions.note_failed_log_in(Actor.system("web"), login=login)
    return person


def locked_out(request: HttpRequest, original: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """AXES_LOCKOUT_CALLABLE: say how long to wait and whom to ask."""
    cool_off = get_cool_off(request)
    minutes = max(1, round(cool_off.total_seconds() / 60)) if cool_off else 15
    response = render(request, "people/locked.html", {"minutes": minutes}, status=429)
    response.headers["Retry-After"] = str(minutes * 60)
    return response
