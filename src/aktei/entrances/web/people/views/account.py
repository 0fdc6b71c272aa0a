# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One's own account: who I am here, password, second factor."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_otp import devices_for_user

from aktei.base.people import actions, organisation, queries
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame import messages
from aktei.entrances.web.kit.middleware import before_own_password
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
        "tokens": organisation.tokens_of(actor, person.id),
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
    person = queries.own_person(actor)
    form = PasswordForm(person, request.POST or None, tokens=organisation.tokens_of(actor, person.id).count())
    if form.is_valid():
        actions.set_password(actor, person=person.id, password=form.cleaned_data["new"], tokens=form.ends_tokens)
        update_session_auth_hash(request, queries.own_person(actor))
        messages.tell(request, _("Ihr Passwort ist geändert. Andere Sitzungen von Ihnen sind beendet."))
        return redirect("people:account")
    return render(request, "people/password.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one's other sessions, and the tokens of programs if that was ticked."""
    actor, tokens = actor_of(request), bool(request.POST.get("tokens"))
    person = queries.own_person(actor)
    actions.end_sessions(actor, person=person.id, tokens=tokens)
    update_session_auth_hash(request, queries.own_person(actor))
    said = _("Ihre anderen Sitzungen sind beendet.")
    messages.tell(request, f"{said} {_('Ihre Zugangsschlüssel gelten nicht mehr.')}" if tokens else said)
    return redirect("people:account")


@require_POST
def revoke_token(request: HttpRequest, token: UUID) -> HttpResponse:
    """Stop one of one's own tokens."""
    actions.revoke_token(actor_of(request), token=token)
    messages.tell(request, _("Der Zugangsschlüssel gilt nicht mehr."))
    return redirect("people:account")
