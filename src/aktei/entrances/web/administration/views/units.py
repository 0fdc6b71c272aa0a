# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units: the tree, one unit, and what can be done to it."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.people import actions, organisation
from aktei.base.people import queries as people
from aktei.entrances.web.administration import access, forms, unit_list
from aktei.entrances.web.administration.filling import Made, Page, crumbs, filled
from aktei.entrances.web.kit.acting import done
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.lists import sheets, trees
from aktei.entrances.web.kit.lists.opening import opens_as_saved
from aktei.entrances.web.kit.refusals import NO_DAY

both = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@opens_as_saved("administration:units")
def tree(request: HttpRequest) -> HttpResponseBase:
    """The organisation, now or on a past day."""
    actor = actor_of(request)
    access.require_any(actor)
    day = request.GET.get("am", "").strip()
    branches = organisation.tree(actor, moment_of(day))
    alone = trees.is_alone(request, "am")
    found = unit_list.listed(request, actor, () if alone else branches, day)
    if sheets.wanted(request):
        return sheets.answer(request, found.sheet, found.above)
    opened = trees.Opened.of(request)
    context = {
        "branches": branches,
        "top": trees.shown(branches, opened, key=_key, below=_below) if alone else None,
        "found": found,
        "list": found.above,
        "day": day,
        "dissolved": organisation.dissolved(actor)[:50],
        "announced": organisation.announced(actor),
        "manages": access.manages(actor),
    }
    return render(request, "administration/units.html", context)


def _key(branch: organisation.Branch) -> UUID:
    return branch.id


def _below(branch: organisation.Branch) -> list[organisation.Branch]:
    return branch.children


@require_GET
def unit(request: HttpRequest, unit: UUID) -> HttpResponse:
    """One unit: who belongs there, what it has, what it was called."""
    actor = actor_of(request)
    access.require_any(actor)
    return render(request, "administration/unit.html", _about(actor, unit, request.GET.get("am", "").strip()))


def _about(actor: Actor, unit: UUID, day: str) -> dict[str, Any]:
    row = people.unit(actor, unit)
    dissolution = organisation.dissolution_of(actor, unit)
    return {
        "unit": row,
        "crumbs": _above(row),
        "day": day,
        "members": organisation.members(actor, unit, moment_of(day)),
        "to_come": [] if day else organisation.members_to_come(actor, unit),
        "names": organisation.names_over_time(actor, row),
        "holdings": organisation.holdings(actor, unit),
        "dissolution": dissolution,
        "in_the_way": _in_the_way(actor, row, dissolution),
        "manages": access.manages(actor) and row.valid_until is None,
    }


@both
def found(request: HttpRequest) -> HttpResponse:
    """Found a unit."""
    actor = actor_of(request)
    access.require_manager(actor)
    form = forms.UnitForm(actor, request.POST or None, initial={"parent": request.GET.get("unter", "")})
    page = Page(
        _("Neue Organisationseinheit"),
        _("Ihre Mitglieder bearbeiten von Anfang an die Post, die bei ihr eingeht."),
        _("Anlegen"),
        reverse("administration:units"),
        crumbs((_("Organisationseinheiten"), reverse("administration:units")), (_("Neu"), "")),
    )

    def act(typed: dict[str, Any]) -> Made:
        row = actions.establish_unit(actor, **typed)
        return Made(_("„{name}“ ist angelegt.").format(name=row.name), reverse("administration:unit", args=[row.id]))

    return filled(request, form, page, act)


@both
def rename(request: HttpRequest, unit: UUID) -> HttpResponse:
    """Call a unit something else."""
    actor = actor_of(request)
    access.require_manager(actor)
    row = people.unit(actor, unit)
    form = forms.RenameForm(request.POST or None, initial={"name": row.name, "short_name": row.short_name})
    purpose = _("Der bisherige Name bleibt in der Geschichte: Wer auf einen früheren Tag sieht, liest ihn dort.")

    def act(typed: dict[str, Any]) -> str:
        actions.rename_unit(actor, unit=unit, **typed)
        return _("Die Einheit heißt jetzt „{name}“.").format(name=typed["name"])

    return filled(request, form, _page(row, _("Umbenennen"), purpose), act)


