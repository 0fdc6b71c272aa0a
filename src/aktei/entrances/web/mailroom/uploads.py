# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Post that comes in through the browser: files to the blob store, then one act per consignment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.blobs.faults import BlobError
from aktei.base.people.queries import own_units
from aktei.entrances.known_files import already, cannot_be_read, place_of
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.picking.reading import Unclear
from aktei.entrances.web.kit.picking.reading import chosen as picked
from aktei.entrances.web.kit.uploads import Taken, answer, by_script, chosen
from aktei.entrances.web.mailroom.refusals import RECEIVED_IN_THE_FUTURE, RECEIVER_MISSING, SEVERAL_UNITS_FIT
from aktei.procedures.mailroom.actions import receive_consignment
from aktei.procedures.mailroom.queries import channels, waiting_with
from aktei.records.documents.actions import StoredFile
from aktei.records.documents.copies import copies

ENCLOSED = "documents"
"""What the form says of several files that are one consignment, the first the letter, the others enclosed."""


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take files in. Answers JSON to the script that sends one file at a time, and a page to a plain form."""
    actor = actor_of(request)
    if request.method == "GET":
        return render(request, "mailroom/upload.html", fields(request, actor))
    try:
        received = receive(actor, request)
    except (Refused, BlobError) as refusal:
        reasons = getattr(refusal, "reasons", [str(refusal)])
        if by_script(request):
            return JsonResponse({"title": _("Nicht angenommen"), "detail": " ".join(reasons)}, status=422)
        return render(request, "mailroom/upload.html", {**fields(request, actor), "reasons": reasons}, status=422)
    return answer(request, received, usual=_("angenommen"), said=_accepted, back=reverse("mailroom:inbox"))


def receive(actor: Actor, request: HttpRequest) -> list[Taken]:
    """Keep the bytes, then receive: one consignment for all files together, or one for each.

    Together they are one document, or each is one of its own, the first of them the letter (`ENCLOSED`).

    What lies there already, for this person to see, is not taken in again unless the form says so.
    """
    groups, given, again = chosen(request), _given(actor, request), bool(request.POST.get("again"))
    known = _known(actor, groups)
    taken = []
    for files in groups:
        there = known.get(hashes := tuple(file.sha256 for file in files))
        if there and not there.is_new and not again:
            taken.append(there)
            continue
        documents = [[file] for file in files] if request.POST.get("together") == ENCLOSED else [files]
        href = reverse("mailroom:item", args=[receive_consignment(actor, documents=documents, **given).id])
        said = " ".join(filter(None, [cannot_be_read(files, filed=False), there.said if there and not again else ""]))
        taken.append(Taken(href, said))
        known[hashes] = Taken(href, _("Doppelt ausgewählt, einmal angenommen."), is_new=False)
    return taken


def _known(actor: Actor, groups: Sequence[Sequence[StoredFile]]) -> dict[tuple[str, ...], Taken]:
    """What to say of files that lie there already, as far as the actor may read there. What was returned may come."""
    found = copies(actor, [[file.sha256 for file in files] for files in groups])
    waiting = waiting_with(actor, [each[0].document.id for each in found.values()])
    told = {}
    for files in groups:
        there = found.get(hashes := tuple(file.sha256 for file in files))
        if there and there[0].is_whole:
            document = there[0].document.id
            where = ("mailroom:item", waiting[document]) if document in waiting else ("records:document", document)
            said = _("Nicht noch einmal angenommen: liegt schon {place}.").format(place=place_of(there[0]))
            told[hashes] = Taken(reverse(where[0], args=[where[1]]), said, is_new=False)
        elif there:
            told[hashes] = Taken("", already(there, files))
    return told


def fields(request: HttpRequest, actor: Actor, own: Sequence[Any] | None = None) -> dict[str, Any]:
    """The fields beside the drop zone: for whom, how it came, when. One's own units are asked for unless given."""
    now = timezone.localtime()
    first = next(iter(own_units(actor) if own is None else own), None)
    context = {
        "own": first,
        "channels": list(channels().items()),
        "now": f"{now:%Y-%m-%dT%H:%M}",
    }
    ways = [
        ("", _("jede ein Eingang für sich")),
        ("1", _("zusammen ein Eingang mit einem Dokument")),
        (ENCLOSED, _("zusammen ein Eingang mit mehreren Dokumenten: das Schreiben und seine Anlagen")),
    ]
    fields = render_to_string("mailroom/parts/upload_fields.html", context, request)
    return {"upload_fields": fields, "upload_ways": ways}


def _given(actor: Actor, request: HttpRequest) -> dict[str, Any]:
    posted = request.POST
    channel = posted.get("channel") or "paper"
    received_at = _received_at(posted.get("received_at", ""))
    return {"unit": _for_whom(actor, request), "channel": channel, "received_at": received_at}


def _for_whom(actor: Actor, request: HttpRequest) -> UUID:
    """The unit that was picked. Which of several is not asked on another page: files cannot be taken along there."""
    try:
        unit = picked(request, actor, "einheit", "unit")
    except Unclear as unclear:
        them = ", ".join(each.label for each in unclear.candidates)
        raise Refused(SEVERAL_UNITS_FIT(typed=unclear.typed, units=them)) from unclear
    if not unit:
        raise Refused(RECEIVER_MISSING())
    return UUID(unit)


def _received_at(text: str) -> datetime:
    """The time somebody entered, in the office's time zone; now, if it says this minute or nothing."""
    now = timezone.now()
    entered = parse_datetime(text) if text else None
    if entered is None:
        return now
    moment = timezone.make_aware(entered) if timezone.is_naive(entered) else entered
    if moment > now:
        raise Refused(RECEIVED_IN_THE_FUTURE())
    return now if (now - moment).total_seconds() < 60 else moment


def _accepted(count: int) -> str:
    return ngettext("%(n)s Eingang angenommen.", "%(n)s Eingänge angenommen.", count) % {"n": count}
