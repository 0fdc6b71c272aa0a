# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The file plan, and the counters that number its dossiers."""

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.models_base import Record
from aktei.base.rights.models import Placed

FILE_PLAN = UUID("00000000-0000-7000-8000-000000000002")
"""The node of the whole file plan: the top of every entry's chain."""


class DisposalType(models.TextChoices):
    """What becomes of a dossier after its retention (xdomea Aussonderungsart)."""

    ARCHIVE = "A", _("archivieren")
    APPRAISE = "B", _("bewerten")
    DESTROY = "V", _("vernichten")


class FilePlanEntry(Placed):
    """A subject under which dossiers are kept.

    `retention_years` empty means for ever. `dossier_kinds` empty means that every kind may be kept here. Disabled, it
    takes no new dossiers; those it has stay where they are.
    """

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    notation = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    reference_pattern = models.CharField(max_length=100)
    retention_years = models.PositiveSmallIntegerField(null=True)
    disposal_type = models.CharField(max_length=1, choices=DisposalType.choices)
    note = models.TextField(blank=True, default="")
    holds_dossiers = models.BooleanField(default=True)
    dossier_kinds = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    disabled_at = models.DateTimeField(null=True)

    class Meta(Placed.Meta):
        indexes: ClassVar = [GinIndex(fields=["chain"], name="file_plan_chain")]
        ordering: ClassVar = ["notation"]

    def __str__(self) -> str:
        return f"{self.notation} {self.title}"


class ReferenceCounter(Record):
    """The last number given out below an entry (in a year); locked while the next is taken, so there are no gaps."""

    entry = models.ForeignKey(FilePlanEntry, models.PROTECT)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta(Record.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "year"], name="one_counter")]
