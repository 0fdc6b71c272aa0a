# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Persons: everything that needs a form."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from aktei.base.people import actions, organisation
from aktei.entrances.web.administration import access, forms
from aktei.entrances.web.administration.filling import Made, Page, crumbs, filled
from aktei.entrances.web.kit.actor import actor_of

both = require_http_methods(["GET", "HEAD", "POST"])


@both
def register(request: HttpRequest) -> HttpResponse:
    """Give somebody an account."""
    actor = actor_of(request)
    access.require_manager(actor)
    place = reverse("administration:persons")
    purpose = _("Danach öffnet sich ihre Seite: Dort tragen Sie ein, wohin sie gehört, und setzen ein Anfangspasswort.")
    page = Page(_("Neue Person"), purpose, _("Anlegen"), place, crumbs((_("Personen"), place), (_("Neu"), "")))

    def act(typed: dict[str, Any]) -> Made:
        row = actions.register_person(actor, **typed)
        said = _("{name} ist angelegt.").format(name=row.full_name)
        return Made(said, reverse("administration:person", args=[row.id]))

    return filled(request, forms.PersonForm(request.POST or None), page, act)


@both
def change(request: HttpRequest, person: UUID) -> HttpResponse:
    """Correct an account."""
    actor = actor_of(request)
    access.require_manager(actor)
    row = organisation.person(actor, person)
    names = ("given_name", "family_name", "email", "login", "second_factor_required")
    form = forms.ChangePersonForm(request.POST or None, initial={name: getattr(row, name) for name in names})

    def act(typed: dict[str, Any]) -> str:
        actions.change_person(actor, person=person, **typed)
        return _("Die Angaben sind geändert.")

    return filled(request, form, _page(row, _("Angaben ändern"), _("Die Kennung im Protokoll bleibt dieselbe.")), act)


@sensitive_post_parameters("password")
@both
def password(request: HttpRequest, person: UUID) -> HttpResponse:
    """Set an initial password."""
    actor = actor_of(request)
    access.require_manager(actor)
    row = organisation.person(actor, person)
    purpose = _("Beim nächsten Anmelden muss es geändert werden. Bisherige Sitzungen enden.")

    def act(typed: dict[str, Any]) -> str:
        actions.set_password(actor, person=person, **typed)
        return _("Das Anfangspasswort ist gesetzt. Geben Sie es persönlich weiter.")

    return filled(
        request, forms.PasswordForm(request.POST or None), _page(row, _("Anfangspasswort setzen"), purpose), act
    )


@both
def lock(request: HttpRequest, person: UUID) -> HttpResponse:
    """Lock an account."""
    actor = actor_of(request)
    access.require_manager(actor)
    row = organisation.person(actor, person)
    purpose = _("Anmelden geht dann nicht mehr, Sitzungen enden sofort. Zugehörigkeiten und Vertretungen bleiben.")

    def act(typed: dict[str, Any]) -> str:
        actions.lock_person(actor, person=person, **typed)
        return _("Das Konto ist gesperrt.")

    return filled(request, forms.LockForm(request.POST or None), _page(row, _("Sperren"), purpose, danger=True), act)


@both
def leave(request: HttpRequest, person: UUID) -> HttpResponse:
    """Somebody leaves."""
    actor = actor_of(request)
    access.require_manager(actor)
    row = organisation.person(actor, person)
    purpose = _("Was auf die Person wartet, erscheint danach unter „Offene Arbeit“. Im Protokoll bleibt sie mit Namen.")

    def act(typed: dict[str, Any]) -> str:
        actions.end_person(actor, person=person, at=forms.end_of(typed["last_day"]))
        return _("Das Ausscheiden ist eingetragen.")

    return filled(
        request, forms.LeaveForm(request.POST or None), _page(row, _("Ausscheiden"), purpose, danger=True), act
    )


@both
def join(request: HttpRequest, person: UUID) -> HttpResponse:
    """Put this person into a unit."""
    actor = actor_of(request)
    access.require_manager(actor)
    row = organisation.person(actor, person)
    purpose = _("Mehrere Zugehörigkeiten nebeneinander sind möglich, auch künftige und befristete.")

    def act(typed: dict[str, Any]) -> str:
        begin, end = forms.begin_of(typed.pop("begins_on")), forms.end_of(typed.pop("ends_on"))
        actions.begin_membership(actor, person=person, valid_from=begin, valid_until=end, **typed)
        return _("Die Zugehörigkeit ist eingetragen.")

    form = forms.MembershipForm(actor, request.POST or None)
    return filled(request, form, _page(row, _("Zugehörigkeit eintragen"), purpose), act)


@both
def change_membership(request: HttpRequest, person: UUID, membership: UUID) -> HttpResponse:
    """Let a membership go on differently."""
    actor = actor_of(request)
    access.require_manager(actor)
    row, belongs = organisation.person(actor, person), organisation.membership(actor, membership)
    last = timezone.localdate(forms.last_moment(belongs.valid_until)) if belongs.valid_until else None
    form = forms.ChangeMembershipForm(request.POST or None, initial={"role": belongs.role, "ends_on": last})
    purpose = _("{unit}: Eine neue Rolle gilt ab sofort; was war, bleibt stehen.").format(unit=belongs.unit.name)

    def act(typed: dict[str, Any]) -> str:
        end = forms.end_of(typed["ends_on"])
        actions.change_membership(actor, membership=membership, valid_until=end, role=typed["role"])
        return _("Die Zugehörigkeit ist geändert.")

    return filled(request, form, _page(row, _("Zugehörigkeit ändern"), purpose), act)


def _page(row: Any, title: str, purpose: str, *, danger: bool = False) -> Page:
    place = reverse("administration:person", args=[row.id])
    way = crumbs((_("Personen"), reverse("administration:persons")), (row.full_name, place), (title, ""))
    return Page(f"{row.full_name}: {title}", purpose, title, place, way, danger=danger)
