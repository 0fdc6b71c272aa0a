# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on post in quarantine: a password, another try, taking it as it is, giving it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Refused
from aktei.entrances.web.kit.acting import picked
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.mailroom import filing_form
from aktei.entrances.web.mailroom.refusals import NOT_IN_CLEARING
from aktei.entrances.web.mailroom.views import show_item
from aktei.procedures.mailroom import actions, queries, taking_out
from aktei.procedures.rendition.unlocking import unlock_version
from aktei.records.documents import faults


@require_POST
def password(request: HttpRequest, consignment: UUID) -> HttpResponse:
    """Try a password on an encrypted file."""
    text = _("Das Kennwort wird ausprobiert. Passt es, erscheinen gleich die Seiten.")
    given = request.POST.get("password", "")
    return _act(request, consignment, text, _on_the_stuck(partial(unlock_version, password=given)))


@require_POST
def retry(request: HttpRequest, consignment: UUID) -> HttpResponse:
    """Read it again."""
    return _act(request, consignment, _("Der Eingang wird noch einmal eingelesen."), _on_the_stuck(faults.read_again))


@require_POST
def retry_many(request: HttpRequest) -> HttpResponse:
    """Read several again, each in its own act; what is not in quarantine any more stays as it is."""
    actor, again = actor_of(request), _on_the_stuck(faults.read_again)
    count, reasons = filing_form.each(picked(request)[:500], lambda each: again(actor, each))
    if count:
        told = ngettext(
            "%(n)s Eingang wird noch einmal eingelesen.", "%(n)s Eingänge werden noch einmal eingelesen.", count
        )
        tell(request, told % {"n": count})
    if reasons:
        tell(request, " ".join(reasons), "error")
    return redirect("mailroom:quarantine")


@require_POST
def accept(request: HttpRequest, consignment: UUID) -> HttpResponse:
    """Take it as it is."""
    text = _("Angenommen. Der Eingang wird jetzt eingelesen.")
    return _act(request, consignment, text, _on_the_stuck(faults.accept_as_is))


@require_POST
def take_out(request: HttpRequest, consignment: UUID) -> HttpResponse:
    """Take the files inside in as post of their own."""
    text = _("Die enthaltenen Dateien erscheinen gleich als eigene Eingänge im Posteingang.")

    def act(actor: Actor, consignment: UUID) -> Any:
        document = queries.consignment(actor, consignment).document
        return taking_out.ask_for_files_inside(actor, document=document.id)

    return _act(request, consignment, text, act)


@require_POST
def give_back(request: HttpRequest, consignment: UUID) -> HttpResponse:
    """Return it to its sender with a reason; it leaves the quarantine."""
    reason = request.POST.get("reason", "")
    text = _("Zurückgegeben. Original und Grund bleiben im Verlauf.")
    to = reverse("mailroom:quarantine")
    return _act(
        request,
        consignment,
        text,
        lambda actor, each: actions.return_to_sender(actor, consignment=each, reason=reason),
        to=to,
    )


def _on_the_stuck(act: Callable[..., Any]) -> Callable[[Actor, UUID], Any]:
    """An act on a document, done to the first of a consignment that could not be read."""

    def do(actor: Actor, consignment: UUID) -> Any:
        stuck = queries.consignment(actor, consignment).stuck
        if stuck is None:
            raise Refused(NOT_IN_CLEARING())
        return act(actor, document=stuck.id)

    return do


def _act(
    request: HttpRequest, consignment: UUID, text: str, act: Callable[[Actor, UUID], Any], *, to: str = ""
) -> HttpResponse:
    try:
        act(actor_of(request), consignment)
    except Forbidden:
        raise
    except Refused as refusal:
        return show_item(request, consignment, 422, reasons=refusal.reasons)
    tell(request, text)
    return redirect(to or reverse("mailroom:item", args=[consignment]))
