# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading dossiers."""

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import (
    Count,
    DateField,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
)
from django.db.models.functions import ExtractYear
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.rights.queries import visible
from aktei.base.rights.rules import FIND, MANAGE, READ
from aktei.records.dossiers import refusals
from aktei.records.dossiers.locking import inside
from aktei.records.dossiers.models import Closure, Confidentiality, Dossier, FormerReference, LinkKind
from aktei.records.file_plan.models import FilePlanEntry


def dossiers(actor: Actor, right: str = FIND) -> QuerySet[Dossier]:
    """The dossiers the actor may find, newest first."""
    rows = Dossier.objects.select_related("entry", "lead_unit")
    return visible(rows, actor, right).order_by("-opened_at", "-id")


def dossier(actor: Actor, dossier_id: UUID, right: str = READ) -> Dossier:
    """One dossier, or `Missing`."""
    return _one(dossiers(actor, right).filter(id=dossier_id))


def by_reference(actor: Actor, reference: str, right: str = FIND) -> Dossier:
    """The dossier with exactly this reference, now or formerly, or `Missing`.

    A dossier that was merged into another leads on to that one, as far as the actor may find it.
    """
    rows = dossiers(actor, right)
    found = rows.filter(reference=reference).first() or _one(rows.filter(former_references__reference=reference))
    return final(actor, found, right)


def final(actor: Actor, dossier: Dossier, right: str = FIND) -> Dossier:
    """Where the contents of a merged dossier are now, as far as the actor may find it; else the dossier itself."""
    while dossier.merged_into_id is not None:
        into = dossiers(actor, right).filter(id=dossier.merged_into_id).first()
        if into is None:
            break
        dossier = into
    return dossier


def formerly(ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """The references that lead to each of these dossiers besides its own: former ones, and those merged into it."""
    found: dict[UUID, list[str]] = {}
    wanted = set(ids)
    for node, reference in FormerReference.objects.filter(dossier__in=wanted).values_list("dossier", "reference"):
        found.setdefault(node, []).append(reference)
    layer = {node: node for node in wanted}
    while layer:
        away = Dossier.objects.filter(merged_into__in=layer).values_list("id", "merged_into", "reference")
        rows = [(node, into, reference) for node, into, reference in away if into is not None]
        former = FormerReference.objects.filter(dossier__in=[row[0] for row in rows])
        older: dict[UUID, list[str]] = {}
        for node, reference in former.values_list("dossier", "reference"):
            older.setdefault(node, []).append(reference)
        for node, into, reference in rows:
            found.setdefault(layer[into], []).extend([reference, *older.get(node, [])])
        layer = {node: layer[into] for node, into, _reference in rows}
    return found


def sub_dossiers(actor: Actor, dossier_id: UUID, right: str = FIND) -> QuerySet[Dossier]:
    """The dossiers directly inside this one that the actor may find, by reference."""
    return dossiers(actor, right).filter(parent=dossier_id).order_by("reference")


def merged_from(actor: Actor, dossier_id: UUID) -> QuerySet[Dossier]:
    """The dossiers that went into this one, as far as the actor may find them."""
    return dossiers(actor).filter(merged_into=dossier_id).order_by("reference")


def with_all_inside(ids: Iterable[UUID]) -> set[UUID]:
    """These dossiers and all dossiers inside them. For the office's own machinery."""
    wanted = set(ids)
    return wanted.union(*(inside(each) for each in wanted))


def closure(actor: Actor, dossier_id: UUID) -> Closure | None:
    """The act that closed this dossier, unless it is open."""
    return closures([dossier_id]).get(dossier_id)


def closures(ids: Iterable[UUID]) -> dict[UUID, Closure]:
    """The standing closure of each of these dossiers or cases that is closed; one query."""
    return {row.node: row for row in Closure.objects.filter(node__in=list(ids), reopened_at=None)}


def standing_closures() -> QuerySet[Closure]:
    """Every closure that no reopening has ended, for filters on `node`."""
    return Closure.objects.filter(reopened_at=None)


def retention_ending(actor: Actor, by: date) -> QuerySet[Dossier]:
    """Closed dossiers that the actor manages and whose retention ends by that day, the first to end first.

    Each carries `retained_until`, its last day: the file plan entry's years are counted from the end of the year in
    which the dossier was closed. What is kept for ever never ends. What a hold stands on is among them: a hold defers
    what follows, not the date.
    """
    standing = Closure.objects.filter(reopened_at=None)
    shortest = FilePlanEntry.objects.aggregate(Min("retention_years"))["retention_years__min"]
    if shortest is None:
        return Dossier.objects.none()
    # Hardly anything was closed long enough ago: from there, not from all dossiers.
    first = timezone.make_aware(datetime.combine(date(max(1, by.year - shortest + 1), 1, 1), time.min))
    closed = standing.filter(node=OuterRef("id")).values(year=ExtractYear("closed_at"))[:1]
    rows = visible(Dossier.objects.select_related("entry", "lead_unit"), actor, MANAGE)
    rows = rows.filter(id__in=standing.filter(closed_at__lt=first).values("node"), merged_into=None)
    rows = rows.filter(entry__retention_years__isnull=False)
    last_year = ExpressionWrapper(Subquery(closed) + F("entry__retention_years"), output_field=IntegerField())
    rows = rows.annotate(retained_until=_LastDay(last_year)).filter(retained_until__lte=by)
    return rows.order_by("retained_until", "id")


class _LastDay(Func):
    """The 31 December of a year."""

    function = "make_date"
    template = "%(function)s((%(expressions)s)::integer, 12, 31)"
    output_field = DateField()


def counts_by_entry(actor: Actor, right: str = FIND) -> dict[UUID, int]:
    """How many dossiers the actor may find directly below each file plan entry; one query."""
    rows = visible(Dossier.objects.all(), actor, right).order_by().values("entry").annotate(count=Count("id"))
    return dict(rows.values_list("entry", "count"))


def confidentiality_classes() -> list[tuple[str, str]]:
    """The protection classes as people choose them."""
    return [(value, str(label)) for value, label in Confidentiality.choices]


def link_kinds() -> list[tuple[str, str]]:
    """What two records can be to each other, as people choose it."""
    return [(value, str(label)) for value, label in LinkKind.choices]


def _one(rows: QuerySet[Dossier]) -> Dossier:
    found = rows.first()
    if found is None:
        raise Missing(refusals.NOT_VISIBLE())
    return found
