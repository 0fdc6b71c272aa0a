# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers, and the rows that close dossiers and cases."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.models_base import Record
from aktei.base.rights.models import Placed
from aktei.records.kinds.declared import kind_of


class DossierKind(models.TextChoices):
    """Subject dossier, or a case file led by a specialist system's key."""

    SUBJECT = "subject", _("Sachakte")
    CASE_FILE = "case_file", _("Fallakte")


class Confidentiality(models.TextChoices):
    """Protection class of a dossier."""

    NORMAL = "normal", _("normal")
    SENSITIVE = "sensitive", _("besonders schutzbedürftig")
    RESTRICTED = "restricted", _("VS – nur für den Dienstgebrauch")
    CONFIDENTIAL = "confidential", _("vertraulich")


class Dossier(Placed):
    """Everything about one matter or one person's matter.

    A kind may ask for a `specialist_key` (under which a specialist system leads the dossier) and for `fields`.
    A sub-dossier lies in its `parent`, under the same entry. `merged_into` says where everything went that was in it.
    """

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="sub_dossiers")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    entry = models.ForeignKey("records.FilePlanEntry", models.PROTECT, related_name="dossiers")
    kind = models.CharField(max_length=40, choices=DossierKind.choices, default=DossierKind.SUBJECT)
    specialist_key = models.CharField(max_length=120, blank=True, default="")
    fields = models.JSONField(default=dict, blank=True)
    reference = models.CharField(max_length=120, unique=True)
    subject_line = models.CharField(max_length=300)
    lead_unit = models.ForeignKey("people.Unit", models.PROTECT)
    confidentiality = models.CharField(max_length=20, choices=Confidentiality.choices, default=Confidentiality.NORMAL)
    protected = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)

    class Meta(Placed.Meta):
        indexes: ClassVar = [
            GinIndex(fields=["chain"], name="dossier_chain"),
            models.Index(fields=["-opened_at", "-id"], name="dossier_opened"),
            models.Index(fields=["entry", "reference"], name="dossier_entry"),
            GinIndex(fields=["fields"], opclasses=["jsonb_path_ops"], name="dossier_fields"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "specialist_key"],
                condition=~models.Q(specialist_key=""),
                name="one_dossier_per_specialist_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.subject_line}"

    def get_kind_display(self) -> str:  # type: ignore[no-redef]  # kinds are declared, not choices
        """What people call its kind, which the office may have declared itself."""
        return kind_of(self.kind).label


class Closure(Record):
    """The act that closed a dossier or case (zdA); a reopening ends it, the row stays.

    `term_begin` and `term_end` are the dossier's term (Laufzeit) as it was when it was closed.
    """

    node = models.UUIDField()
    closed_at = models.DateTimeField()
    closed_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    reopened_at = models.DateTimeField(null=True)
    term_begin = models.DateField(null=True)
    term_end = models.DateField(null=True)

    class Meta(Record.Meta):
        # What falls due begins with what was closed longest ago.
        indexes: ClassVar = [
            models.Index(fields=["closed_at"], condition=models.Q(reopened_at=None), name="closure_standing")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["node"], condition=models.Q(reopened_at=None), name="closed_once_at_a_time")
        ]


class FormerReference(Record):
    """A reference under which a dossier was known before; letters still quote it, so it leads on for ever."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="former_references")
    reference = models.CharField(max_length=120, unique=True)
    until = models.DateTimeField()

    class Meta(Record.Meta):
        pass


class LinkKind(models.TextChoices):
    """What two records are to each other."""

    SEE_ALSO = "see_also", _("siehe auch")
    PREDECESSOR = "predecessor", _("Vorgänger")


class Link(Record):
    """`source` refers to `target`, both dossiers or cases. As predecessor: `target` came before `source`."""

    source = models.UUIDField()
    target = models.UUIDField()
    kind = models.CharField(max_length=20, choices=LinkKind.choices, default=LinkKind.SEE_ALSO)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        indexes: ClassVar = [models.Index(fields=["target"], name="link_target")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "target", "kind"], condition=models.Q(ended_at=None), name="linked_once_at_a_time"
            ),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="linked_to_something_else"),
        ]
