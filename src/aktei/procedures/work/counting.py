# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much is still to be done in many dossiers at once, for lists."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Min, OuterRef, QuerySet, Subquery

from aktei.base.acts.actor import Actor
from aktei.base.rights.rules import FIND
from aktei.procedures.work.models import Task
from aktei.procedures.work.nodes import MACHINERY
from aktei.records.cases.queries import cases
from aktei.records.documents.queries import documents
from aktei.records.dossiers.queries import dossiers


@dataclass(frozen=True)
class Open:
    """The open tasks of a dossier, and the first day by which one is due."""

    count: int = 0
    due: date | None = None


def open_by_dossier(actor: Actor, ids: Collection[UUID]) -> dict[UUID, Open]:
    """The open tasks of each of these dossiers and of all in it that the actor may find; three questions."""
    wanted = list(ids)
    inside: list[tuple[QuerySet[Any], Any]] = [
        (dossiers(actor).filter(id__in=wanted), F("node")),
        (cases(actor).filter(dossier__in=wanted), _lies_in(cases(MACHINERY))),
        (documents(actor, FIND).filter(dossier__in=wanted), _lies_in(documents(MACHINERY))),
    ]
    found: dict[UUID, Open] = {}
    for rows, lies_in in inside:
        tasks = Task.objects.filter(outcome="", node__in=rows.order_by().values("id")).annotate(dossier=lies_in)
        for dossier, count, due in tasks.values_list("dossier").annotate(Count("id"), Min("due_on")).order_by():
            before = found.get(dossier, Open())
            found[dossier] = Open(before.count + count, min(filter(None, (before.due, due)), default=None))
    return found


def _lies_in(rows: QuerySet[Any]) -> Subquery:
    """The dossier of a task's record. Which records count is asked once and not here: it would be asked for each."""
    return Subquery(rows.order_by().filter(id=OuterRef("node")).values("dossier")[:1])
