# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The two kinds of tables: records, which change only inside an act, and scratch, which holds nothing official."""

from typing import Any, ClassVar
from uuid import UUID

import pgtrigger
import uuid_utils.compat
from django.db import models


def new_id() -> UUID:
    """A new time-ordered id (UUIDv7, RFC 9562)."""
    return uuid_utils.compat.uuid7()


class Guard(pgtrigger.Trigger):
    """A trigger that runs one of the functions made in the journal's migrations.

    The library's own trigger bodies can be switched off by a session variable, and ask for it in a subtransaction on
    every call; a guard may be neither open to that nor that slow.
    """

    func = "RETURN NULL;"  # the library insists on a body; nothing calls it

    def __init__(self, function: str, **options: Any) -> None:
        self.function = function
        super().__init__(**options)

    def render_execute(self, model: models.Model) -> str:
        """The function to run."""
        return f"{self.function}()"


class Record(models.Model):
    """A table that the database itself lets nobody write outside an act."""

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
            )
        ]


class Scratch(models.Model):
    """A table for progress and caches: losing a row loses nothing official."""

    class Meta:
        abstract = True
