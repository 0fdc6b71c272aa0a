# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a unit is dissolved, whoever stands in for the work of that unit stands in for that of its successor."""

from uuid import UUID

from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.deputies.actions import settle
from aktei.base.deputies.models import Deputy
from aktei.base.people.successions import Estate


def _no_obstacle(count: int) -> str:
    return ""


def _nothing_to_keep(unit: UUID) -> int:
    return 0


def _stand_in_there(actor: Actor, unit: UUID, successor: UUID) -> int:
    changed = Deputy.objects.filter(unit=unit, removed_at=None).update(unit=successor)
    if changed:
        settle(timezone.now())
    return changed


DEPUTIES = Estate("deputies", said=_no_obstacle, count=_nothing_to_keep, take_over=_stand_in_there)
