# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is to be known of versions that were read, how far a running rendition is, and passwords on their way."""

from typing import ClassVar

from django.db import models

from aktei.base.acts.models_base import Record, Scratch


class Rendition(Record):
    """What is to be known of a version that was read (`remarks.Remark`), and how often that was tried.

    Why one could not be read is a fault of the version itself (`records.documents.faults`).
    """

    version = models.OneToOneField("records.Version", models.PROTECT, related_name="rendition")
    remarks = models.JSONField(default=list, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta(Record.Meta):
        pass


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


class SuppliedPassword(Scratch):
    """A password on its way to the rendition, encrypted; gone as soon as it was tried."""

    document = models.UUIDField(primary_key=True)
    sealed = models.BinaryField()
    supplied_at = models.DateTimeField()
