# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a form to an act and back: what was done is told, what was refused is told with its reasons."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.refusals import TEXT_TOO_LONG

R = TypeVar("R")

LONGEST = 300
"""Characters of a subject line or a reason."""


def typed(request: HttpRequest, name: str) -> str:
    """One line somebody typed, without what no database keeps. Raises `Refused` if it is too long."""
    text = request.POST.get(name, "").replace("\0", "").strip()
    if len(text) > LONGEST:
        raise Refused(TEXT_TOO_LONG(count=LONGEST))
    return text


def picked(request: HttpRequest, name: str = "item") -> list[UUID]:
    """The ids somebody ticked or chose; what is none is left out."""
    return uuids(request.POST.getlist(name))


def uuids(values: Iterable[str]) -> list[UUID]:
    """Those of these texts that are ids."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


def attempt(form: forms.Form, act: Callable[..., R]) -> R | None:
    """Call the act with the form's values. A refusal by the rules stands in the form; a missing right is passed on."""
    if not form.is_valid():
        return None
    try:
        return act(**form.cleaned_data)
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        form.add_error(None, refusal.reasons)
        return None


def attempt_with(form: forms.Form, act: Callable[..., R], actor: Any, *, party: UUID | None, **more: Any) -> R | None:
    """As `attempt`; a party that was picked from the address book needs nothing but its role."""
    if party is None or not form.is_bound:
        return attempt(form, lambda **values: act(actor, **more, **values))
    form.is_valid()
    for name in [each for each in form.errors if each != "role"]:
        del form.errors[name]
    return attempt(form, lambda **values: act(actor, **more, party=party, role=values.get("role", "")))


def done(request: HttpRequest, back: str, said: str, act: Callable[[], Any], **extra: str) -> HttpResponse:
    """Act, say so on the page people return to; or say there why the rules refused. A missing right is passed on."""
    try:
        act()
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        tell(request, refused(refusal.reasons), "error")
    else:
        tell(request, said, **extra)
    return redirect(back)


def refused(reasons: Iterable[str]) -> str:
    """Why something was refused, and that nothing happened; said once, also where a reason says it already."""
    said, unchanged = " ".join(reasons), _("Es wurde nichts geändert.")
    return said if unchanged in said else f"{said} {unchanged}"


def came_from(request: HttpRequest) -> str:
    """The page somebody pressed the button on, if it is one of ours; else the list of dossiers."""
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return referer
    return reverse("records:dossiers")
