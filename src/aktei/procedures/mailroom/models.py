# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where incoming post might belong, and what lies in watched folders. What came in itself lies with the records."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.models_base import Scratch
from aktei.procedures.mailroom import rules


class SuggestionKind(models.TextChoices):
    """Why a dossier was thought of."""

    REFERENCE = "reference", _("Aktenzeichen im Text")
    PARTY = "party", _("Beteiligte im Text")
    SIMILAR = "similar", _("ähnliches Dokument")


class SuggestionLevel(models.TextChoices):
    """How sure a suggestion is; what is certain is chosen beforehand, at most one for each consignment."""

    CERTAIN = rules.CERTAIN, _("sicher")
    LIKELY = rules.LIKELY, _("wahrscheinlich")
    RESEMBLING = rules.RESEMBLING, _("nur ähnlich")


class Suggestion(Scratch):
    """A dossier (and a case in it) a consignment may belong to, and the evidence. Can be made anew at any time.

    `words` are indexes of `text.split()` on `page`, for marking `quote` there.
    """

    consignment = models.ForeignKey("records.Consignment", models.CASCADE, related_name="suggestions")
    dossier = models.ForeignKey("records.Dossier", models.CASCADE, related_name="+")
    case = models.ForeignKey("records.Case", models.CASCADE, null=True, related_name="+")
    rank = models.PositiveSmallIntegerField()
    score = models.FloatField()
    kind = models.CharField(max_length=20, choices=SuggestionKind.choices)
    level = models.CharField(max_length=20, choices=SuggestionLevel.choices, default=SuggestionLevel.RESEMBLING)
    reason = models.CharField(max_length=500)
    page = models.PositiveIntegerField(null=True)
    words: Any = ArrayField(models.PositiveIntegerField(), default=list)
    quote = models.CharField(max_length=300, blank=True)

    class Meta(Scratch.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["consignment", "dossier"], name="dossier_suggested_once"),
            models.UniqueConstraint(
                fields=["consignment"], condition=models.Q(level=rules.CERTAIN), name="one_certain_suggestion"
            ),
        ]


class FolderTrouble(Scratch):
    """What lies in a watched folder and cannot be taken in; written anew whenever that changes.

    `chain` is that of the unit whose post lies there.
    """

    folder = models.CharField(max_length=255, primary_key=True)
    chain = ArrayField(models.UUIDField())
    lines: Any = models.JSONField(default=list)
    changed_at = models.DateTimeField()