@both
def move(request: HttpRequest, unit: UUID) -> HttpResponse:
    """Hang a unit elsewhere."""
    actor = actor_of(request)
    access.require_manager(actor)
    row = people.unit(actor, unit)
    form = forms.MoveForm(actor, request.POST or None, initial={"parent": row.parent_id})
    purpose = _(
        "Alles darunter geht mit: Einheiten, Mitglieder und unbearbeitete Post. Ab sofort gelten die neuen Rechte."
    )

    def act(typed: dict[str, Any]) -> str:
        actions.move_unit(actor, unit=unit, parent=typed["parent"])
        return _("Die Einheit ist umgehängt.")

    return filled(request, form, _page(row, _("Umhängen"), purpose), act)


@both
def dissolve(request: HttpRequest, unit: UUID) -> HttpResponse:
    """Dissolve a unit, or merge it into another."""
    actor = actor_of(request)
    access.require_manager(actor)
    row = people.unit(actor, unit)
    form = forms.DissolveForm(actor, request.POST or None)
    purpose = _("Mit einer Nachfolge ist das zugleich das Zusammenlegen: Sie übernimmt alles, was da ist.")
    facts = organisation.in_the_way(actor, row, None)

    def act(typed: dict[str, Any]) -> str:
        due_on = typed.pop("due_on")
        plan = actions.dissolve_unit(actor, unit=unit, due_at=due_at(due_on), **typed)
        return _("Die Einheit ist aufgelöst.") if plan.done_at else _("Die Auflösung ist vorgesehen.")

    return filled(request, form, _page(row, _("Auflösen oder zusammenlegen"), purpose, facts, danger=True), act)


@require_POST
def withdraw(request: HttpRequest, unit: UUID) -> HttpResponse:
    """Call an announced dissolution off."""
    actor, back = actor_of(request), reverse("administration:unit", args=[unit])
    access.require_manager(actor)
    said = _("Die Auflösung ist zurückgenommen.")
    return done(request, back, said, lambda: actions.withdraw_dissolution(actor, unit=unit))


@both
def take_in(request: HttpRequest, unit: UUID) -> HttpResponse:
    """Put somebody into this unit."""
    actor = actor_of(request)
    access.require_manager(actor)
    row = people.unit(actor, unit)
    form = forms.MemberForm(actor, request.POST or None)
    purpose = _("Mehrere Zugehörigkeiten nebeneinander sind möglich, auch künftige und befristete.")

    def act(typed: dict[str, Any]) -> str:
        begin, end = forms.begin_of(typed.pop("begins_on")), forms.end_of(typed.pop("ends_on"))
        actions.begin_membership(actor, unit=unit, valid_from=begin, valid_until=end, **typed)
        return _("Die Zugehörigkeit ist eingetragen.")

    return filled(request, form, _page(row, _("Mitglied aufnehmen"), purpose), act)


def moment_of(day: str) -> datetime | None:
    """The last moment of a day (of today, now); nothing for no day at all."""
    if not day:
        return None
    try:
        end = datetime.combine(date.fromisoformat(day) + timedelta(days=1), time())
    except (ValueError, OverflowError) as error:
        raise Refused(NO_DAY(day=day)) from error
    return min(timezone.make_aware(end) - timedelta(microseconds=1), timezone.now())


def due_at(day: date | None) -> datetime | None:
    """The beginning of that day; a past day is passed on, so that the act refuses it."""
    if day is None or day == timezone.localdate():
        return None
    return timezone.make_aware(datetime.combine(day, time()))


def _above(row: Any) -> list[dict[str, str]]:
    names = people.unit_names(row.chain)
    above = [
        (names[each], reverse("administration:unit", args=[each])) for each in reversed(row.chain) if each in names
    ]
    return crumbs((_("Organisationseinheiten"), reverse("administration:units")), *above)


def _page(row: Any, title: str, purpose: str, facts: list[str] | None = None, *, danger: bool = False) -> Page:
    back = reverse("administration:unit", args=[row.id])
    return Page(f"{row.name}: {title}", purpose, title, back, [*_above(row), *crumbs((title, ""))], facts or [], danger)


def _in_the_way(actor: Any, row: Any, dissolution: Any) -> list[str]:
    """What keeps an announced dissolution from happening, should its day have come."""
    if dissolution is None or dissolution.done_at or dissolution.due_at > timezone.now():
        return []
    return organisation.in_the_way(actor, row, dissolution.successor)
