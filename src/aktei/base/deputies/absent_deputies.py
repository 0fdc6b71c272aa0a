# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deputies who have left: whoever they stood in for needs somebody else."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.deputies import refusals
from aktei.base.deputies.actions import replace_deputy, settle
from aktei.base.deputies.models import Deputy
from aktei.base.people.leftovers import Leftover
from aktei.base.people.queries import names
from aktei.base.rights.stand_ins import one_at_a_time


def absences_without_deputy(actor: Actor, persons: Collection[UUID]) -> list[Leftover]:
    """The absences, lasting or to come, in which these persons were to stand in. The caller may ask."""
    now = timezone.now()
    rows = Deputy.objects.filter(person__in=list(persons), removed_at=None, absence__ended_at=None)
    rows = rows.exclude(absence__ends_at__lte=now).select_related("absence").order_by("absence__begins_at")
    absent = names(row.absence.person for row in rows)
    return [
        Leftover(
            person=row.person,
            item=row.id,
            title=_("Vertretung für {name}").format(name=absent.get(row.absence.person, "")),
            since=row.absence.begins_at,
            # The last day, as people say it, not the moment after.
            due=row.absence.ends_at - timedelta(microseconds=1) if row.absence.ends_at else None,
            node=row.absence.person,
        )
        for row in rows
    ]


def stand_in_again(person: UUID) -> None:
    """Somebody is back or does not leave after all: where they are chosen, they stand in. Part of that act."""
    one_at_a_time()
    settle(timezone.now())


def hand_over(actor: Actor, *, item: UUID, person: UUID | None, unit: UUID | None) -> Any:
    """Let somebody else stand in. Only a person can; raises `Refused` for a unit."""
    if person is None:
        raise Refused(refusals.ONLY_A_PERSON())
    return replace_deputy(actor, deputy=item, person=person)
