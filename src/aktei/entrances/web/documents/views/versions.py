# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Laying documents into a dossier, their versions, and who works on them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aktei.base.acts.errors import Refused
from aktei.base.blobs.faults import BlobError
from aktei.entrances.kept_files import as_download, goes_on
from aktei.entrances.web.documents import uploading
from aktei.entrances.web.documents.views.acts import name_of
from aktei.entrances.web.kit import acting
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.records import page_images, readings, record_page
from aktei.procedures.rendition.imaging import Unrenderable
from aktei.procedures.rendition.taking_out import ask_for_files_inside
from aktei.procedures.rendition.unlocking import unlock_version
from aktei.records.documents import faults, versions
from aktei.records.documents import queries as documents
from aktei.records.documents.reading import download_component


@require_POST
def upload(request: HttpRequest, node: UUID, kind: str) -> HttpResponse:
    """Lay files into a dossier or case. Answers JSON to the script that sends them one by one."""
    back = reverse(f"records:{kind}_contents", args=[node])
    try:
        return uploading.told(request, uploading.add(actor_of(request), request, {kind: node}), back)
    except (Refused, BlobError) as refusal:
        return uploading.refused(request, refusal, back)


@require_POST
def add(request: HttpRequest, node: UUID) -> HttpResponse:
    """Add a version of one or several files."""
    actor, comment, keep = actor_of(request), acting.typed(request, "comment"), bool(request.POST.get("keep"))
    back = reverse("records:document_details", args=[node])
    try:
        added = uploading.new_version(actor, request, node, comment=comment, keep=keep)
    except (Refused, BlobError) as refusal:
        return uploading.refused(request, refusal, back)
    tell(request, added)
    return redirect(back)


@require_GET
def show(request: HttpRequest, node: UUID, number: int) -> HttpResponse:
    """The pages of one version, also of an old one."""
    actor = actor_of(request)
    place = record_page.find(actor, "document", node)
    archival, pages = documents.archival_pages(actor, node, number)
    version = next(each for each in documents.versions(actor, node) if each.number == number)
    context = {"place": place, "tabs": place.tabs("details"), "version": version, "pages": range(1, pages + 1)}
    return render(request, "records/version.html", {**context, "archival": archival})


@require_GET
def page_image(request: HttpRequest, node: UUID, number: int, page: int) -> HttpResponse:
    """One page of one version as a picture."""
    actor = actor_of(request)
    archival, _last = documents.archival_pages(actor, node, number)
    readings.note(actor, node)
    try:
        content = page_images.page(archival, page, page_images.step_for(request.GET.get("breite")))
    except (Unrenderable, BlobError):
        return HttpResponse(_("Diese Seite lässt sich nicht anzeigen."), "text/plain", status=422)
    return HttpResponse(content, "image/webp", headers={"Cache-Control": "private, max-age=1800"})


@require_GET
def download(request: HttpRequest, node: UUID, number: int, role: str, position: int) -> HttpResponseBase:
    """A stored file of any version, always as a download."""
    row = download_component(
        actor_of(request), document=node, version=number, role=role, position=position, goes_on=goes_on(request)
    )
    return as_download(request, row.sha256, name=name_of(row), media_type=row.media_type)


@require_POST
def retry(request: HttpRequest, node: UUID, number: int) -> HttpResponse:
    """Have a version read once more, or accept it as it is."""
    act = faults.accept_as_is if request.POST.get("trusted") else faults.read_again
    return acting.done(
        request,
        back=reverse("records:document_details", args=[node]),
        said=_("Version %(number)s wird noch einmal eingelesen.") % {"number": number},
        act=lambda: act(actor_of(request), document=node, number=number),
    )


@require_POST
def unlock(request: HttpRequest, node: UUID, number: int) -> HttpResponse:
    """Have an encrypted version read with its password."""
    password = request.POST.get("password", "")
    return acting.done(
        request,
        back=reverse("records:document_details", args=[node]),
        said=_("Das Kennwort wird ausprobiert. Passt es, erscheinen gleich die Seiten."),
        act=lambda: unlock_version(actor_of(request), document=node, number=number, password=password),
    )


@require_POST
def take_out(request: HttpRequest, node: UUID) -> HttpResponse:
    """Have the files inside laid beside the document."""
    return acting.done(
        request,
        back=reverse("records:document_details", args=[node]),
        said=_("Die enthaltenen Dateien erscheinen gleich als Anlagen dieses Dokuments."),
        act=lambda: ask_for_files_inside(actor_of(request), document=node),
    )


@require_POST
def check_out(request: HttpRequest, node: UUID) -> HttpResponse:
    """Take a document to work on it."""
    note = acting.typed(request, "note")
    return acting.done(
        request,
        back=reverse("records:document_details", args=[node]),
        said=_("Das Dokument ist jetzt bei Ihnen in Bearbeitung; andere sehen das und ändern nichts."),
        act=lambda: versions.check_out(actor_of(request), document=node, note=note),
        undo_url=reverse("records:give_back", args=[node]),
    )


@require_POST
def give_back(request: HttpRequest, node: UUID) -> HttpResponse:
    """Give a document back without a new version."""
    return acting.done(
        request,
        back=reverse("records:document_details", args=[node]),
        said=_("Die Bearbeitung ist beendet."),
        act=lambda: versions.give_back(actor_of(request), document=node),
    )


@require_POST
def release(request: HttpRequest, node: UUID) -> HttpResponse:
    """End somebody else's work on a document."""
    reason = acting.typed(request, "reason")
    return acting.done(
        request,
        back=reverse("records:document_details", args=[node]),
        said=_("Die Bearbeitung ist aufgehoben."),
        act=lambda: versions.release_check_out(actor_of(request), document=node, reason=reason),
    )
