# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much is read, ten minutes by ten minutes and lane by lane: for those who must say when it will be done."""

from datetime import timedelta

from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from aktei.base.outbox.lanes import Lane
from aktei.procedures.rendition.models import Pace

_KEPT = timedelta(days=62)
_NOTE = """
INSERT INTO rendition_pace (lane, since, documents, pages, refused)
VALUES (%s, date_bin('10 minutes', now(), '2000-01-01'), %s, %s, %s)
ON CONFLICT (since, lane) DO UPDATE SET documents = rendition_pace.documents + excluded.documents,
    pages = rendition_pace.pages + excluded.pages, refused = rendition_pace.refused + excluded.refused
"""


def note(lane: Lane, *, pages: int = 0, refused: int = 0) -> None:
    """Count a document that was read, or refused."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [str(lane), 0 if refused else 1, pages, refused])


def of_the_last(hours: int) -> dict[str, tuple[int, int, int]]:
    """Documents, pages and refused documents of so many hours (less ten minutes at most), by lane."""
    rows = Pace.objects.filter(since__gt=timezone.now() - timedelta(hours=hours)).values("lane")
    summed = rows.annotate(read=Sum("documents"), of_pages=Sum("pages"), not_read=Sum("refused"))
    return {row["lane"]: (row["read"], row["of_pages"], row["not_read"]) for row in summed}


def forget_old() -> int:
    """Let go of what is older than two months; returns how many rows."""
    return Pace.objects.filter(since__lt=timezone.now() - _KEPT).delete()[0]
