# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names for many persons at once: what units and memberships need when they change. Parts of surrounding acts."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from aktei.base.rights.models import Grant, Placement, Principal
from aktei.base.rights.rules import is_lent


@dataclass(frozen=True)
class NewPrincipal:
    """A name under which a person is reached, over a period."""

    person: UUID
    name: str
    cause: str
    valid_from: datetime
    valid_until: datetime | None


def add_principals(names: Iterable[NewPrincipal]) -> None:
    """Let grants reach these persons under these names."""
    Principal.objects.bulk_create((Principal(**asdict(each)) for each in names), batch_size=2_000)


def end_principals(causes: Collection[str], *, at: datetime, names: Collection[str] | None = None) -> None:
    """End what these causes gave (all of it, or only these names) at this moment; what lay ahead never comes."""
    rows = _lasting_beyond(at).filter(cause__in=causes)
    if names is not None:
        rows = rows.filter(name__in=names)
    rows.filter(valid_from__gte=at).delete()
    rows.filter(valid_from__lt=at).update(valid_until=at)


def set_end_of_principals(cause: str, until: datetime | None, *, at: datetime, person: UUID | None = None) -> None:
    """Let the names of this cause (of one person) that still hold at `at` (or come later) end at another moment."""
    rows = _lasting_beyond(at).filter(cause=cause)
    rows = rows.filter(person=person) if person else rows
    if until is not None:
        rows.filter(valid_from__gte=until).delete()
    rows.update(valid_until=until)


def end_grants(node: UUID, *, right: str, cause: str, at: datetime) -> list[str]:
    """End what was granted on a node for this cause; returns to whom."""
    rows = Grant.objects.filter(node=node, right=right, cause=cause, valid_until=None)
    principals = list(rows.values_list("principal", flat=True))
    _cut(rows, at)
    return principals


def inherit_grants(heirs: dict[str, str | None], *, at: datetime, cause: str) -> int:
    """Let every grant of these principals end, and go on for its heir (if it has one). Returns how many.

    `cause` is added to that of the grant, so that everybody sees how the heir came by it. A grant that the heir holds
    already is not given twice, and what was lent with a task goes with the task alone.
    """
    rows = list(
        Grant.objects.select_for_update().filter(Q(valid_until=None) | Q(valid_until__gt=at), principal__in=heirs)
    )
    standing = Grant.objects.filter(valid_until=None, principal__in=[each for each in heirs.values() if each])
    has = {(row.node, row.right, row.principal) for row in standing if not is_lent(row.cause)}
    passed_on = [
        Grant(
            node=row.node,
            right=row.right,
            principal=heir,
            valid_from=max(row.valid_from, at),
            valid_until=row.valid_until,
            cause=f"{row.cause} ({cause})"[:200],
            granted_by=row.granted_by,
        )
        for row in rows
        if (heir := heirs[row.principal]) and not is_lent(row.cause) and (row.node, row.right, heir) not in has
    ]
    _cut(Grant.objects.filter(id__in=[row.id for row in rows]), at)
    Grant.objects.bulk_create(passed_on, batch_size=2_000)
    return len(rows)


def _cut(rows: QuerySet[Grant], at: datetime) -> None:
    rows.filter(valid_from__gte=at).delete()
    rows.filter(valid_from__lt=at).update(valid_until=at)


def _lasting_beyond(at: datetime) -> QuerySet[Principal]:
    return Principal.objects.filter(Q(valid_until=None) | Q(valid_until__gt=at))


def is_granted(node: UUID, *, right: str, principal: str, cause: str) -> bool:
    """Whether this principal has the right on the node for this cause, without an end."""
    return Grant.objects.filter(node=node, right=right, principal=principal, cause=cause, valid_until=None).exists()


def placed_since(node: UUID) -> datetime:
    """Since when the node hangs where it hangs now, exactly: what follows from its place begins at that moment."""
    return Placement.objects.get(node=node, valid_until=None).valid_from


def holders_of_right(node: UUID, right: str) -> set[UUID]:
    """Whom a lasting grant of exactly this right on exactly this node reaches until further notice."""
    names = Grant.objects.filter(node=node, right=right, valid_until=None).values("principal")
    return set(Principal.objects.filter(name__in=names, valid_until=None).values_list("person", flat=True))
