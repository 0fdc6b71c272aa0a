# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Buttons of a document: rename, take a filing back, forward, download."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from aktei.base.acts.errors import Missing
from aktei.entrances.kept_files import as_download, goes_on
from aktei.entrances.web.kit import acting, bulk_acts
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.picking import reading
from aktei.records.documents import actions as document_actions
from aktei.records.documents import queries as documents
from aktei.records.documents.reading import download_component


@require_POST
def rename_document(request: HttpRequest, node: UUID) -> HttpResponse:
    """Give a document another subject line."""
    return acting.done(
        request,
        back=reverse("records:document_details", args=[node]),
        said=_("Der Betreff ist geändert."),
        act=lambda: document_actions.rename_document(
            actor_of(request), document=node, subject_line=acting.typed(request, "subject_line")
        ),
    )


@require_POST
def undo_filing(request: HttpRequest, node: UUID) -> HttpResponse:
    """Take a document out of its dossier."""
    return acting.done(
        request,
        back=reverse("records:document_details", args=[node]),
        said=_("Die Ablage ist zurückgenommen. Das Dokument wartet wieder im Posteingang."),
        act=lambda: document_actions.undo_filing(actor_of(request), document=node),
    )


@require_POST
def undo_filings(request: HttpRequest, node: UUID, kind: str) -> HttpResponse:
    """Take every selected document out of its dossier."""
    actor = actor_of(request)
    chosen = documents.documents(actor).filter(id__in=acting.picked(request)).values_list("id", flat=True)
    return bulk_acts.done_with_each(
        request,
        back=reverse(f"records:{kind}_contents", args=[node]),
        items=list(chosen),
        act=lambda document: document_actions.undo_filing(actor, document=document),
        said=lambda count: (
            ngettext(
                "Ein Dokument liegt wieder im Posteingang.",
                "%(count)s Dokumente liegen wieder im Posteingang.",
                count,
            )
            % {"count": count}
        ),
    )


@require_POST
def forward_document(request: HttpRequest, node: UUID) -> HttpResponse:
    """Hand unfiled post to another unit."""
    actor = actor_of(request)
    unit = reading.needed(request, actor, "einheit", "unit")
    return acting.done(
        request,
        # Who forwards post to another unit usually cannot see it any more.
        back=reverse("records:dossiers"),
        said=_("Das Dokument ist weitergeleitet."),
        act=lambda: document_actions.forward_document(actor, document=node, unit=unit),
    )


@require_GET
def download(request: HttpRequest, node: UUID, role: str, position: int = 1) -> HttpResponseBase:
    """A stored file of the current version, always as a download: what came from outside is never shown by us."""
    actor = actor_of(request)
    version = documents.document(actor, node).current
    if version is None:
        raise Missing()
    row = download_component(
        actor, document=node, version=version.number, role=role, position=position, goes_on=goes_on(request)
    )
    return as_download(request, row.sha256, name=name_of(row), media_type=row.media_type)


def name_of(row: Any) -> str:
    """The name it came with, or one made of the subject line."""
    if row.filename:
        return str(row.filename)
    return f"{get_valid_filename(row.version.document.subject_line or 'dokument')[:120]}.pdf"
