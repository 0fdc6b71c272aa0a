# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading documents, their pages and stored files."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.names.expressions import named
from aktei.base.people.leftovers import Leftover
from aktei.base.people.queries import names
from aktei.base.refusals import Refusal
from aktei.base.rights.queries import may, visible
from aktei.base.rights.rules import FIND, READ
from aktei.records.documents import refusals
from aktei.records.documents.models import DIRECT as DIRECT  # a word everybody may know
from aktei.records.documents.models import (
    CheckOut,
    Component,
    ComponentRole,
    Deletion,
    Document,
    Hold,
    Page,
    PageRange,
    ReadingFault,
    Settlement,
    Version,
)


def documents(actor: Actor, right: str = READ) -> QuerySet[Document]:
    """The documents the actor may read, withdrawn ones aside."""
    return visible(Document.objects.filter(withdrawn_at=None), actor, right)


def document(actor: Actor, document_id: UUID, right: str = READ) -> Document:
    """One document with what pages about it need, in one query, or `Missing`.

    Of post that is not filed yet, who may only find it (administering, auditing) learns that it is there, not what it
    is about nor from whom: until somebody files it, subject and sender are as confidential as the letter.
    """
    rows = Document.objects.select_related("unit", "dossier__entry", "case", "current", "attached_to")
    found = visible(rows.filter(id=document_id), actor, right).first()
    if found is None:
        raise Missing(refusals.NOT_READABLE())
    if right == FIND and found.dossier_id is None and not may(actor, READ, found.chain):
        found.subject_line, found.sender = _("Noch nicht abgelegte Post"), ""
    return found


def in_order(actor: Actor, *, dossier: UUID, case: UUID | None = None) -> QuerySet[Document]:
    """The documents of a dossier (or of one case in it) in the order of the book, attachments behind their document."""
    rows = documents(actor).filter(dossier=dossier).select_related("current", "case")
    return in_book_order(rows.filter(case=case) if case else rows)


def in_book_order(rows: QuerySet[Document]) -> QuerySet[Document]:
    """By position; an attachment stands behind what it is attached to."""
    behind = Coalesce("attached_to__position", "position")
    return rows.order_by(behind, F("attached_to").asc(nulls_first=True), "position")


def withdrawn(actor: Actor, *, dossier: UUID, case: UUID | None = None) -> QuerySet[Document]:
    """The withdrawn documents of a dossier (or of one case in it); normal lists and the search do not show them."""
    rows = visible(Document.objects.filter(dossier=dossier, withdrawn_at__isnull=False), actor, READ)
    rows = rows.select_related("current", "case")
    return in_book_order(rows.filter(case=case) if case else rows)


def chosen(actor: Actor, ids: Iterable[UUID]) -> QuerySet[Document]:
    """Those of these documents that the actor may read, withdrawn ones too, in the order of the book."""
    rows = Document.objects.select_related("current", "case", "dossier", "attached_to").filter(id__in=list(ids))
    return in_book_order(visible(rows, actor, READ))


def unfiled_saying(word: str) -> QuerySet[Any, Any]:
    """What lies in no dossier and has this word in its subject line or sender. For lists that check what is seen."""
    rows = Document.objects.filter(dossier=None).order_by()
    return rows.filter(named(("subject_line", "sender"), [word], inside=True)).values("id")


def components(actor: Actor, document_id: UUID) -> QuerySet[Component]:
    """All stored files of a document's current version, originals first."""
    found = document(actor, document_id)
    return Component.objects.filter(version=found.current_id).order_by("role", "position")


def versions(actor: Actor, document_id: UUID) -> list[Version]:
    """All versions of a document, newest first, each with its `components` and the number of its `pages_read`."""
    found = document(actor, document_id)
    files = Prefetch("components", Component.objects.order_by("role", "position"))
    rows = Version.objects.filter(document=found).annotate(pages_read=Count("pages"))
    return list(rows.prefetch_related(files).order_by("-number"))


def attachments(actor: Actor, document_id: UUID) -> QuerySet[Document]:
    """What is attached to a document, in order; withdrawn attachments aside."""
    return documents(actor).filter(attached_to=document_id).order_by("position")


def attachable(actor: Actor, document_id: UUID) -> QuerySet[Document]:
    """The documents of the same dossier that may have this one as their attachment, in the order of the book."""
    row = document(actor, document_id)
    if row.dossier_id is None:
        return Document.objects.none()
    return in_order(actor, dossier=row.dossier_id).filter(attached_to=None).exclude(id=row.id)


