# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Post that comes in through the browser: files to the blob store, then one act per consignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from aktei.base.blobs import store
from aktei.base.blobs.faults import BlobError
from aktei.base.journal.acts import Actor, Refused
from aktei.base.people.queries import own_units, units
from aktei.entrances.web.actor import actor_of
from aktei.entrances.web.frame.messages import tell
from aktei.procedures.mailroom.actions import receive_consignment
from aktei.procedures.mailroom.queries import channels, waiting_with
from aktei.procedures.rendition.sniffing import describe, kind_of
from aktei.records.documents.actions import StoredFile
from aktei.records.documents.queries import received_before

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "tiff": "image/tiff",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "heic": "image/heic",
}
UNKNOWN = "application/octet-stream"


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take files in. Answers JSON to the script that sends one file at a time, and a page to a plain form."""
    actor, by_script = actor_of(request), "json" in request.headers.get("Accept", "")
    if request.method == "GET":
        return render(request, "mailroom/upload.html", fields(request, actor))
    try:
        received = receive(actor, request)
    except (Refused, BlobError) as refusal:
        reasons = getattr(refusal, "reasons", [str(refusal)])
        if by_script:
            return JsonResponse({"title": _("Nicht angenommen"), "detail": " ".join(reasons)}, status=422)
        return render(request, "mailroom/upload.html", {**fields(request, actor), "reasons": reasons}, status=422)
    return _told(request, received, by_script)


@dataclass(frozen=True)
class Taken:
    """What became of one piece of post: where it lies, and what whoever sent it should know."""

    href: str
    said: str = ""
    is_new: bool = True


def receive(actor: Actor, request: HttpRequest) -> list[Taken]:
    """Keep the bytes, then receive: one consignment for all files together, or one for each.

    What lies there already, for this person to see, is not taken in again unless the form says so.
    """
    uploaded = request.FILES.getlist("file")
    if not uploaded:
        raise Refused(_("Bitte wählen Sie mindestens eine Datei aus."))
    stored = [keep(each) for each in uploaded]
    together = [stored] if request.POST.get("together") else [[each] for each in stored]
    given = _given(actor, request)
    known = {} if request.POST.get("again") else _known(actor, together)
    taken = []
    for files in together:
        hashes = tuple(file.sha256 for file in files)
        if hashes not in known:
            href = reverse("mailroom:item", args=[receive_consignment(actor, files=files, **given).id])
            taken.append(Taken(href, _cannot_be_read(files)))
            if not request.POST.get("again"):
                known[hashes] = Taken(href, _("doppelt ausgewählt, einmal angenommen"), is_new=False)
        else:
            taken.append(known[hashes])
    return taken


def _known(actor: Actor, groups: Sequence[Sequence[StoredFile]]) -> dict[tuple[str, ...], Taken]:
    """Of these files, those that were received before and that the actor may read. What was returned may come again."""
    before = received_before(actor, [[file.sha256 for file in files] for files in groups])
    waiting = waiting_with(actor, [document.id for document in before.values()])
    found = {}
    for hashes, document in before.items():
        post = waiting.get(document.id)
        where = reverse("mailroom:item", args=[post]) if post else reverse("records:document", args=[document.id])
        day = timezone.localtime(document.received_at)
        said = _("schon am {day:%d.%m.%Y} angenommen, nicht noch einmal").format(day=day)
        found[hashes] = Taken(where, said, is_new=False)
    return found


def _cannot_be_read(files: Sequence[StoredFile]) -> str:
    """What to say at once of files that no pages can be made of; empty if there are none."""
    strange = [store.path(file.sha256) for file in files if file.media_type == UNKNOWN]
    if not strange:
        return ""
    kinds = ", ".join(dict.fromkeys(describe(path) if path.stat().st_size else _("leere Datei") for path in strange))
    return _("gesichert, wartet in der Klärung: kein lesbares Schriftstück ({kinds})").format(kinds=kinds)


def keep(uploaded: Any) -> StoredFile:
    """Put the bytes into the store; what they are is told by themselves, not by their name."""
    uploaded.seek(0)
    blob = store.put(uploaded)
    kind = kind_of(store.path(blob.sha256))
    media_type = MEDIA_TYPES.get(kind or "", UNKNOWN)
    return StoredFile(blob.sha256, blob.size, media_type, (uploaded.name or "")[:255])


def fields(request: HttpRequest, actor: Actor, own: Sequence[Any] | None = None) -> dict[str, Any]:
    """The fields beside the drop zone: for whom, how it came, when. One's own units are asked for unless given."""
    now = timezone.localtime()
    first = next(iter(own_units(actor) if own is None else own), None)
    context = {
        "units": list(units(actor)),
        "own": first.id if first else None,
        "channels": list(channels().items()),
        "now": f"{now:%Y-%m-%dT%H:%M}",
    }
    return {"upload_fields": render_to_string("mailroom/parts/upload_fields.html", context, request)}


def _given(actor: Actor, request: HttpRequest) -> dict[str, Any]:
    posted = request.POST
    try:
        unit = UUID(posted.get("unit", ""))
    except ValueError as error:
        raise Refused(_("Bitte wählen Sie aus, für wen die Post ist.")) from error
    channel = posted.get("channel") or "paper"
    return {"unit": unit, "channel": channel, "received_at": _received_at(posted.get("received_at", ""))}


def _received_at(text: str) -> datetime:
    """The time somebody entered, in the office's time zone; now, if it says this minute or nothing."""
    now = timezone.now()
    entered = parse_datetime(text) if text else None
    if entered is None:
        return now
    moment = timezone.make_aware(entered) if timezone.is_naive(entered) else entered
    if moment > now:
        raise Refused(_("Die Eingangszeit liegt in der Zukunft."))
    return now if (now - moment).total_seconds() < 60 else moment


def _told(request: HttpRequest, taken: Sequence[Taken], by_script: bool) -> HttpResponse:
    if by_script:
        first = taken[0]
        answer = {"text": first.said or _("angenommen"), "href": first.href}
        return JsonResponse(answer, status=201 if first.is_new else 200)
    for each in taken:
        if each.said:
            kind = "warning" if each.is_new else "info"
            tell(request, _("Eine Datei: {said}.").format(said=each.said), kind, href=each.href, link_text=_("Ansehen"))
    if count := sum(each.is_new and not each.said for each in taken):
        tell(request, ngettext("%(n)s Sendung angenommen.", "%(n)s Sendungen angenommen.", count) % {"n": count})
    return redirect("mailroom:inbox")
