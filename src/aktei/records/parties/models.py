# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parties and their roles in dossiers."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.models_base import Record


class PartyKind(models.TextChoices):
    """A person or an organisation."""

    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")


class Party(Record):
    """A person or organisation the office deals with.

    `folded_name`, `sort_name` and `sound` are for matching and sorting, never for showing. What was merged into
    another entry keeps its row, so that the merging can be taken back.
    """

    kind = models.CharField(max_length=20, choices=PartyKind.choices, default=PartyKind.PERSON)
    name = models.CharField(max_length=200)
    given_name = models.CharField(max_length=100, blank=True)
    birth_date = models.DateField(null=True)
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    city = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    email = models.CharField(max_length=254, blank=True)
    folded_name = models.CharField(max_length=300)
    sort_name = models.CharField(max_length=300, default="")
    sound = models.CharField(max_length=100, default="", blank=True)
    created_by = models.UUIDField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")

    class Meta(Record.Meta):
        indexes: ClassVar = [
            models.Index(fields=["folded_name"], name="party_folded_name"),
            models.Index(fields=["sort_name", "id"], name="party_sort_name"),
            models.Index(fields=["sound"], name="party_sound"),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.name}".strip()


class Involvement(Record):
    """A party's role in a dossier; ending it keeps the row."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="involvements")
    dossier = models.ForeignKey("records.Dossier", models.PROTECT, related_name="involvements")
    role = models.CharField(max_length=100)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta(Record.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["party", "dossier", "role"],
                condition=models.Q(ended_at=None),
                name="involved_once",
            )
        ]
