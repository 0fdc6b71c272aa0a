# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What comes in: envelopes, the consignments in them, what was confirmed of them, and what was wrong at the door.

None of them lies anywhere of its own: who may read one of the documents of an envelope may read what it says.
"""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.models_base import Record


class Channel(models.TextChoices):
    """The way something comes in."""

    PAPER = "paper", _("Papier")
    EMAIL = "email", _("E-Mail")
    PORTAL = "portal", _("Portal")
    COURT_MAILBOX = "court_mailbox", _("besonderes Behördenpostfach")
    FIT_CONNECT = "fit_connect", _("FIT-Connect")
    INTERFACE = "interface", _("Schnittstelle")


class Envelope(Record):
    """What went through one door in one piece: a scanner's stack, a mail, a court's message, a file dropped by hand.

    `door` is the program through which it went; `sender` whom it claims to be from; `raw_*` the bytes of the whole,
    where it came as one file of its own. An idempotency key counts per person and door.
    """

    door = models.CharField(max_length=40)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    sender = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    received_at = models.DateTimeField()
    scanned_at = models.DateTimeField(null=True)
    scanned_by = models.CharField(max_length=200, blank=True)
    scanner = models.CharField(max_length=200, blank=True)
    raw_sha256 = models.CharField(max_length=64, blank=True)
    raw_size = models.PositiveBigIntegerField(null=True)
    raw_media_type = models.CharField(max_length=100, blank=True)
    raw_filename = models.CharField(max_length=255, blank=True)
    idempotency_key = models.CharField(max_length=200, null=True)
    created_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    class Meta(Record.Meta):
        indexes: ClassVar = [
            models.Index(fields=["raw_sha256"], name="envelope_raw", condition=~models.Q(raw_sha256="")),
            models.Index(fields=["id"], name="envelope_noted", condition=~models.Q(note="")),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["created_by", "door", "idempotency_key"],
                condition=models.Q(idempotency_key__isnull=False),
                nulls_distinct=False,
                name="envelope_once_per_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.received_at:%d.%m.%Y}"


class Consignment(Record):
    """One matter out of an envelope, for one team, with its documents in order: the letter, then what was enclosed.

    Where it lies and where it stands its documents say; of its own it knows when it was offered for filing, and why it
    was given back.
    """

    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="consignments", db_index=False)
    position = models.PositiveIntegerField(default=1)
    offered_at = models.DateTimeField(null=True)
    returned_because = models.TextField(blank=True)

    class Meta(Record.Meta):
        indexes: ClassVar = [
            models.Index(fields=["id"], name="consignment_not_offered", condition=models.Q(offered_at=None))
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["envelope", "position"], name="consignment_place")]

    @property
    def document(self) -> Any:
        """The first of its documents: the letter."""
        return self.documents.get(place_in_consignment=1)

    @property
    def document_id(self) -> UUID:
        """The id of the letter."""
        return UUID(str(self.document.id))


class Receipt(Record):
    """What was confirmed of an envelope: when, to whom, and for which files."""

    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="receipts")
    kind = models.CharField(max_length=40)
    to = models.CharField(max_length=300)
    hashes: Any = ArrayField(models.CharField(max_length=64), default=list)
    at = models.DateTimeField()

    class Meta(Record.Meta):
        pass


class Fault(Record):
    """What was wrong with an envelope at the door, as whoever works on it should know."""

    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="faults")
    code = models.CharField(max_length=40)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta(Record.Meta):
        pass
