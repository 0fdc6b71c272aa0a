# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who stands in for whom from now on: the only writers of it, always part of a surrounding act, which records."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from aktei.base.rights.models import Standing


@dataclass(frozen=True)
class Stand:
    """`person` stands in for `stands_for` over a period; the limits are those of `Standing`."""

    person: UUID
    stands_for: UUID
    valid_from: datetime
    valid_until: datetime | None
    cause: str
    scope: UUID | None = None
    within: str = ""
    protected: bool = False
    via: tuple[UUID, ...] = ()

    @property
    def terms(self) -> tuple[object, ...]:
        """Everything but the period."""
        return (self.person, self.stands_for, self.cause, self.scope, self.within, self.protected, self.via)


def one_at_a_time() -> None:
    """Let nobody else change who stands in for whom until this act ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


_LOCK = 0x616B7465690002
"""Makes changes of who stands in for whom happen one after another ("aktei", 2)."""


def arrange(wanted: Iterable[Stand], *, at: datetime) -> None:
    """Make exactly this hold from `at` on. What was before stays as it was, so past days keep their answer."""
    stands = [each for each in wanted if each.valid_until is None or each.valid_until > at]
    missing = {(each.terms, max(each.valid_from, at)): each for each in stands}
    rows = Standing.objects.filter(Q(valid_until=None) | Q(valid_until__gt=at))
    for row in rows:
        goes_on = missing.pop((_terms(row), max(row.valid_from, at)), None)
        if goes_on is not None:
            if goes_on.valid_until != row.valid_until:
                row.valid_until = goes_on.valid_until
                row.save(update_fields=["valid_until"])
        elif row.valid_from >= at:
            row.delete()
        else:
            row.valid_until = at
            row.save(update_fields=["valid_until"])
    Standing.objects.bulk_create(
        Standing(**asdict(each) | {"valid_from": begin, "via": list(each.via)}) for (_t, begin), each in missing.items()
    )


def stand_down(person: UUID, *, at: datetime) -> None:
    """Let this person stand in for nobody any more, and nobody through them."""
    rows = Standing.objects.filter(Q(valid_until=None) | Q(valid_until__gt=at)).filter(
        Q(person=person) | Q(via__contains=[person])
    )
    rows.filter(valid_from__gte=at).delete()
    rows.filter(valid_from__lt=at).update(valid_until=at)


def _terms(row: Standing) -> tuple[object, ...]:
    return (row.person, row.stands_for, row.cause, row.scope, row.within, row.protected, tuple(row.via))