def last_received(actor: Actor, dossiers: Collection[UUID]) -> dict[UUID, datetime]:
    """When the newest document of each of these dossiers came that the actor may find; one query."""
    rows = documents(actor, FIND).filter(dossier__in=list(dossiers)).order_by()
    found = rows.values("dossier").annotate(last=Max("received_at")).values_list("dossier", "last")
    return {dossier: last for dossier, last in found if dossier is not None}


def check_out_of(actor: Actor, document_id: UUID) -> CheckOut | None:
    """Who works on a document the actor may read, unless nobody does."""
    return check_outs(actor, [document_id]).get(document_id)


def check_outs(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, CheckOut]:
    """Who works on each of these documents that somebody works on; one query."""
    seen = visible(Document.objects.filter(id__in=list(ids)), actor, READ)
    return {row.document_id: row for row in CheckOut.objects.filter(document__in=seen, ended_at=None)}


def left_behind(actor: Actor, persons: Collection[UUID]) -> list[Leftover]:
    """What these persons still have in work, of the documents the actor may find, oldest first."""
    seen = visible(Document.objects.all(), actor, FIND)
    rows = CheckOut.objects.filter(person__in=list(persons), ended_at=None, document__in=seen)
    return [
        Leftover(
            row.person, row.id, row.document.subject_line or _("Ohne Betreff"), row.at, node=row.document.dossier_id
        )
        for row in rows.select_related("document").order_by("at")
    ]


def holds(actor: Actor, nodes: Iterable[UUID]) -> list[Hold]:
    """The holds that stand on any of these nodes, oldest first. The caller has checked that the actor may read them."""
    return list(Hold.objects.filter(node__in=list(nodes), lifted_at=None).order_by("set_at"))


def deletion(actor: Actor, document_id: UUID) -> Deletion | None:
    """The act that erased a document, if it was."""
    return Deletion.objects.filter(document=document(actor, document_id, FIND)).first()


def obstacles_to_closing(actor: Actor, node: UUID) -> list[Refusal]:
    """Why a dossier or case with its documents cannot be closed yet: somebody works on one, or one is being read."""
    inside = Document.objects.filter(Q(dossier=node) | Q(case=node), withdrawn_at=None)
    rows = CheckOut.objects.filter(document__in=inside, ended_at=None).select_related("document").order_by("at")
    called = names([row.person for row in rows])
    reasons = [
        refusals.SOMEBODY_WORKS_ON_IT(
            subject=row.document.subject_line or _("Ohne Betreff"), name=called.get(row.person, "–")
        )
        for row in rows
    ]
    further = Version.objects.filter(document__in=inside, rendered_at=None, number__gt=F("document__current__number"))
    for subject, number in further.values_list("document__subject_line", "number"):
        reasons.append(refusals.VERSION_STILL_READ(number=number, subject=subject))
    return reasons


def originals_of(version: UUID) -> list[Component]:
    """The original files of a version in their order. For the office's own machinery."""
    return list(Component.objects.filter(version=version, role=ComponentRole.ORIGINAL).order_by("position"))


def page_ranges_of(version: UUID) -> list[PageRange]:
    """The pages of files of which a version consists, in their order. For the office's own machinery."""
    return list(PageRange.objects.filter(version=version).order_by("position"))


def counted_files(versions: Collection[UUID]) -> Counter[UUID | None]:
    """Of how many files, or parts of files, each of these versions consists; two queries. For acts and their rules."""
    originals = Component.objects.filter(version__in=versions, role=ComponentRole.ORIGINAL)
    ranges = PageRange.objects.filter(version__in=versions)
    return Counter(each for rows in (originals, ranges) for each in rows.values_list("version", flat=True))


def version_of(version: UUID) -> Version:
    """A version with its document. For the office's own machinery."""
    return Version.objects.select_related("document").get(id=version)


