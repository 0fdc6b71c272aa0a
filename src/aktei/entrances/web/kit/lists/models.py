# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Views of lists that somebody saved: a convenience of these pages, nothing official."""

from typing import ClassVar

from django.db import models

from aktei.base.acts.models_base import Scratch, new_id


class SavedView(Scratch):
    """What a person chose of one list, under a name: filters, order and columns, as the address says them.

    The list opens with the one that `is_usual`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.UUIDField()
    page = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000, blank=True)
    saved_at = models.DateTimeField()
    is_usual = models.BooleanField(default=False, db_default=False)

    class Meta(Scratch.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "page", "name"], name="one_saved_view_per_name"),
            models.UniqueConstraint(
                fields=["person", "page"], condition=models.Q(is_usual=True), name="one_usual_view_per_list"
            ),
        ]
