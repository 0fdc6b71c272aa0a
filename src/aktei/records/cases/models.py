# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases: pieces of business inside a dossier."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from aktei.base.rights.models import Placed


class Case(Placed):
    """One piece of business inside a dossier, numbered from 1."""

    dossier = models.ForeignKey("records.Dossier", models.PROTECT, related_name="cases")
    number = models.PositiveIntegerField()
    subject_line = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)

    class Meta(Placed.Meta):
        indexes: ClassVar = [GinIndex(fields=["chain"], name="case_chain")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["dossier", "number"], name="case_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.subject_line}"
