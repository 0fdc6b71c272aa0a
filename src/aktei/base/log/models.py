# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The evidence log: places, tiles, heads and what proves them, and who waits for the sealer.

The tables bear the name of the journal, whose lines they prove, and its migrations make them.
"""

from typing import ClassVar

import pgtrigger
from django.db import models

from aktei.base.acts.guards import SEALS, Guard, append_only, in_an_act
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.models_base import Scratch


class Unsealed(models.Model):
    """Entries that wait for the sealer; the database itself puts each one here, so none can be forgotten."""

    entry = models.OneToOneField(JournalEntry, models.DO_NOTHING, primary_key=True, db_constraint=False)

    class Meta:
        app_label = "journal"


class Leaf(models.Model):
    """The place of an entry in the evidence log: contiguous from 0, with its salted hash.

    The last line of an act that wrote rows commits to them, too: `rows` is the hash of the act's row seals, `line` the
    salted hash of the line alone, so that the rows stay proven when the line is erased.
    """

    position = models.BigIntegerField(primary_key=True)
    # No foreign key in the database: checking it needs the very right to update that is taken away.
    entry = models.OneToOneField(JournalEntry, models.DO_NOTHING, related_name="leaf", db_constraint=False)
    commitment = models.BinaryField()
    line = models.BinaryField(null=True)
    rows = models.BinaryField(null=True)

    class Meta:
        app_label = "journal"
        triggers: ClassVar = [append_only()]


class Tile(models.Model):
    """Up to 256 neighbouring hashes of the tree; only the last of a level still grows."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        app_label = "journal"
        constraints: ClassVar = [models.UniqueConstraint(fields=["level", "index"], name="one_tile")]


_beside_the_log = Guard("aktei_commit_row", name="commit_row", when=pgtrigger.After, operation=pgtrigger.Insert)
"""The database notes the row, so that the next head commits to it."""


class Committed(models.Model):
    """A row beside the log (a head, timestamp, cosignature or key) and its digest; `head` is the first to commit to it.

    The database itself puts each one here, so none can be forgotten.
    """

    id = models.BigAutoField(primary_key=True)
    source = models.TextField()
    key = models.TextField()
    digest = models.BinaryField()
    head = models.BigIntegerField(null=True)

    class Meta:
        app_label = "journal"
        indexes: ClassVar = [models.Index(fields=["head", "id"], name="committed_by_head")]


class Checkpoint(models.Model):
    """The signed head of the log at one size."""

    size = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    note = models.TextField()

    class Meta:
        app_label = "journal"
        triggers: ClassVar = [append_only(), _beside_the_log]


class SigningKey(models.Model):
    """A public key of the log, and from which size on (exclusive) it signs the heads."""

    since = models.BigIntegerField()
    verifier = models.TextField(unique=True)
    at = models.DateTimeField()

    class Meta:
        app_label = "journal"
        triggers: ClassVar = [append_only(), _beside_the_log]


class Timestamp(models.Model):
    """What a timestamping authority (RFC 3161) answered for the note of a checkpoint, byte for byte."""

    size = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    response = models.BinaryField()

    class Meta:
        app_label = "journal"
        triggers: ClassVar = [append_only(), _beside_the_log]


class Cosignature(models.Model):
    """A witness's signature line for a checkpoint: it has seen that this head continues the one before."""

    size = models.BigIntegerField()
    witness = models.CharField(max_length=200)
    line = models.TextField()
    at = models.DateTimeField()

    class Meta:
        app_label = "journal"
        constraints: ClassVar = [models.UniqueConstraint(fields=["size", "witness"], name="one_cosignature")]
        triggers: ClassVar = [append_only(), _beside_the_log]


class Erasure(models.Model):
    """An entry whose content and salt were lawfully erased: its place in the log, why, and by which disposal."""

    entry = models.OneToOneField(JournalEntry, models.DO_NOTHING, primary_key=True, db_constraint=False)
    position = models.BigIntegerField(unique=True)
    disposal = models.UUIDField()
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        app_label = "journal"
        triggers: ClassVar = [
            append_only(),
            in_an_act("aktei_only_in_an_act", pgtrigger.Insert),
            *SEALS,
        ]


class Admission(models.Model):
    """A line of before lines carried a mark, that waited for the sealer when they began to: it may be sealed.

    `mac` says that this program found it there, and what it said.
    """

    entry = models.OneToOneField(JournalEntry, models.DO_NOTHING, primary_key=True, db_constraint=False)
    mac = models.BinaryField()

    class Meta:
        app_label = "journal"
        triggers: ClassVar = [
            append_only(),
            in_an_act("aktei_only_in_an_act", pgtrigger.Insert),
            *SEALS,
        ]


class Watch(Scratch):
    """How one of the sealer's companions is doing: when it last succeeded, and what has troubled it since when."""

    name = models.CharField(max_length=240, primary_key=True)
    succeeded_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)
    since = models.DateTimeField(null=True)

    class Meta:
        app_label = "journal"
