# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Break-glass: somebody opened a dossier that was closed to them."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from aktei.base.rights.models import Placed


class Emergency(Placed):
    """One break-glass access: who, to which dossier, why, until when, and who in data protection has seen it.

    `chain` is the dossier's, so that whoever audits the dossier sees it here.
    """

    node = models.UUIDField()
    reference = models.CharField(max_length=120)
    person = models.UUIDField()
    reason = models.CharField(max_length=300)
    begun_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    approval = models.UUIDField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.UUIDField(null=True)
    remark = models.CharField(max_length=300, blank=True)

    class Meta(Placed.Meta):
        indexes: ClassVar = [
            GinIndex(fields=["chain"], name="emergency_chain"),
            models.Index(fields=["person", "-until"], name="emergency_person"),
            models.Index(fields=["-begun_at"], name="emergency_begun"),
            models.Index(fields=["begun_at"], condition=Q(acknowledged_at=None), name="emergency_unread"),
            models.Index(fields=["until"], condition=Q(ended_at=None), name="emergency_running"),
        ]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(until__gt=F("begun_at")), name="emergency_period")]
