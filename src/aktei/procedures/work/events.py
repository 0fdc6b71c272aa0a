# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to tasks; each stands in the history of the record it is about."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event


@dataclass(frozen=True, kw_only=True)
class TaskAssigned(Event):
    """Somebody got a task."""

    task: UUID
    instruction: str
    text: str
    to: str
    to_name: str
    due: str
    sentence = _("hat {to_name} eine Aufgabe gegeben ({instruction}, Frist {due}): {text}")


@dataclass(frozen=True, kw_only=True)
class TaskHandedOn(Event):
    """The task went to somebody else."""

    task: UUID
    before: str
    before_name: str
    to: str
    to_name: str
    note: str
    sentence = _("hat die Aufgabe von {before_name} an {to_name} weitergegeben: {note}")


@dataclass(frozen=True, kw_only=True)
class TaskFinished(Event):
    """The task was done."""

    task: UUID
    instruction: str
    note: str
    sentence = _("hat die Aufgabe ({instruction}) erledigt: {note}")


@dataclass(frozen=True, kw_only=True)
class TaskReopened(Event):
    """Its ending was taken back at once."""

    task: UUID
    instruction: str
    sentence = _("hat zurückgenommen, dass die Aufgabe ({instruction}) beendet ist")


@dataclass(frozen=True, kw_only=True)
class TaskDeclined(Event):
    """Whoever should have done it declined, with a reason."""

    task: UUID
    instruction: str
    note: str
    sentence = _("hat die Aufgabe ({instruction}) abgelehnt: {note}")


@dataclass(frozen=True, kw_only=True)
class TaskWithdrawn(Event):
    """Whoever had given it took it back."""

    task: UUID
    instruction: str
    note: str
    sentence = _("hat die Aufgabe ({instruction}) zurückgezogen: {note}")
