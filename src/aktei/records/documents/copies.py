# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same file a second time: where its bytes lie already, as far as the reader may read there."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from aktei.base.journal.acts import Actor
from aktei.records.documents.models import Component, ComponentRole, Document
from aktei.records.documents.queries import documents

_MOST_ROWS = 100


def earlier_copies(actor: Actor, document_id: UUID, most: int = 3) -> list[Document]:
    """Earlier documents that hold one of this one's files as well; ids grow with time, only the later is a copy."""
    own = _originals(actor, [document_id]).values("sha256")
    readable = documents(actor).filter(id__lt=document_id).order_by()
    rows = Component.objects.filter(role=ComponentRole.ORIGINAL, sha256__in=own, version__document__in=readable)
    rows = rows.select_related("version__document__dossier").order_by("version__document", "id")[:_MOST_ROWS]
    return list({row.version.document_id: row.version.document for row in rows}.values())[:most]


def copied(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Those of these documents of which an earlier one holds a file as well; one query."""
    earlier = Component.objects.filter(
        role=ComponentRole.ORIGINAL,
        sha256=OuterRef("sha256"),
        version__document__lt=OuterRef("version__document"),
        version__document__in=documents(actor).order_by(),
    )
    return set(_originals(actor, ids).filter(Exists(earlier)).values_list("version__document", flat=True))


def _originals(actor: Actor, ids: Iterable[UUID]) -> QuerySet[Component]:
    current = documents(actor).filter(id__in=list(ids)).order_by().values("current")
    return Component.objects.filter(role=ComponentRole.ORIGINAL, version__in=current)
