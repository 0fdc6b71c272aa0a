# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a unit that is dissolved leaves to its successor: its open tasks, and those of roles in it."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktei.base.acts.actor import Actor
from aktei.base.people.successions import Estate
from aktei.procedures.work.actions import hand_on
from aktei.procedures.work.models import Task


def _open_of(unit: UUID) -> QuerySet[Task]:
    waiting = Q(assignee=f"unit:{unit}") | Q(assignee__startswith="role:", assignee__endswith=f"@{unit}")
    return Task.objects.filter(waiting, outcome="")


def _said(count: int) -> str:
    return ngettext("hat eine offene Aufgabe", "hat {count} offene Aufgaben", count).format(count=count)


def _take_over(actor: Actor, unit: UUID, successor: UUID) -> int:
    rows = list(_open_of(unit).select_for_update().order_by("id"))
    for row in rows:
        to = row.assignee.replace(str(unit), str(successor))
        hand_on(actor, row, to=to, note=_("Die Einheit wurde aufgelöst."), lending=False)
    return len(rows)


TASKS = Estate("tasks", _said, lambda unit: _open_of(unit).count(), _take_over)
