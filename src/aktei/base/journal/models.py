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

from aktei.base.journal.models_base import SEALS, Guard, Scratch


def _append_only(operation: pgtrigger.Operation | pgtrigger.Operations | None = None) -> Guard:
    return Guard(
        "aktei_append_only",
        name="append_only",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=operation or pgtrigger.Update | pgtrigger.Delete,
    )


def _in_an_act(function: str, operation: pgtrigger.Operation | pgtrigger.Operations) -> Guard:
    return Guard(function, name="only_in_an_act", level=pgtrigger.Statement, when=pgtrigger.Before, operation=operation)


class JournalEntry(models.Model):
    """Who did what, for whom, when and why. Written by `record` alone; nothing deletes it.

    `act` and `ordinal` say in which act it was written and as which of its lines, `mac` that this program wrote it.
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
    # Empty in lines of before acts were closed with a mark of their own.
    act = models.UUIDField(null=True)
    ordinal = models.PositiveIntegerField(null=True)
    mac = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["act", "ordinal"], name="line_of_act")]
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
            _in_an_act("aktei_journal_in_an_act", pgtrigger.Insert),
        ]


class Act(models.Model):
    """The end of an act: how many lines and row seals it left, and the hash of those seals in order.

    `mac` is made with a key that the database does not hold, so that nobody ends an act but this program.
    """

    id = models.UUIDField(primary_key=True)
    lines = models.PositiveIntegerField()
    seals = models.PositiveIntegerField()
    rows = models.BinaryField()
    mac = models.BinaryField()

    class Meta:
        triggers: ClassVar = [_append_only(), _in_an_act("aktei_journal_in_an_act", pgtrigger.Insert)]


class RowSeal(models.Model):
    """The salted digest of a guarded row as an act left it (`gone`: deleted it). The newest of a row counts.

    The database itself writes them. What was lawfully deleted must not be guessed: its salts are emptied.
    """

    id = models.BigAutoField(primary_key=True)
    act = models.UUIDField()
    source = models.TextField()
    key = models.TextField()
    digest = models.BinaryField()
    salt = models.BinaryField()
    gone = models.BooleanField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["source", "key", "id"], name="rowseal_row"),
            models.Index(fields=["act", "id"], name="rowseal_act"),
        ]
        triggers: ClassVar = [
            _append_only(pgtrigger.Delete),
            _in_an_act("aktei_journal_in_an_act", pgtrigger.Insert | pgtrigger.Update),
            Guard(
                "aktei_append_only",
                name="only_salts",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "octet_length(NEW.salt) > 0 OR NEW.id <> OLD.id OR NEW.act <> OLD.act OR NEW.source <> OLD.source"
                    " OR NEW.key <> OLD.key OR NEW.digest <> OLD.digest OR NEW.gone <> OLD.gone"
                ),
            ),
        ]


class Unsealed(models.Model):
    """Entries that wait for the sealer; the database itself puts each one here, so none can be forgotten."""

    entry = models.OneToOneField(JournalEntry, models.DO_NOTHING, primary_key=True, db_constraint=False)


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
        triggers: ClassVar = [_append_only()]


class Tile(models.Model):
    """Up to 256 neighbouring hashes of the tree; only the last of a level still grows."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
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
        indexes: ClassVar = [models.Index(fields=["head", "id"], name="committed_by_head")]


class Checkpoint(models.Model):
    """The signed head of the log at one size."""

    size = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    note = models.TextField()

    class Meta:
        triggers: ClassVar = [_append_only(), _beside_the_log]


class SigningKey(models.Model):
    """A public key of the log, and from which size on (exclusive) it signs the heads."""

    since = models.BigIntegerField()
    verifier = models.TextField(unique=True)
    at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [_append_only(), _beside_the_log]


class Timestamp(models.Model):
    """What a timestamping authority (RFC 3161) answered for the note of a checkpoint, byte for byte."""

    size = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    response = models.BinaryField()

    class Meta:
        triggers: ClassVar = [_append_only(), _beside_the_log]


class Cosignature(models.Model):
    """A witness's signature line for a checkpoint: it has seen that this head continues the one before."""

    size = models.BigIntegerField()
    witness = models.CharField(max_length=200)
    line = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["size", "witness"], name="one_cosignature")]
        triggers: ClassVar = [_append_only(), _beside_the_log]


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
            _in_an_act("aktei_only_in_an_act", pgtrigger.Insert),
            *SEALS,
        ]


class Admission(models.Model):
    """A line of before lines carried a mark, that waited for the sealer when they began to: it may be sealed.

    `mac` says that this program found it there, and what it said.
    """

    entry = models.OneToOneField(JournalEntry, models.DO_NOTHING, primary_key=True, db_constraint=False)
    mac = models.BinaryField()

    class Meta:
        triggers: ClassVar = [
            _append_only(),
            _in_an_act("aktei_only_in_an_act", pgtrigger.Insert),
            *SEALS,
        ]


class Watch(Scratch):
    """How one of the sealer's companions is doing: when it last succeeded, and what has troubled it since when."""

    name = models.CharField(max_length=240, primary_key=True)
    succeeded_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)
    since = models.DateTimeField(null=True)
