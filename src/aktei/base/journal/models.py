# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The journal: one immutable line per act."""

import secrets
from functools import partial
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from aktei.base.journal.models_base import Guard


def _append_only() -> Guard:
    return Guard(
        "aktei_append_only",
        name="append_only",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
    )


class JournalEntry(models.Model):
    """Who did what, for whom, when and why. Written by `record` alone; nothing updates or deletes it.

    Positions and leaf hashes of the evidence log live beside it, so sealing never touches a written line.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    person = models.UUIDField(null=True)
    for_person = models.UUIDField(null=True)
    client = models.CharField(max_length=40)
    kind = models.CharField(max_length=60)
    node = models.UUIDField()
    nodes = ArrayField(models.UUIDField())
    payload = models.JSONField()
    salt = models.BinaryField(default=partial(secrets.token_bytes, 16))

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["node", "-id"], name="journal_node"),
            models.Index(fields=["person", "-id"], name="journal_person"),
            models.Index(fields=["for_person", "-id"], name="journal_for", condition=Q(for_person__isnull=False)),
            models.Index(fields=["at"], name="journal_at"),
            GinIndex(fields=["nodes"], name="journal_nodes"),
        ]
        triggers: ClassVar = [
            _append_only(),
            Guard(
                "aktei_wait_for_the_sealer",
                name="wait_for_the_sealer",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
            ),
            Guard(
                "aktei_journal_in_an_act",
                name="only_in_an_act",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
            ),
        ]


class Unsealed(models.Model):
    """Entries that wait for the sealer; the database itself puts each one here, so none can be forgotten."""

    entry = models.OneToOneField(JournalEntry, models.DO_NOTHING, primary_key=True, db_constraint=False)


class Leaf(models.Model):
    """The place of an entry in the evidence log: contiguous from 0, with its salted hash."""

    position = models.BigIntegerField(primary_key=True)
    # No foreign key in the database: checking it needs the very right to update that is taken away.
    entry = models.OneToOneField(JournalEntry, models.DO_NOTHING, related_name="leaf", db_constraint=False)
    commitment = models.BinaryField()

    class Meta:
        triggers: ClassVar = [_append_only()]


class Tile(models.Model):
    """Up to 256 neighbouring hashes of the tree; only the last of a level still grows."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["level", "index"], name="one_tile")]


class Checkpoint(models.Model):
    """The signed head of the log at one size."""

    size = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    note = models.TextField()

    class Meta:
        triggers: ClassVar = [_append_only()]
