# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the index still has to learn. Nothing official: the index can always be rebuilt from the records."""

from typing import ClassVar
from uuid import UUID, uuid4

from django.db import models

from aktei.base.acts.models_base import Scratch


class Waiting(Scratch):
    """A record that changed and is (or, during a rebuild, was) to be indexed again.

    `turn` is new with every change, so that a change during indexing is not taken for done. While the index is being
    rebuilt, rows stay with `done` set: the rebuild goes through them once more before its index becomes the live one.
    """

    record = models.UUIDField(primary_key=True)
    turn = models.UUIDField(default=uuid4)
    since = models.DateTimeField()
    done = models.BooleanField(default=False)

    class Meta(Scratch.Meta):
        indexes: ClassVar = [models.Index(fields=["done", "since"], name="waiting_oldest")]

    def __str__(self) -> str:
        return str(self.record)


Turns = dict[UUID, UUID]
"""Record → the turn in which it was taken up."""
