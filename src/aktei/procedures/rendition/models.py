# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the rendition of a version ended, and how far a running one is."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.models_base import Record, Scratch


class RenditionState(models.TextChoices):
    """Where the rendition of a version stands. What runs has a `Progress` row beside it."""

    WAITING = "waiting", _("wartet")
    DONE = "done", _("fertig")
    REFUSED = "refused", _("in Klärung")


class Rendition(Record):
    """The outcome for a version: done, refused with a reason, or waiting for another try.

    There is no row before the first outcome. `trusted` is set once somebody accepted the originals as they are.
    `remarks` is what a clerk should know of what was read (`remarks.Remark`).
    """

    version = models.OneToOneField("records.Version", models.PROTECT, related_name="rendition")
    state = models.CharField(max_length=20, choices=RenditionState.choices)
    code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    advice = models.TextField(blank=True)
    trusted = models.BooleanField(default=False)
    remarks = models.JSONField(default=list, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta(Record.Meta):
        indexes: ClassVar = [models.Index(fields=["state", "-changed_at"], name="rendition_state")]


class Progress(Scratch):
    """A rendition under way: pages done of pages in total, how often it was begun and how often it failed."""

    version = models.OneToOneField("records.Version", models.CASCADE, primary_key=True, related_name="+")
    document = models.UUIDField(db_index=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    step = models.CharField(max_length=40, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta(Scratch.Meta):
        pass


class Pace(Scratch):
    """What was read in a lane within ten minutes: documents, their pages, and documents that were refused."""

    lane = models.CharField(max_length=20)
    since = models.DateTimeField()
    documents = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta(Scratch.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["since", "lane"], name="pace_of_a_lane")]
