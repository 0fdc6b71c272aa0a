# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents, their versions, stored files and pages."""

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.models_base import Record
from aktei.base.rights.models import Placed

DIRECT = "direct"
"""The channel of documents that were laid into a dossier without coming in as post."""
UNFILED = models.Q(dossier=None, withdrawn_at=None)
"""What lies in no dossier and was not taken out of use."""


class Document(Placed):
    """One letter, note or form. Unfiled it hangs in its unit's chain, filed in its dossier's or case's.

    `position` orders it in the dossier; an attachment stands behind what it is attached to. `current` is the version
    people read: the newest one that is rendered. What came as post belongs to a consignment, at a place in it; all of
    one consignment that waits lies in one unit.
    """

    unit = models.ForeignKey("people.Unit", models.PROTECT)
    # No index of their own: `one_document_per_position` and `document_case` begin with them, and moving a branch of the
    # plan writes every index of every document below it.
    dossier = models.ForeignKey("records.Dossier", models.PROTECT, null=True, related_name="documents", db_index=False)
    case = models.ForeignKey("records.Case", models.PROTECT, null=True, related_name="documents", db_index=False)
    position = models.PositiveIntegerField(null=True)
    subject_line = models.CharField(max_length=300, blank=True)
    sender = models.CharField(max_length=300, blank=True)
    channel = models.CharField(max_length=20)
    received_at = models.DateTimeField()
    written_on = models.DateField(null=True)
    filed_at = models.DateTimeField(null=True)
    filed_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    attached_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="attachments")
    consignment = models.ForeignKey(
        "records.Consignment", models.PROTECT, null=True, related_name="documents", db_index=False
    )
    place_in_consignment = models.PositiveIntegerField(null=True)
    current = models.OneToOneField("records.Version", models.PROTECT, null=True, related_name="+")
    page_count = models.PositiveIntegerField(default=0)

    class Meta(Placed.Meta):
        indexes: ClassVar = [
            GinIndex(fields=["chain"], name="document_chain"),
            models.Index(fields=["case", "position"], name="document_case"),
            models.Index(fields=["-received_at", "-id"], name="document_received"),
            # Filed post outgrows waiting post a thousandfold; what people look at all day stays small.
            GinIndex(fields=["chain"], name="document_waiting_chain", condition=UNFILED),
            models.Index(fields=["-received_at", "-id"], name="document_waiting", condition=UNFILED),
            models.Index(fields=["unit", "-received_at", "-id"], name="document_waiting_unit", condition=UNFILED),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["consignment", "place_in_consignment"], name="one_document_per_place"),
            models.CheckConstraint(
                condition=models.Q(consignment=None, place_in_consignment=None)
                | models.Q(consignment__isnull=False, place_in_consignment__isnull=False),
                name="place_in_a_consignment",
            ),
            models.UniqueConstraint(fields=["dossier", "position"], name="one_document_per_position"),
            models.CheckConstraint(
                condition=models.Q(case=None) | models.Q(dossier__isnull=False), name="case_lies_in_a_dossier"
            ),
            models.CheckConstraint(
                condition=models.Q(attached_to=None) | models.Q(dossier__isnull=False),
                name="attachment_lies_in_a_dossier",
            ),
        ]

    def __str__(self) -> str:
        return self.subject_line

    @property
    def context(self) -> tuple[UUID, ...]:
        """The other nodes in whose history an act on this document appears."""
        if self.dossier_id is None:
            return (self.unit_id,)
        return tuple(each for each in (self.case_id, self.dossier_id) if each)


