# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Setting up the second factor: an authenticator app (TOTP, RFC 6238) and recovery codes on paper."""

from __future__ import annotations

from base64 import b32encode
from urllib.parse import quote, urlencode

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp import devices_for_user
from django_otp import login as keep_device
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.util import random_hex

from aktei.base.acts.actor import Actor
from aktei.base.people import actions, queries
from aktei.base.people.models import Person
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame import messages
from aktei.entrances.web.kit.middleware import open_to_all
from aktei.entrances.web.people import steps
from aktei.entrances.web.people.forms import ConfirmedForm, SetUpForm

KEY = "second_factor_key"


@open_to_all
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def set_up_first(request: HttpRequest) -> HttpResponse:
    """Set up the second factor during a log-in that needs one; the session opens afterwards."""
    someone = steps.pending(request)
    if someone is None or any(devices_for_user(someone.person)):
        return redirect("people:log_in")
    form = SetUpForm(someone.person, request.POST or None, ask_password=False)
    if confirmed(request, form):
        codes = actions.set_second_factor(
            Actor(person_id=someone.person.id), person=someone.person.id, key=request.session.pop(KEY)
        )
        target = steps.complete(request, someone, new_device(someone.person, form)).url
        return render(request, "people/recovery_codes.html", {"codes": codes, "target": target})
    return show(request, form, first=True)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Set up, or replace, the second factor of one's own account."""
    actor = actor_of(request)
    form = SetUpForm(queries.own_person(actor), request.POST or None)
    if confirmed(request, form):
        codes = actions.set_second_factor(actor, person=form.person.id, key=request.session.pop(KEY))
        keep_device(request, new_device(form.person, form))
        return render(request, "people/recovery_codes.html", {"codes": codes, "target": reverse("people:account")})
    return show(request, form, first=False)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest) -> HttpResponse:
    """Go back to the password alone, where nobody requires more."""
    actor = actor_of(request)
    person = queries.own_person(actor)
    if steps.second_factor_required(person):
        messages.tell(request, _("Für Ihr Konto ist der zweite Faktor vorgeschrieben."), "warning")
        return redirect("people:account")
    form = ConfirmedForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.remove_second_factor(actor, person=person.id)
        messages.tell(request, _("Der zweite Faktor ist entfernt."))
        return redirect("people:account")
    return render(request, "people/second_factor_remove.html", {"form": form}, status=422 if form.errors else 200)


def confirmed(request: HttpRequest, form: SetUpForm) -> bool:
    """Whether the form is complete and its code belongs to the key shown before."""
    key = request.session.get(KEY)
    if not key or not form.is_valid():
        return False
    digits = form.cleaned_data["code"]
    good = digits.isdecimal() and TOTP(bytes.fromhex(key)).verify(int(digits), tolerance=1)
    if not good:
        form.add_error("code", _("Der Code passt nicht. Prüfen Sie die Uhr Ihres Geräts und nehmen Sie den nächsten."))
    return bool(good)


def show(request: HttpRequest, form: SetUpForm, *, first: bool) -> HttpResponse:
    """Show the key as a QR code and as text."""
    key = request.session.setdefault(KEY, random_hex(20))
    text = b32encode(bytes.fromhex(key)).decode()
    image = segno.make(address(form.person, text), error="m").svg_data_uri(scale=5, border=3, light="#fff")
    groups = " ".join(text[start : start + 4] for start in range(0, len(text), 4))
    context = {"form": form, "image": image, "key": groups, "first": first}
    return render(request, "people/set_up.html", context, status=422 if form.errors else 200)


def address(person: Person, key: str) -> str:
    """Return the otpauth address that apps scan."""
    issuer = queries.office_name(settings.OFFICE_NAME)
    parameters = urlencode({"secret": key, "issuer": issuer, "digits": 6, "period": 30}, quote_via=quote)
    return f"otpauth://totp/{quote(f'{issuer}:{person.login}')}?{parameters}"


def new_device(person: Person, form: SetUpForm) -> Device:
    """Return the authenticator just set up; the code that proved it opens nothing a second time."""
    device = next(device for device in devices_for_user(person) if hasattr(device, "step"))
    code = TOTP(device.bin_key)
    code.verify(int(form.cleaned_data["code"]), tolerance=2)  # it was good a moment ago: this finds its time
    device.last_t = code.t()
    device.save(update_fields=["last_t"])
    return device
