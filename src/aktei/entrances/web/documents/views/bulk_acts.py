# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several documents at once: a form for all, the acts, one undo, and all of them in one ZIP."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.entrances.web.documents import bulk_acts
from aktei.entrances.web.documents.refusals import NOTHING_CHOSEN
from aktei.entrances.web.kit import acting
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.records import filing_targets, zipping
from aktei.records.cases import queries as cases


@require_GET
def form(request: HttpRequest) -> HttpResponse:
    """What is to happen to the ticked documents: where to, why, how called."""
    actor, way = actor_of(request), request.GET.get("was", "")
    rows = bulk_acts.chosen(actor, request)
    if not rows or way not in bulk_acts.WAYS:
        tell(request, _("Sie haben nichts ausgewählt."), "warning")
        return redirect(bulk_acts.first_place(rows))
    return render(request, "records/many.html", _asked(request, actor, way, rows))


def _asked(request: HttpRequest, actor: Actor, way: str, rows: list[Any]) -> dict[str, Any]:
    dossier, wanted = rows[0].dossier, request.GET.get("akte", "")
    return {
        "way": way,
        "rows": rows,
        "back": bulk_acts.first_place(rows),
        "here": dossier,
        "cases": cases.cases(actor, dossier.id) if dossier else [],
        "wanted": wanted,
        "found": filing_targets.matching(actor, wanted),
    }


@require_POST
def act(request: HttpRequest, way: str) -> HttpResponse:
    """Do it to each of the ticked documents."""
    if way not in bulk_acts.WAYS:
        raise Missing()
    actor = actor_of(request)
    rows = bulk_acts.chosen(actor, request)
    try:
        bulk_acts.carry_out(request, actor, way)
    except Refused as refusal:
        if not rows or isinstance(refusal, Forbidden | Missing):
            raise
        context = {**_asked(request, actor, way, rows), "reasons": refusal.reasons}
        return render(request, "records/many.html", context, status=422)
    return redirect(bulk_acts.first_place(rows))


@require_POST
def undo(request: HttpRequest, token: UUID) -> HttpResponse:
    """Take back what was done to several at once."""
    bulk_acts.take_back(request, actor_of(request), token)
    return redirect(acting.came_from(request))


@require_POST
def download(request: HttpRequest) -> HttpResponseBase:
    """All ticked documents in one ZIP."""
    actor = actor_of(request)
    rows = bulk_acts.chosen(actor, request)
    if not rows:
        raise Refused(NOTHING_CHOSEN())
    role = "original" if request.POST.get("fassung") == "original" else "archival"
    response = StreamingHttpResponse(zipping.stream(actor, rows, role), content_type="application/zip")
    response.headers["Content-Disposition"] = content_disposition_header(True, zipping.archive_name(rows)) or ""
    response.headers["Cache-Control"] = "private, no-store"
    return response
