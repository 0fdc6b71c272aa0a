# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files handed in through the browser: bytes into the store, then one act per document."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor, Forbidden, Missing, Refused
from aktei.entrances.web.frame.messages import tell
from aktei.entrances.web.mailroom.uploads import keep
from aktei.records.documents.moving import add_document

__all__ = ["add", "keep", "refused"]


def add(actor: Actor, request: HttpRequest, where: dict[str, UUID]) -> list[Any]:
    """One document for each file, or one of all together; `where` names a dossier or a case."""
    uploaded = request.FILES.getlist("file")
    if not uploaded:
        raise Refused(_("Bitte wählen Sie mindestens eine Datei aus."))
    stored = [keep(each) for each in uploaded]
    groups = [stored] if request.POST.get("together") else [[each] for each in stored]
    return [add_document(actor, originals=files, **where) for files in groups]  # type: ignore[arg-type]


def refused(request: HttpRequest, refusal: Exception, back: str) -> HttpResponse:
    """Say why nothing was taken in, to a script or on the page. A missing right is passed on."""
    if isinstance(refusal, (Forbidden, Missing)):
        raise refusal
    reasons: list[Any] = getattr(refusal, "reasons", [str(refusal)])
    if "json" in request.headers.get("Accept", ""):
        problem = {"title": _("Nicht angenommen"), "detail": " ".join(reasons)}
        return JsonResponse(problem, status=422)
    tell(request, " ".join(reasons), "error")
    return redirect(back)
