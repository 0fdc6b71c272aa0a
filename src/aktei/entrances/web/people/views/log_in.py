# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Log-in with name and password, the code of the second factor, log-out."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import devices_for_user, match_token

from aktei.base.acts.actor import Actor
from aktei.base.people import actions, queries
from aktei.base.people.models import Person, is_authenticated_person
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame import messages
from aktei.entrances.web.kit.middleware import open_to_all
from aktei.entrances.web.people import lockout, steps
from aktei.entrances.web.people.forms import CodeForm, LogInForm

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@open_to_all
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password."""
    target = request.POST.get("next") or request.GET.get("next", "")
    if request.method != "POST" and is_authenticated_person(request.user):
        return already_in(request, target)
    form = LogInForm(request.POST or None)
    if form.is_valid():
        person = lockout.try_password(request, form.cleaned_data["username"], form.cleaned_data["password"])
        if person is not None:
            return steps.begin(request, person, MODEL_BACKEND, target)
        form.add_error(None, _("Anmeldename oder Passwort stimmt nicht."))
    context = {"form": form, "next": target, "oidc": bool(settings.OIDC_ISSUER), "founded": queries.is_founded()}
    return render(request, "people/log_in.html", context, status=422 if form.errors else 200)


def already_in(request: HttpRequest, target: str) -> HttpResponse:
    """Send someone with a session on; if only their second factor is missing, ask for it."""
    person = queries.own_person(actor_of(request))
    if person.second_factor_required and not request.user.is_verified():  # type: ignore[union-attr]
        backend = request.session[BACKEND_SESSION_KEY]
        logout(request)
        return steps.begin(request, person, backend, target)
    return redirect(steps.safe_target(request, target))


@open_to_all
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the second factor."""
    someone = steps.pending(request)
    if someone is None:
        messages.tell(request, _("Bitte melden Sie sich noch einmal an."), "warning")
        return redirect("people:log_in")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        device = match_token(someone.person, form.cleaned_data["code"])
        if device is not None:
            return steps.complete(request, someone, device)
        actions.note_failed_log_in(Actor.system("web"), login=someone.person.login)
        form.add_error("code", why_refused(someone.person))
    return render(request, "people/code.html", {"form": form}, status=422 if form.errors else 200)


def why_refused(person: Person) -> str:
    """Return the sentence for a code that was not accepted."""
    waits = any(not device.verify_is_allowed()[0] for device in devices_for_user(person))
    if waits:
        return _("Der Code stimmt nicht. Bitte warten Sie einen Moment, bevor Sie den nächsten eingeben.")
    return _("Der Code stimmt nicht oder wurde schon benutzt.")


@open_to_all
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session and say so."""
    if is_authenticated_person(request.user):
        actions.note_log_out(actor_of(request))
    logout(request)
    messages.tell(request, _("Sie sind abgemeldet."))
    response = redirect("people:log_in")
    # Pages in the browser's memory must not come back with its back button.
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
