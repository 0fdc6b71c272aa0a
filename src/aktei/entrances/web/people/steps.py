# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The steps of a log-in: who someone is, then the second factor, and only then a session."""

from __future__ import annotations

import time
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django_otp import devices_for_user
from django_otp import login as keep_device
from django_otp.models import Device

from aktei.base.acts.actor import Actor
from aktei.base.people import actions, queries
from aktei.base.people.models import Person
from aktei.entrances.web.people import browsers

PENDING = "pending_log_in"
PENDING_SECONDS = 10 * 60


@dataclass(frozen=True)
class Pending:
    """Someone who has proved the first factor and owes the second."""

    person: Person
    backend: str
    target: str


def safe_target(request: HttpRequest, target: str) -> str:
    """Return where to go after the log-in; never another site."""
    good = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    # Without a slash it would be taken for the name of a page.
    return target if good and "/" in target else str(settings.LOGIN_REDIRECT_URL)


def begin(request: HttpRequest, person: Person, backend: str, target: str) -> HttpResponse:
    """Go on after the first factor: to the session, to the code, or to setting the second factor up."""
    target = safe_target(request, target)
    has_device = any(devices_for_user(person))
    if not has_device and not second_factor_required(person):
        return complete(request, Pending(person, backend, target), None)
    request.session.cycle_key()
    request.session[PENDING] = {"person": str(person.id), "backend": backend, "target": target, "at": int(time.time())}
    return redirect("people:code" if has_device else "people:set_up_first")


def second_factor_required(person: Person) -> bool:
    """Whether this person must have a second factor: by their account, or by a role that needs one."""
    if person.second_factor_required:
        return True
    needed = set(settings.SECOND_FACTOR_ROLES)
    return bool(needed) and bool(needed & queries.roles(Actor(person_id=person.id)))


def pending(request: HttpRequest) -> Pending | None:
    """Return who is between the two factors in this browser, if that is not too long ago."""
    kept = request.session.get(PENDING)
    if not kept or time.time() - kept["at"] > PENDING_SECONDS:
        return None
    person = queries.person_by_id(UUID(kept["person"]))
    return Pending(person, kept["backend"], kept["target"]) if person and person.is_active else None


def complete(request: HttpRequest, someone: Pending, device: Device | None) -> HttpResponseRedirect:
    """Journal the log-in and open the session."""
    actions.note_log_in(Actor(person_id=someone.person.id))
    request.session.pop(PENDING, None)
    login(request, someone.person, backend=someone.backend)
    if device is not None:
        keep_device(request, device)
    response = HttpResponseRedirect(someone.target)
    browsers.keep(response, someone.person.pk)
    return response