class Version(Record):
    """One state of a document; once it is complete, nothing about it changes."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    created_by = models.UUIDField(null=True)
    comment = models.CharField(max_length=300, blank=True)
    rendered_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "number"], name="version_number")]


class Settlement(models.TextChoices):
    """What somebody decided about a version that could not be read."""

    RETRIED = "retried", _("noch einmal eingelesen")
    UNLOCKED = "unlocked", _("Kennwort eingegeben")
    ACCEPTED = "accepted", _("angenommen, wie es ist")


class ReadingFault(Record):
    """Why a version could not be read, and what can be done; it stands until somebody decides, or it was read.

    Once somebody `accepted` the files as they are, every later try takes what can be had of them.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="faults")
    code = models.CharField(max_length=40)
    reason = models.TextField()
    advice = models.TextField()
    at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)
    cleared_by = models.UUIDField(null=True)
    settlement = models.CharField(max_length=20, choices=Settlement.choices, blank=True)

    class Meta(Record.Meta):
        indexes: ClassVar = [
            models.Index(fields=["-at"], name="fault_standing", condition=models.Q(cleared_at=None)),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version"], condition=models.Q(cleared_at=None), name="one_standing_fault"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="fault_has_a_reason"),
        ]


class ComponentRole(models.TextChoices):
    """What a stored file is to its version."""

    ORIGINAL = "original", _("Original")
    ARCHIVAL = "archival", _("Archivfassung (PDF/A)")
    SIGNATURE = "signature", _("Signatur")
    TRANSFER_NOTE = "transfer_note", _("Transfervermerk")
    THUMBNAIL = "thumbnail", _("Vorschaubild")


class Component(Record):
    """One stored file of a version, by the SHA-256 of its bytes."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="components")
    role = models.CharField(max_length=20, choices=ComponentRole.choices)
    position = models.PositiveIntegerField(default=1)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    filename = models.CharField(max_length=255, blank=True)

    class Meta(Record.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "role", "position"], name="component_place")
        ]
        indexes: ClassVar = [
            models.Index(fields=["sha256", "version"], name="component_same_file", condition=models.Q(role="original"))
        ]


class PageRange(Record):
    """Pages of a file that make up a version, where others of the same file belong to other documents.

    The bytes are kept once. No component names them: whoever reads this document gets its archival copy, in which only
    these pages are, and never the file with the pages of others. Pages are counted from 1, both ends belong to it;
    `cut_from` is the document that was divided.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="page_ranges")
    position = models.PositiveIntegerField(default=1)
    cut_from = models.ForeignKey(Document, models.PROTECT, null=True, related_name="parts")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    filename = models.CharField(max_length=255, blank=True)
    first_page = models.PositiveIntegerField()
    last_page = models.PositiveIntegerField()

    class Meta(Record.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "position"], name="page_range_place"),
            models.CheckConstraint(
                condition=models.Q(first_page__gte=1, last_page__gte=models.F("first_page")),
                name="page_range_has_pages",
            ),
        ]


class Page(Record):
    """One page of the archival component: its size in points, its text and packed word boxes."""

    # The line of the rendition vouches for what was read, on all pages together.
    derived: ClassVar[tuple[str, ...]] = ("text", "words")

    version = models.ForeignKey(Version, models.PROTECT, related_name="pages")
    number = models.PositiveIntegerField()
    width = models.FloatField()
    height = models.FloatField()
    rotation = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=20)
    confidence = models.FloatField(null=True)
    text = models.TextField(blank=True)
    words = models.BinaryField()

    class Meta(Record.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "number"], name="page_number")]


class CheckOut(Record):
    """Somebody works on a document; until it ends, nobody else adds a version. The row stays."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="check_outs")
    person = models.UUIDField()
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta(Record.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(ended_at=None), name="checked_out_once_at_a_time"
            )
        ]


class Hold(Record):
    """While it stands on a document, case, dossier or file plan entry, nothing there is deleted or disposed of."""

    node = models.UUIDField()
    reason = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.UUIDField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.UUIDField(null=True)
    lifted_because = models.CharField(max_length=300, blank=True)

    class Meta(Record.Meta):
        indexes: ClassVar = [models.Index(fields=["node", "-set_at"], name="hold_node")]


class Deletion(Record):
    """The act that erased a document's files, pages and names; its row, versions and history stay as an empty shell."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="deletion")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    reason = models.CharField(max_length=300)

    class Meta(Record.Meta):
        pass
