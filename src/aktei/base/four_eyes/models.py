# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What waits for a second person, and what was decided."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.models_base import Record


class Outcome(models.TextChoices):
    """What became of a proposal."""

    OPEN = "open", _("offen")
    CONFIRMED = "confirmed", _("freigegeben")
    DECLINED = "declined", _("abgelehnt")
    WITHDRAWN = "withdrawn", _("zurückgezogen")
    EXPIRED = "expired", _("abgelaufen")


class Proposal(Record):
    """An act that needs a second person: what, on which node, by whom, why, and what was decided.

    `basis` is the state it was proposed on; when that has changed, the proposal is stale and nobody confirms it.
    """

    kind = models.CharField(max_length=40)
    node = models.UUIDField()
    what = models.CharField(max_length=400)
    arguments = models.JSONField(default=dict)
    reason = models.CharField(max_length=300)
    basis = models.TextField()
    proposed_by = models.UUIDField()
    proposed_for = models.UUIDField(null=True)
    proposed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices, default=Outcome.OPEN)
    decided_by = models.UUIDField(null=True)
    decided_for = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    remark = models.CharField(max_length=300, blank=True)
    used_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        # The seals of its rows and its guards name the table as it was when proposals belonged to the rights.
        app_label = "rights"
        indexes: ClassVar = [
            models.Index(fields=["node", "-proposed_at"], name="proposal_node"),
            models.Index(fields=["expires_at"], condition=Q(outcome="open"), name="proposal_open"),
        ]
