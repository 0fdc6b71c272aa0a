# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The two kinds of tables: records, which change only inside an act, and scratch, which holds nothing official."""

from typing import ClassVar
from uuid import UUID

import pgtrigger
import uuid_utils.compat
from django.db import models

from aktei.base.acts.guards import SEALS, Guard


def new_id() -> UUID:
    """A new time-ordered id (UUIDv7, RFC 9562)."""
    return uuid_utils.compat.uuid7()


class Record(models.Model):
    """A table that the database itself lets nobody write outside an act, and whose every row is sealed.

    `derived` names fields that follow from other rows and change with them: no seal covers them, so that whoever checks
    works them out anew.
    """

    derived: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True
        triggers: ClassVar = [
            Guard(
                "aktei_only_in_an_act",
                name="only_in_an_act",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            ),
            *SEALS,
        ]


class Scratch(models.Model):
    """A table for progress and caches: losing a row loses nothing official."""

    class Meta:
        abstract = True
