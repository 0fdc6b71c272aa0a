# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading dossiers."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor, Missing
from aktei.base.rights.queries import visible
from aktei.base.rights.rules import FIND, READ
from aktei.records.dossiers.models import Closure, Dossier


def dossiers(actor: Actor, right: str = FIND) -> QuerySet[Dossier]:
    """The dossiers the actor may find, newest first."""
    rows = Dossier.objects.select_related("entry", "lead_unit")
    return visible(rows, actor, right).order_by("-opened_at", "-id")


def dossier(actor: Actor, dossier_id: UUID, right: str = READ) -> Dossier:
    """One dossier, or `Missing`."""
    return _one(dossiers(actor, right).filter(id=dossier_id))


def by_reference(actor: Actor, reference: str, right: str = FIND) -> Dossier:
    """The dossier with exactly this reference, or `Missing`."""
    return _one(dossiers(actor, right).filter(reference=reference))


def closure(actor: Actor, dossier_id: UUID) -> Closure | None:
    """The act that closed this dossier, unless it is open."""
    return closures([dossier_id]).get(dossier_id)


def closures(ids: Iterable[UUID]) -> dict[UUID, Closure]:
    """The standing closure of each of these dossiers or cases that is closed; one query."""
    return {row.node: row for row in Closure.objects.filter(node__in=list(ids), reopened_at=None)}


def standing_closures() -> QuerySet[Closure]:
    """Every closure that no reopening has ended, for filters on `node`."""
    return Closure.objects.filter(reopened_at=None)


def counts_by_entry(actor: Actor, right: str = FIND) -> dict[UUID, int]:
    """How many dossiers the actor may find directly below each file plan entry; one query."""
    rows = visible(Dossier.objects.all(), actor, right).order_by().values("entry").annotate(count=Count("id"))
    return dict(rows.values_list("entry", "count"))


def _one(rows: QuerySet[Dossier]) -> Dossier:
    found = rows.first()
    if found is None:
        raise Missing(_("Diese Akte gibt es nicht, oder Sie dürfen sie nicht sehen."))
    return found
