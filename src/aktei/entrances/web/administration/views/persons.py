# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Persons: the list, one person, and the buttons on their page."""

from itertools import islice
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_otp import devices_for_user

from aktei.base.acts.actor import Actor
from aktei.base.people import actions, leftovers, organisation
from aktei.entrances.web.administration import access, person_access, roster
from aktei.entrances.web.administration.filling import crumbs
from aktei.entrances.web.kit.acting import done
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.lists import sheets
from aktei.entrances.web.kit.lists.list_head import with_picked
from aktei.entrances.web.kit.lists.opening import opens_as_saved
from aktei.procedures.access.tables import rows_of_person
from aktei.procedures.proof.journal_sentences import audits_the_office


@require_GET
@opens_as_saved("administration:persons")
def persons(request: HttpRequest) -> HttpResponseBase:
    """The persons, narrowed and in pages."""
    actor = actor_of(request)
    access.require_any(actor)
    if clear := with_picked(request, actor, roster.KINDS):
        return redirect(clear)
    if sheets.wanted(request):
        return sheets.answer(request, roster.sheet(request, actor), roster.above(request, actor))
    context = {**roster.page(request, actor), "manages": access.manages(actor)}
    return render(request, "administration/persons.html", context)


@require_GET
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    """One person: account, memberships over time, keys."""
    actor = actor_of(request)
    access.require_any(actor)
    return render(request, "administration/person.html", _about(actor, person))


def _about(actor: Actor, person: UUID) -> dict[str, Any]:
    row = organisation.person(actor, person)
    return {
        "person": row,
        "crumbs": crumbs((_("Personen"), reverse("administration:persons")), (row.full_name, "")),
        "memberships": organisation.memberships(actor, person),
        "now": timezone.now(),
        "has_second_factor": any(devices_for_user(row)),
        "tokens": organisation.tokens_of(actor, person),
        "waiting": _waiting(actor, row),
        "manages": access.manages(actor),
        "may_ask": person_access.may_ask(actor, person),
        "may_read_journal": actor.person_id == person or audits_the_office(actor),
    }


@require_GET
def sees(request: HttpRequest, person: UUID) -> HttpResponse:
    """What this person can see and why, now or on a past day."""
    actor = actor_of(request)
    context = person_access.page(actor, person, request.GET)
    row = organisation.person(actor, person)
    own = actor.person_id == person and not access.has_any(actor)
    above = [] if own else [(_("Personen"), reverse("administration:persons"))]
    place = reverse("people:account") if own else reverse("administration:person", args=[person])
    context |= {"person": row, "crumbs": crumbs(*above, (row.full_name, place), (_("Zugriff"), ""))}
    return render(request, "administration/person_access.html", context)


@require_GET
def sees_as_table(request: HttpRequest, person: UUID) -> StreamingHttpResponse:
    """The same as CSV, all of it."""
    actor = actor_of(request)
    found = person_access.lines(actor, person, person_access.asked_of(request.GET.get("am", "").strip()))
    response = StreamingHttpResponse(rows_of_person(found), content_type="text/csv; charset=utf-8")
    login = organisation.person(actor, person).login
    response["Content-Disposition"] = f"attachment; filename=zugriff-{''.join(c for c in login if c.isalnum())}.csv"
    return response


@require_POST
def unlock(request: HttpRequest, person: UUID) -> HttpResponse:
    """Let somebody in again."""
    actor = actor_of(request)
    said = _("Das Konto ist entsperrt.")
    return done(request, _page_of(person), said, lambda: actions.unlock_person(actor, person=person))


@require_POST
def end_sessions(request: HttpRequest, person: UUID) -> HttpResponse:
    """Log somebody out everywhere."""
    actor = actor_of(request)
    said = _("Alle Sitzungen sind beendet. Wer weiterarbeiten will, meldet sich neu an.")
    access.require_manager(actor)
    tokens = bool(request.POST.get("tokens"))
    return done(request, _page_of(person), said, lambda: actions.end_sessions(actor, person=person, tokens=tokens))


@require_POST
def reset_second_factor(request: HttpRequest, person: UUID) -> HttpResponse:
    """Take a lost second factor away."""
    actor = actor_of(request)
    access.require_manager(actor)
    said = _("Der zweite Faktor ist entfernt. Beim nächsten Anmelden kann er neu eingerichtet werden.")
    return done(request, _page_of(person), said, lambda: actions.remove_second_factor(actor, person=person))


@require_POST
def come_back(request: HttpRequest, person: UUID) -> HttpResponse:
    """A leaver is back, or does not leave."""
    actor = actor_of(request)
    said = _("Das Konto gilt wieder. Zugehörigkeiten tragen Sie bitte neu ein.")
    return done(request, _page_of(person), said, lambda: actions.return_person(actor, person=person))


@require_POST
def end_membership(request: HttpRequest, person: UUID, membership: UUID) -> HttpResponse:
    """End a membership now."""
    actor = actor_of(request)
    said = _("Die Zugehörigkeit ist beendet. Die Rechte daraus gelten nicht mehr.")
    return done(request, _page_of(person), said, lambda: actions.end_membership(actor, membership=membership))


@require_POST
def revoke_token(request: HttpRequest, person: UUID, token: UUID) -> HttpResponse:
    """Stop a bearer token."""
    actor = actor_of(request)
    access.require_manager(actor)
    said = _("Der Zugangsschlüssel gilt nicht mehr.")
    return done(request, _page_of(person), said, lambda: actions.revoke_token(actor, token=token))


def _waiting(actor: Actor, row: Any) -> list[leftovers.Leftover]:
    """The first of what waits for a leaver, for those who can hand it on."""
    if not row.left_at or not access.tidies(actor):
        return []
    return list(islice(leftovers.waiting_for(actor, [row.id]), 6))


def _page_of(person: UUID) -> str:
    return reverse("administration:person", args=[person])
