# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tasks: something one person, unit or role has to do about a record."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import DateField, F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.models_base import Record
from aktei.base.rights.rules import TASK

NO_DAY = date.max
"""What is due on no day is due after all else."""
DUE = Coalesce(F("due_on"), Value(NO_DAY), output_field=DateField())
"""What open tasks are sorted by; the expression of the index `task_in_turn`."""


class Instruction(models.TextChoices):
    """What a task asks for."""

    TAKE_NOTE = "take_note", _("zur Kenntnis")
    PROCESS = "process", _("zur Bearbeitung")
    COMMENT = "comment", _("zur Stellungnahme")
    REVIEW = "review", _("zur Prüfung")
    DISCUSS = "discuss", _("zur Rücksprache")


class Outcome(models.TextChoices):
    """How a task ended."""

    DONE = "done", _("erledigt")
    DECLINED = "declined", _("abgelehnt")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


class Task(Record):
    """Open until it has an `outcome`. `assignee` is a name as grants use it: `person:…`, `unit:…`, `role:…@unit`."""

    node = models.UUIDField()
    node_is = models.CharField(max_length=20)
    instruction = models.CharField(max_length=20, choices=Instruction.choices, default=Instruction.PROCESS)
    text = models.CharField(max_length=500, blank=True)
    assignee = models.CharField(max_length=120)
    due_on = models.DateField(null=True)
    assigned_at = models.DateTimeField()
    assigned_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True, default="")
    note = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta(Record.Meta):
        indexes: ClassVar = [
            models.Index(fields=["assignee", "due_on", "id"], name="task_open", condition=Q(outcome="")),
            models.Index(DUE, F("assigned_at"), F("id"), name="task_in_turn", condition=Q(outcome="")),
            models.Index(fields=["assigned_by", "outcome"], name="task_assigned_by"),
            models.Index(
                F("assignee"), F("ended_at").desc(), F("id").desc(), name="task_ended", condition=~Q(outcome="")
            ),
            models.Index(
                F("assigned_by"),
                F("ended_at").desc(),
                F("id").desc(),
                name="task_given_ended",
                condition=~Q(outcome=""),
            ),
            models.Index(fields=["node", "outcome"], name="task_node"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="", ended_at=None) | (~Q(outcome="") & Q(ended_at__isnull=False)),
                name="task_ended_with_outcome",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_instruction_display()}: {self.text}" if self.text else self.get_instruction_display()

    @property
    def cause(self) -> str:
        """The cause of the rights that come with this task."""
        return f"{TASK}{self.id}"
