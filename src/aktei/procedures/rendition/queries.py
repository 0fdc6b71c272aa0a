# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading how renditions stand. For the office's own machinery and for siblings through `wiring`."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import F

from aktei.procedures.rendition.models import Progress, Rendition
from aktei.procedures.rendition.remarks import Remark


def running(documents: Collection[UUID] | None = None) -> dict[UUID, Progress]:
    """The renditions under way, by document: of these documents, or of all (there are as many as workers)."""
    rows = Progress.objects.all()
    if documents is not None:
        rows = rows.filter(document__in=list(documents))
    return {row.document: row for row in rows}


def remarks(versions: Iterable[UUID]) -> dict[UUID, list[Remark]]:
    """What is to be known of those of these versions of which there is anything to be known; one query."""
    rows = Rendition.objects.filter(version__in=list(versions)).exclude(remarks=[])
    return {row.version_id: [Remark.from_dict(each) for each in row.remarks] for row in rows}


def remarks_on(documents: Iterable[UUID]) -> dict[UUID, list[Remark]]:
    """What is to be known of the current versions of those of these documents that have any remark; one query."""
    rows = Rendition.objects.filter(version__document__in=list(documents), version__document__current=F("version"))
    told = rows.exclude(remarks=[]).values_list("version__document", "remarks")
    return {document: [Remark.from_dict(each) for each in found] for document, found in told}
