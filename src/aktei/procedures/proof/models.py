# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Exports asked for, and how far a running one is."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.models_base import Record, Scratch


class ExportKind(models.TextChoices):
    """What is handed out."""

    DOSSIER = "dossier", _("Nachweis-Export")
    JOURNAL = "journal", _("Protokollauszug")


class ExportState(models.TextChoices):
    """Where an export stands. What runs has a `Progress` row beside it."""

    WAITING = "waiting", _("wird erstellt")
    DONE = "done", _("fertig")
    FAILED = "failed", _("nicht gelungen")
    EXPIRED = "expired", _("abgelaufen")


class Export(Record):
    """Something handed out: a dossier with its proofs, or lines of the journal.

    `node` is the dossier, or what the lines are about. `asked` is the filter of the lines, or the options of the proof.
    The bytes lie in the blob store under `sha256` until `expires_at`; then the column is emptied and the sweep takes
    them, while the journal keeps the hash for ever.
    """

    kind = models.CharField(max_length=20, choices=ExportKind.choices)
    node = models.UUIDField()
    title = models.CharField(max_length=200)
    asked = models.JSONField(default=dict)
    requested_at = models.DateTimeField()
    requested_by = models.UUIDField(null=True)
    requested_for = models.UUIDField(null=True)
    entry = models.BigIntegerField(null=True)
    state = models.CharField(max_length=20, choices=ExportState.choices, default=ExportState.WAITING)
    reason = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.PositiveBigIntegerField(default=0)
    filename = models.CharField(max_length=255, blank=True)
    lines = models.PositiveIntegerField(default=0)
    documents = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        indexes: ClassVar = [
            models.Index(fields=["node", "-requested_at"], name="export_node"),
            models.Index(fields=["requested_by", "-requested_at"], name="export_person"),
            models.Index(fields=["expires_at"], name="export_expiry", condition=models.Q(state="done")),
        ]


class Progress(Scratch):
    """An export under way: steps done of steps in total, and how often it failed."""

    export = models.OneToOneField(Export, models.CASCADE, primary_key=True, related_name="progress")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta(Scratch.Meta):
        pass
