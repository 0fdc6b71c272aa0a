# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Break-glass: the form, ending it, and data protection's list."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aktei.entrances.web.access import emergency_list
from aktei.entrances.web.kit import acting
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.lists import sheets
from aktei.entrances.web.kit.lists.opening import opens_as_saved
from aktei.procedures.access.actions import acknowledge_emergency, end_emergency


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for access to a dossier by its reference. Nothing is looked up before the form is sent."""
    form = emergency_list.EmergencyForm(request.POST or None, initial={"reference": request.GET.get("akte", "")})
    done = acting.attempt(form, lambda **given: emergency_list.begin(actor_of(request), **given))
    if done is None:
        return render(request, "access/emergency.html", {"form": form}, status=422 if form.is_bound else 200)
    tell(request, done.said)
    return redirect(done.href)


@require_POST
def end(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """End it before its time."""
    return acting.done(
        request,
        back=emergency_list.after_ending(actor_of(request)),
        said=_("Der Notzugriff ist beendet."),
        act=lambda: end_emergency(actor_of(request), emergency=emergency),
    )


@require_GET
@opens_as_saved("access:emergencies")
def page(request: HttpRequest) -> HttpResponseBase:
    """Every access to what the person audits, newest first."""
    actor = actor_of(request)
    emergency_list.require_audit(actor)
    context = emergency_list.listed(request, actor)
    if sheets.wanted(request):
        return sheets.answer(request, context["found"].sheet, context["list"])
    return render(request, "access/emergencies.html", context)


@require_POST
def acknowledge(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Take note of one."""
    remark = acting.typed(request, "remark")
    return acting.done(
        request,
        back=reverse("access:emergencies"),
        said=_("Zur Kenntnis genommen."),
        act=lambda: acknowledge_emergency(actor_of(request), emergency=emergency, remark=remark),
    )
