# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers kept for a while, so that a request sent twice has one effect."""

from typing import ClassVar

from django.db import models

from aktei.base.acts.models_base import Scratch


class IdempotencyKey(Scratch):
    """What was answered to a person's request under this key. Written in the transaction of the act it answers."""

    person = models.UUIDField()
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta(Scratch.Meta):
        indexes: ClassVar = [models.Index(fields=["created_at"], name="idempotency_created")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "key"], name="one_answer_per_key")]
