# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Giving a task for each of many records, and how that is taken back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.records.dossier_acts import each, taken_back_by
from aktei.procedures.work.actions import assign_task, withdraw_task


def assign(request: HttpRequest, actor: Actor, items: list[UUID], task: dict[str, Any]) -> None:
    """Give this task once for each of them."""
    each(
        request,
        items,
        lambda node: str(assign_task(actor, node=node, **task).id),
        what="task",
        said=lambda count: (
            ngettext("Die Aufgabe ist vergeben.", "%(count)s Aufgaben sind vergeben.", count) % {"count": count}
        ),
    )


def _withdraw(actor: Actor, _dossier: UUID, task: str) -> None:
    withdraw_task(actor, task=UUID(task), note=_("zurückgenommen"))


taken_back_by("task", _withdraw)
