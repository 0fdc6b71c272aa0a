# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Absences, and whom somebody asked to stand in. What follows for rights stands in `Standing`, worked out by rules."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.models_base import Record


class Reason(models.TextChoices):
    """Why somebody is away. Never says anything about anybody's health."""

    LEAVE = "leave", _("Urlaub")
    DUTY = "duty", _("Dienstreise oder Fortbildung")
    AWAY = "away", _("Abwesend")


class Absence(Record):
    """Somebody is away over a period, open if `ends_at` is empty.

    `away_since` may be an earlier day; rights begin at `begins_at`, never before the absence was declared.
    `ended_at` is when it really ended: back early, or called off before it began. `seen_at`: the summary was read.
    """

    person = models.UUIDField()
    away_since = models.DateField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=20, choices=Reason.choices, default=Reason.AWAY)
    declared_by = models.UUIDField(null=True)
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        indexes: ClassVar = [models.Index(fields=["person", "-begins_at"], name="absence_person")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at=None) | Q(ends_at__gt=F("begins_at")), name="absence_period")
        ]

    @property
    def over_at(self) -> datetime | None:
        """When it ended or will end, as far as anybody knows."""
        return min((each for each in (self.ended_at, self.ends_at) if each), default=None)


class Deputy(Record):
    """Somebody stands in during an absence: for the whole desk, for the work of one unit, or below one plan entry."""

    absence = models.ForeignKey(Absence, models.PROTECT, related_name="deputies")
    person = models.UUIDField()
    unit = models.UUIDField(null=True)
    entry = models.UUIDField(null=True)
    protected = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()
    removed_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(unit=None) | Q(entry=None), name="deputy_one_scope")
        ]
