# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One's own account: who I am here, password, second factor."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods
from django_otp import devices_for_user

from aktei.base.people import actions, queries
from aktei.entrances.web.actor import actor_of
from aktei.entrances.web.frame import messages
from aktei.entrances.web.middleware import before_own_password
from aktei.entrances.web.people import steps
from aktei.entrances.web.people.forms import PasswordForm


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Show the account."""
    actor = actor_of(request)
    person = queries.own_person(actor)
    context = {
        "person": person,
        "memberships": queries.own_memberships(actor),
        "has_second_factor": any(devices_for_user(person)),
        "second_factor_required": steps.second_factor_required(person),
    }
    return render(request, "people/account.html", context)


@before_own_password
@never_cache
@sensitive_post_parameters("password", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; other sessions of the same person end."""
    actor = actor_of(request)
    form = PasswordForm(queries.own_person(actor), request.POST or None)
    if form.is_valid():
        actions.set_password(actor, person=form.person.id, password=form.cleaned_data["new"])
        update_session_auth_hash(request, queries.own_person(actor))
        messages.tell(request, _("Ihr Passwort ist geändert. Andere Sitzungen von Ihnen sind beendet."))
        return redirect("people:account")
    return render(request, "people/password.html", {"form": form}, status=422 if form.errors else 200)
