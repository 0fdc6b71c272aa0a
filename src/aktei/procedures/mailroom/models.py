# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Incoming post until it is filed, and where it might belong."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.models_base import Scratch
from aktei.base.rights.models import Placed
from aktei.procedures.mailroom import rules


class Channel(models.TextChoices):
    """The way post comes in."""

    PAPER = "paper", _("Papier")
    EMAIL = "email", _("E-Mail")
    PORTAL = "portal", _("Portal")
    COURT_MAILBOX = "court_mailbox", _("besonderes Behördenpostfach")
    FIT_CONNECT = "fit_connect", _("FIT-Connect")
    INTERFACE = "interface", _("Schnittstelle")


class ConsignmentState(models.TextChoices):
    """Where a consignment stands; these words are the API's.

    `processing` is never stored: it is `received` while a rendition runs, which only the rendition knows.
    """

    RECEIVED = "received", _("eingegangen")
    PROCESSING = "processing", _("wird eingelesen")
    READY = "ready", _("bereit")
    FILED = "filed", _("abgelegt")
    QUARANTINED = "quarantined", _("in Klärung")
    RETURNED = "returned", _("zurückgegeben")


WAITING = (ConsignmentState.RECEIVED, ConsignmentState.READY, ConsignmentState.QUARANTINED)
"""The stored states of post that somebody still has to deal with."""


class Consignment(Placed):
    """One piece of incoming post. Its chain is its document's: whoever may read the one may read the other.

    `note` tells the clerk what was odd about its coming in; `reason_code`, `reason` and `advice` stand while it is
    in quarantine (and `reason` why it was returned). An idempotency key counts per person and client.
    """

    document = models.OneToOneField("records.Document", models.PROTECT, related_name="consignment")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20, choices=Channel.choices)
    state = models.CharField(max_length=20, choices=ConsignmentState.choices, default=ConsignmentState.RECEIVED)
    received_at = models.DateTimeField()
    scanned_at = models.DateTimeField(null=True)
    scanned_by = models.CharField(max_length=200, blank=True)
    scanner = models.CharField(max_length=200, blank=True)
    sender = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    reason_code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    advice = models.TextField(blank=True)
    client = models.CharField(max_length=40)
    idempotency_key = models.CharField(max_length=200, null=True)
    created_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    class Meta(Placed.Meta):
        indexes: ClassVar = [
            GinIndex(fields=["chain"], name="consignment_chain"),
            # Filed post outgrows waiting post a thousandfold; what people look at all day stays small.
            GinIndex(fields=["chain"], name="consignment_waiting_chain", condition=models.Q(state__in=WAITING)),
            models.Index(fields=["unit", "state", "-received_at", "-id"], name="consignment_unit_state"),
            models.Index(fields=["state", "-received_at", "-id"], name="consignment_state"),
            models.Index(fields=["-received_at", "-id"], name="consignment_received"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["created_by", "client", "idempotency_key"],
                condition=models.Q(idempotency_key__isnull=False),
                nulls_distinct=False,
                name="consignment_once_per_key",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="quarantined") | ~models.Q(reason=""), name="quarantine_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.received_at:%d.%m.%Y}"


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

    consignment = models.ForeignKey(Consignment, models.CASCADE, related_name="suggestions")
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


class SuppliedPassword(Scratch):
    """A password on its way to the rendition, encrypted; gone as soon as it was tried."""

    document = models.UUIDField(primary_key=True)
    sealed = models.BinaryField()
    supplied_at = models.DateTimeField()


class FolderTrouble(Scratch):
    """What lies in a watched folder and cannot be taken in; written anew whenever that changes.

    `chain` is that of the unit whose post lies there.
    """

    folder = models.CharField(max_length=255, primary_key=True)
    chain = ArrayField(models.UUIDField())
    lines: Any = models.JSONField(default=list)
    changed_at = models.DateTimeField()
