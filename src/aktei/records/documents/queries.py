# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading documents, their pages and stored files."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet, Sum
from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor, Missing
from aktei.base.rights.queries import visible
from aktei.base.rights.rules import READ
from aktei.records.documents.models import Component, ComponentRole, Document, Page, Version


def documents(actor: Actor, right: str = READ) -> QuerySet[Document]:
    """The documents the actor may read, withdrawn ones aside."""
    return visible(Document.objects.filter(withdrawn_at=None), actor, right)


def document(actor: Actor, document_id: UUID, right: str = READ) -> Document:
    """One document with what pages about it need, in one query, or `Missing`."""
    rows = Document.objects.select_related("unit", "dossier__entry", "case", "current")
    found = visible(rows.filter(id=document_id), actor, right).first()
    if found is None:
        raise Missing(_("Dieses Dokument gibt es nicht, oder Sie dürfen es nicht lesen."))
    return found


def in_order(actor: Actor, *, dossier: UUID, case: UUID | None = None) -> QuerySet[Document]:
    """The documents of a dossier (or of one case in it) in the order of the book."""
    rows = documents(actor).filter(dossier=dossier).select_related("current", "case")
    return (rows.filter(case=case) if case else rows).order_by("position")


def components(actor: Actor, document_id: UUID) -> QuerySet[Component]:
    """All stored files of a document's current version, originals first."""
    found = document(actor, document_id)
    return Component.objects.filter(version=found.current_id).order_by("role", "position")


def versions(actor: Actor, document_id: UUID) -> list[Version]:
    """All versions of a document, newest first, each with its `components`; three queries."""
    found = document(actor, document_id)
    files = Prefetch("components", Component.objects.order_by("role", "position"))
    return list(Version.objects.filter(document=found).prefetch_related(files).order_by("-number"))


def originals_of(version: UUID) -> list[Component]:
    """The original files of a version in their order. For the office's own machinery."""
    return list(Component.objects.filter(version=version, role=ComponentRole.ORIGINAL).order_by("position"))


def version_of(version: UUID) -> Version:
    """A version with its document. For the office's own machinery."""
    return Version.objects.select_related("document").get(id=version)


def unrendered_versions(*, before: datetime, limit: int) -> list[Version]:
    """Versions made before that moment that have no rendition yet, oldest first. For the office's own machinery."""
    rows = Version.objects.filter(rendered_at=None, created_at__lt=before, document__withdrawn_at=None)
    return list(rows.order_by("created_at")[:limit])


def archival_pages(actor: Actor, document_id: UUID) -> tuple[str, int]:
    """SHA-256 of the current PDF/A and its number of pages, or `Missing`; what showing a page needs, in two queries."""
    seen = visible(Document.objects.filter(id=document_id), actor, READ)
    rows = Component.objects.filter(role=ComponentRole.ARCHIVAL, version__in=seen.values("current"))
    found = rows.values_list("sha256", "version__document__page_count").first()
    if found is None:
        raise Missing(_("Diese Seite gibt es nicht, oder Sie dürfen sie nicht lesen."))
    return found


def archival_of(actor: Actor, document_id: UUID) -> Component:
    """The PDF/A of the current version, or `Missing` while it is still being made."""
    found = document(actor, document_id)
    row = Component.objects.filter(version=found.current_id, role=ComponentRole.ARCHIVAL).first()
    if row is None:
        raise Missing(_("Die Archivfassung wird noch erstellt."))
    return row


def thumbnails(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """The SHA-256 of the thumbnail of each of these documents that has one, one query."""
    rows = Component.objects.filter(
        role=ComponentRole.THUMBNAIL, version__in=documents(actor).filter(id__in=list(ids)).values("current")
    )
    return dict(rows.values_list("version__document", "sha256"))


def original_names(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """The file name of the first original of each of these documents, as it came; one query."""
    rows = Component.objects.filter(
        role=ComponentRole.ORIGINAL, position=1, version__in=documents(actor).filter(id__in=list(ids)).values("current")
    )
    return dict(rows.values_list("version__document", "filename"))


def page(actor: Actor, document_id: UUID, number: int) -> Page:
    """One page of the current version, or `Missing`."""
    found = document(actor, document_id)
    row = Page.objects.filter(version=found.current_id, number=number).first()
    if row is None:
        raise Missing(_("Diese Seite gibt es nicht."))
    return row


def pages(version: UUID) -> QuerySet[Page]:
    """All pages of a version in order. For the office's own machinery."""
    return Page.objects.filter(version=version).order_by("number")


def page_sizes(actor: Actor, ids: Sequence[UUID]) -> dict[UUID, list[tuple[int, float, float]]]:
    """Number, width and height of every page of these documents, without text; one query."""
    current = documents(actor).filter(id__in=ids).values("current")
    rows = Page.objects.filter(version__in=current).order_by("version", "number")
    sizes: dict[UUID, list[tuple[int, float, float]]] = {}
    for owner, number, width, height in rows.values_list("version__document", "number", "width", "height"):
        sizes.setdefault(owner, []).append((number, width, height))
    return sizes


def page_texts(actor: Actor, ids: Sequence[UUID]) -> Iterator[tuple[UUID, int, str]]:
    """Document, number and text of every page of these documents, streamed; one query."""
    current = documents(actor).filter(id__in=ids).values("current")
    rows = Page.objects.filter(version__in=current).values_list("version__document", "number", "text")
    return rows.iterator(chunk_size=500)


def counts_by_case(actor: Actor, dossier: UUID) -> dict[UUID, tuple[int, int]]:
    """Number of documents and of pages in each case of a dossier that has any, one query."""
    rows = documents(actor).filter(dossier=dossier, case__isnull=False).values("case")
    counted = rows.annotate(count=Count("id"), total=Sum("page_count"))
    return {case: (count, total) for case, count, total in counted.values_list("case", "count", "total")}
