# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The row that closes a dossier or case, with its term. Parts of acts, which check and record."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import DateField, Min, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.records.dossiers.models import Closure
from aktei.records.dossiers.rules import term_of


def close_node(actor: Actor, node: UUID, *, opened: datetime, inside: QuerySet[Any], at: datetime, why: str) -> Closure:
    """Write that a dossier or case is closed. `inside`: its documents, which say when its term began."""
    dated = inside.filter(withdrawn_at=None).aggregate(
        first=Min(Coalesce("written_on", TruncDate("received_at"), output_field=DateField()))
    )
    written = [dated["first"]] if dated["first"] else []
    begin, end = term_of(opened=timezone.localdate(opened), written=written, closed=timezone.localdate(at))
    return Closure.objects.create(
        node=node, closed_at=at, closed_by=actor.person_id, reason=why.strip(), term_begin=begin, term_end=end
    )


def closed_nodes() -> QuerySet[Any]:
    """The dossiers and cases that are closed now, for filters."""
    return Closure.objects.filter(reopened_at=None).values("node")