def unrendered_versions(*, before: datetime, limit: int, after: tuple[datetime, UUID] | None = None) -> list[Version]:
    """Versions made before that moment that are neither read nor wait for a decision, oldest first.

    `after`: where the last call ended.

    For the office's own machinery.
    """
    rows = Version.objects.filter(rendered_at=None, created_at__lt=before, document__withdrawn_at=None)
    rows = rows.filter(~Exists(ReadingFault.objects.filter(version=OuterRef("id"), cleared_at=None)))
    if after is not None:
        moment, last = after
        # The first condition is what the index is asked for; the second leaves out what was seen already.
        rows = rows.filter(created_at__gte=moment).exclude(created_at=moment, id__lte=last)
    return list(rows.order_by("created_at", "id")[:limit])


def archival_pages(actor: Actor, document_id: UUID, number: int | None = None) -> tuple[str, int]:
    """SHA-256 of a version's PDF/A (of the current one, without a number) and its pages, or `Missing`; two queries."""
    seen = visible(Document.objects.filter(id=document_id), actor, READ)
    rows = Component.objects.filter(role=ComponentRole.ARCHIVAL)
    if number is None:
        found = rows.filter(version__in=seen.values("current")).values_list("sha256", "version__document__page_count")
    else:
        of_version = rows.filter(version__document__in=seen, version__number=number)
        found = of_version.annotate(read=Count("version__pages")).values_list("sha256", "read")
    row = found.first()
    if row is None:
        raise Missing(refusals.PAGE_NOT_READABLE())
    return row


def archival_of(actor: Actor, document_id: UUID) -> Component:
    """The PDF/A of the current version, or `Missing` while it is still being made."""
    found = document(actor, document_id)
    row = Component.objects.filter(version=found.current_id, role=ComponentRole.ARCHIVAL).first()
    if row is None:
        raise Missing(refusals.NOT_RENDERED_YET())
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
        raise Missing(refusals.NO_SUCH_PAGE())
    return row


def pages(version: UUID) -> QuerySet[Page]:
    """All pages of a version in order. For the office's own machinery."""
    return Page.objects.filter(version=version).order_by("number")


def page_sizes(actor: Actor, ids: Sequence[UUID]) -> dict[UUID, list[tuple[int, float, float]]]:
    """Number, width and height of every page of these documents, without text; one query."""
    current = visible(Document.objects.filter(id__in=ids), actor, READ).values("current")
    rows = Page.objects.filter(version__in=current).order_by("version", "number")
    sizes: dict[UUID, list[tuple[int, float, float]]] = {}
    for owner, number, width, height in rows.values_list("version__document", "number", "width", "height"):
        sizes.setdefault(owner, []).append((number, width, height))
    return sizes


def page_texts(actor: Actor, ids: Sequence[UUID]) -> Iterator[tuple[UUID, int, str]]:
    """Document, number and text of every page of these documents, streamed, a document's pages in order; one query."""
    current = documents(actor).filter(id__in=ids).values("current")
    rows = Page.objects.filter(version__in=current).order_by("version_id", "number")
    return rows.values_list("version__document", "number", "text").iterator(chunk_size=500)


def counts_by_case(actor: Actor, dossier: UUID) -> dict[UUID, tuple[int, int]]:
    """Number of documents and of pages in each case of a dossier that has any, one query."""
    rows = documents(actor).filter(dossier=dossier, case__isnull=False).values("case")
    counted = rows.annotate(count=Count("id"), total=Sum("page_count"))
    return {case: (count, total) for case, count, total in counted.values_list("case", "count", "total")}


def everything_in(actor: Actor, dossier: UUID) -> QuerySet[Document]:
    """All documents of a dossier that the actor may read, in the order of the book; withdrawn ones included."""
    return visible(Document.objects.filter(dossier=dossier), actor, READ).order_by("position", "id")


def standing_faults(versions: Iterable[UUID]) -> dict[UUID, ReadingFault]:
    """Why those of these versions that wait for a person's decision could not be read; one query."""
    return {row.version_id: row for row in ReadingFault.objects.filter(version__in=list(versions), cleared_at=None)}


def unread_documents(documents: Iterable[UUID]) -> set[UUID]:
    """Those of these documents of which a version waits for a person's decision; one query."""
    rows = ReadingFault.objects.filter(version__document__in=list(documents), cleared_at=None)
    return set(rows.values_list("version__document", flat=True))


def is_accepted(version: UUID) -> bool:
    """Whether somebody took the files of this version as they are, or of what it was cut from. For the machinery."""
    cut = Q(version__document__parts__version=version)
    return ReadingFault.objects.filter(Q(version=version) | cut, settlement=Settlement.ACCEPTED).exists()
