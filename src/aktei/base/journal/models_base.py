# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The two kinds of tables: records, which change only inside an act, and scratch, which holds nothing official."""

from typing import ClassVar
from uuid import UUID

import pgtrigger
import uuid_utils.compat
from django.db import models

# `aktei.act` is set by @action for its own transaction; `aktei.wrote` lets it notice a write that nobody recorded.
_GUARD = """
IF coalesce(current_setting('aktei.act', true), '') = '' THEN
    RAISE EXCEPTION 'write outside an act: %', TG_TABLE_NAME USING ERRCODE = 'AK001';
END IF;
PERFORM set_config('aktei.wrote', '1', true);
RETURN NULL;
"""


def new_id() -> UUID:
    """A new time-ordered id (UUIDv7, RFC 9562)."""
    return uuid_utils.compat.uuid7()


class Record(models.Model):
    """A table that the database itself lets nobody write outside an act."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="only_in_an_act",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=_GUARD,
            )
        ]


class Scratch(models.Model):
    """A table for progress and caches: losing a row loses nothing official."""

    class Meta:
        abstract = True
