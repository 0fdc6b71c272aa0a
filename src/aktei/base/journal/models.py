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

_APPEND_ONLY = """
RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'AK002';
"""
_ONLY_IN_AN_ACT = """
IF coalesce(current_setting('aktei.act', true), '') = '' THEN
    RAISE EXCEPTION 'write outside an act: %', TG_TABLE_NAME USING ERRCODE = 'AK001';
END IF;
RETURN NULL;
"""


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
            models.Index(fields=["at"], name="journal_at"),
            GinIndex(fields=["nodes"], name="journal_nodes"),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="append_only",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_APPEND_ONLY,
            ),
            pgtrigger.Trigger(
                name="only_in_an_act",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_ONLY_IN_AN_ACT,
            ),
        ]
