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

from aktei.base.journal.models_base import Guard, Scratch


def _append_only(operation: pgtrigger.Operation | pgtrigger.Operations | None = None) -> Guard:
    return Guard(
        "aktei_append_only",
        name="append_only",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=operation or pgtrigger.Update | pgtrigger.Delete,
    )


class JournalEntry(models.Model):
    """Who did what, for whom, when and why. Written by `record` alone; nothing deletes it.

    One change alone gets through the database's gate: payload and salt of a sealed entry become empty, once an
    `Erasure` names it. Positions and leaf hashes of the evidence log live beside it, so sealing never touches a line.
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
            models.Index(fields=["kind", "-id"], name="journal_kind"),
            models.Index(fields=["client", "-id"], name="journal_client"),
            GinIndex(fields=["nodes"], name="journal_nodes"),
        ]
        triggers: ClassVar = [
            _append_only(pgtrigger.Delete),
            Guard("aktei_only_erasure", name="only_erasure", when=pgtrigger.Before, operation=pgtrigger.Update),
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


class SigningKey(models.Model):
    """A public key of the log, and from which size on (exclusive) it signs the heads."""

    since = models.BigIntegerField()
    verifier = models.TextField(unique=True)
    at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [_append_only()]


class Timestamp(models.Model):
    """What a timestamping authority (RFC 3161) answered for the note of a checkpoint, byte for byte."""

    size = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    response = models.BinaryField()

    class Meta:
        triggers: ClassVar = [_append_only()]


class Cosignature(models.Model):
    """A witness's signature line for a checkpoint: it has seen that this head continues the one before."""

    size = models.BigIntegerField()
    witness = models.CharField(max_length=200)
    line = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["size", "witness"], name="one_cosignature")]
        triggers: ClassVar = [_append_only()]


class Erasure(models.Model):
    """An entry whose content and salt were lawfully erased: its place in the log, why, and by which disposal."""

    entry = models.OneToOneField(JournalEntry, models.DO_NOTHING, primary_key=True, db_constraint=False)
    position = models.BigIntegerField(unique=True)
    disposal = models.UUIDField()
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [
            _append_only(),
            Guard(
                "aktei_only_in_an_act",
                name="only_in_an_act",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
            ),
        ]


class Watch(Scratch):
    """How one of the sealer's companions is doing: when it last succeeded, and what has troubled it since when."""

    name = models.CharField(max_length=240, primary_key=True)
    succeeded_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)
    since = models.DateTimeField(null=True)
