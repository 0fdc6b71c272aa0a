# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ways a task ends or goes on, by their words in an address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.actor import Actor
from aktei.procedures.work import actions


@dataclass(frozen=True)
class End:
    """An act on one task: given the note and the next assignee from the form, and what is said afterwards."""

    act: Callable[[Actor, UUID, str, str], Any]
    said: str | Promise


ENDS = {
    "erledigen": End(
        lambda actor, task, note, to: actions.finish_task(actor, task=task, note=note), _("Die Aufgabe ist erledigt.")
    ),
    "ablehnen": End(
        lambda actor, task, note, to: actions.decline_task(actor, task=task, note=note), _("Die Aufgabe ist abgelehnt.")
    ),
    "zurueckziehen": End(
        lambda actor, task, note, to: actions.withdraw_task(actor, task=task, note=note),
        _("Die Aufgabe ist zurückgezogen."),
    ),
    "weitergeben": End(
        lambda actor, task, note, to: actions.hand_on_task(actor, task=task, assignee=to, note=note),
        _("Die Aufgabe ist weitergegeben."),
    ),
}
