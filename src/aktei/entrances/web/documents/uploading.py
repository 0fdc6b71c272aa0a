# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files handed in through the browser: bytes into the store, then one act per document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.entrances.known_files import already, cannot_be_read
from aktei.entrances.web.documents.refusals import SAME_AS_NEWEST_VERSION
from aktei.entrances.web.kit import acting, uploads
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.uploads import Taken, by_script, chosen, kept
from aktei.records.cases.queries import cases
from aktei.records.documents.actions import StoredFile
from aktei.records.documents.copies import Copy, copies
from aktei.records.documents.moving import add_document
from aktei.records.documents.queries import versions
from aktei.records.documents.versions import add_version

__all__ = ["add", "new_version", "refused", "told"]


def add(actor: Actor, request: HttpRequest, where: dict[str, UUID]) -> list[Taken]:
    """One document for each file, or one of all together; `where` names a dossier or a case.

    What lies in this dossier already, for this person to see, is not laid there again unless the form says so.
    """
    groups, again = chosen(request), bool(request.POST.get("again"))
    dossier = where.get("dossier") or cases(actor).filter(id=where["case"]).values_list("dossier", flat=True).first()
    known = copies(actor, [[file.sha256 for file in files] for files in groups])
    here: dict[tuple[str, ...], Taken] = {}
    taken = []
    for files in groups:
        found = known.get(hashes := tuple(file.sha256 for file in files), [])
        there = here.get(hashes) or _there(found, dossier)
        if there and not again:
            taken.append(there)
            continue
        made = add_document(actor, originals=files, dossier=where.get("dossier"), case=where.get("case"))
        address = reverse("records:document", args=[made.id])
        taken.append(Taken(address, _said(files, [] if again else found)))
        here[hashes] = Taken(address, _("Doppelt ausgewählt, einmal aufgenommen."), is_new=False)
    return taken


def told(request: HttpRequest, taken: Sequence[Taken], back: str) -> HttpResponse:
    """What became of them, to a script that sends one at a time, or on the page."""
    usual = _("liegt in der Akte, wird eingelesen")
    return uploads.answer(request, taken, usual=usual, said=_added, back=back)


def _added(count: int) -> str:
    return ngettext("%(n)s Dokument hinzugefügt.", "%(n)s Dokumente hinzugefügt.", count) % {"n": count}


def new_version(actor: Actor, request: HttpRequest, document: UUID, *, comment: str = "", keep: bool = False) -> str:
    """Add a version of one or several files and return what to say; the newest again is `Refused`."""
    files = [kept(each) for each in request.FILES.getlist("file")]
    found = copies(actor, [[file.sha256 for file in files]]).get(tuple(file.sha256 for file in files), [])
    own = next((each for each in found if each.document.id == document and each.is_whole), None)
    if own and own.version == max(each.number for each in versions(actor, document)):
        raise Refused(SAME_AS_NEWEST_VERSION(number=own.version))
    add_version(actor, document=document, originals=files, comment=comment, keep=keep)
    said = [cannot_be_read(files, filed=True)]
    if own:
        said.append(_("Sie gleicht Version {number}.").format(number=own.version))
    said.append(already([each for each in found if each.document.id != document], files))
    usual = _("Die neue Version wird eingelesen. Bis dahin lesen alle die bisherige.")
    return " ".join([usual, *filter(None, said)])


def _there(found: Sequence[Copy], dossier: UUID | None) -> Taken | None:
    """The copy that lies in this dossier."""
    for each in found:
        if each.is_whole and each.document.dossier_id == dossier:
            called = each.document.subject_line or _("ohne Betreff")
            said = _("Nicht noch einmal aufgenommen: liegt schon in dieser Akte („{called}“).").format(called=called)
            return Taken(reverse("records:document", args=[each.document.id]), said, is_new=False)
    return None


def _said(files: Sequence[StoredFile], found: Sequence[Copy]) -> str:
    """What to say beyond that they lie in the dossier now; empty if there is nothing."""
    said = [cannot_be_read(files, filed=True), already(found, files)]
    if not any(said):
        return ""
    return " ".join(filter(None, [said[0] or _("Liegt in der Akte, wird eingelesen."), said[1]]))


def refused(request: HttpRequest, refusal: Exception, back: str) -> HttpResponse:
    """Say why nothing was taken in, to a script or on the page. A missing right is passed on."""
    if isinstance(refusal, (Forbidden, Missing)):
        raise refusal
    reasons: list[Any] = getattr(refusal, "reasons", [str(refusal)])
    if by_script(request):
        problem = {"title": _("Nicht angenommen"), "detail": " ".join(reasons)}
        return JsonResponse(problem, status=422)
    tell(request, acting.refused(reasons), "error")
    return redirect(back)
