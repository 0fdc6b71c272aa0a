# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on post in quarantine: a password, another try, taking it as it is, giving it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from aktei.base.acts.errors import Forbidden, Refused
from aktei.entrances.web.kit.acting import picked
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.mailroom import placing
from aktei.entrances.web.mailroom.views import show_item
from aktei.procedures.mailroom import actions, taking_out


@require_POST
def password(request: HttpRequest, consignment: UUID) -> HttpResponse:
    """Try a password on an encrypted file."""
    text = _("Das Kennwort wird ausprobiert. Passt es, erscheinen gleich die Seiten.")
    return _act(request, consignment, actions.supply_password, text, password=request.POST.get("password", ""))


@require_POST
def retry(request: HttpRequest, consignment: UUID) -> HttpResponse:
    """Read it again."""
    return _act(request, consignment, actions.retry, _("Die Sendung wird noch einmal eingelesen."))


@require_POST
def retry_many(request: HttpRequest) -> HttpResponse:
    """Read several again, each in its own act; what is not in quarantine any more stays as it is."""
    actor = actor_of(request)
    count, reasons = placing.each(picked(request)[:500], lambda each: actions.retry(actor, consignment=each))
    if count:
        told = ngettext(
            "%(n)s Sendung wird noch einmal eingelesen.", "%(n)s Sendungen werden noch einmal eingelesen.", count
        )
        tell(request, told % {"n": count})
    if reasons:
        tell(request, " ".join(reasons), "error")
    return redirect("mailroom:quarantine")


@require_POST
def accept(request: HttpRequest, consignment: UUID) -> HttpResponse:
    """Take it as it is."""
    return _act(request, consignment, actions.accept_as_is, _("Angenommen. Die Sendung wird jetzt eingelesen."))


@require_POST
def take_out(request: HttpRequest, consignment: UUID) -> HttpResponse:
    """Take the files inside in as post of their own."""
    text = _("Die enthaltenen Dateien erscheinen gleich als eigene Sendungen im Posteingang.")
    return _act(request, consignment, taking_out.ask_for_files_inside, text)


@require_POST
def give_back(request: HttpRequest, consignment: UUID) -> HttpResponse:
    """Return it to its sender with a reason; it leaves the quarantine."""
    reason = request.POST.get("reason", "")
    text = _("Zurückgegeben. Original und Grund bleiben im Verlauf.")
    to = reverse("mailroom:quarantine")
    return _act(request, consignment, actions.return_to_sender, text, to=to, reason=reason)


def _act(
    request: HttpRequest, consignment: UUID, act: Callable[..., Any], text: str, *, to: str = "", **given: str
) -> HttpResponse:
    try:
        act(actor_of(request), consignment=consignment, **given)
    except Forbidden:
        raise
    except Refused as refusal:
        return show_item(request, consignment, 422, reasons=refusal.reasons)
    tell(request, text)
    return redirect(to or reverse("mailroom:item", args=[consignment]))
