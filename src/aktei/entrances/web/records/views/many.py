# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several documents at once: a form for all, the acts, one undo, and all of them in one ZIP."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aktei.base.journal.acts import Missing, Refused
from aktei.entrances.web.actor import actor_of
from aktei.entrances.web.frame.messages import tell
from aktei.entrances.web.mailroom import targets
from aktei.entrances.web.records import acting, many, zipping
from aktei.records.cases import queries as cases


@require_GET
def form(request: HttpRequest) -> HttpResponse:
    """What is to happen to the ticked documents: where to, why, how called."""
    actor, way = actor_of(request), request.GET.get("was", "")
    rows, wanted = many.chosen(actor, request), request.GET.get("akte", "")
    if not rows or way not in many.WAYS:
        tell(request, _("Sie haben nichts ausgewählt."), "warning")
        return redirect(many.first_place(rows))
    dossier = rows[0].dossier
    context = {
        "way": way,
        "rows": rows,
        "back": many.first_place(rows),
        "here": dossier,
        "cases": cases.cases(actor, dossier.id) if dossier else [],
        "wanted": wanted,
        "found": targets.matching(actor, wanted),
    }
    return render(request, "records/many.html", context)


@require_POST
def act(request: HttpRequest, way: str) -> HttpResponse:
    """Do it to each of the ticked documents."""
    if way not in many.WAYS:
        raise Missing(_("Das gibt es hier nicht."))
    actor = actor_of(request)
    back = many.first_place(many.chosen(actor, request))
    many.carry_out(request, actor, way)
    return redirect(back)


@require_POST
def undo(request: HttpRequest, token: UUID) -> HttpResponse:
    """Take back what was done to several at once."""
    many.take_back(request, actor_of(request), token)
    return redirect(acting.came_from(request))


@require_POST
def download(request: HttpRequest) -> HttpResponseBase:
    """All ticked documents in one ZIP."""
    actor = actor_of(request)
    rows = many.chosen(actor, request)
    if not rows:
        raise Refused(_("Sie haben nichts ausgewählt."))
    role = "original" if request.POST.get("fassung") == "original" else "archival"
    response = StreamingHttpResponse(zipping.stream(actor, rows, role), content_type="application/zip")
    response.headers["Content-Disposition"] = content_disposition_header(True, zipping.archive_name(rows)) or ""
    response.headers["Cache-Control"] = "private, no-store"
    return response
