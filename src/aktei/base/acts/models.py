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

from aktei.base.acts.guards import Guard, append_only, in_an_act


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
            append_only(pgtrigger.Delete),
            Guard("aktei_only_erasure", name="only_erasure", when=pgtrigger.Before, operation=pgtrigger.Update),
            Guard(
                "aktei_wait_for_the_sealer",
                name="wait_for_the_sealer",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
            ),
            in_an_act("aktei_journal_in_an_act", pgtrigger.Insert),
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
        triggers: ClassVar = [append_only(), in_an_act("aktei_journal_in_an_act", pgtrigger.Insert)]


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
            append_only(pgtrigger.Delete),
            in_an_act("aktei_journal_in_an_act", pgtrigger.Insert | pgtrigger.Update),
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
