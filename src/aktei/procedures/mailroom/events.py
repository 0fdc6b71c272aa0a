# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to consignments. The node is always the document, so that one history tells the whole way."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event


@dataclass(frozen=True, kw_only=True)
class ConsignmentReceived(Event):
    """Post came in."""

    consignment: UUID
    received_at: datetime
    channel: str
    unit_name: str
    sentence = _("hat die Sendung für {unit_name} angenommen, eingegangen am {received_at}")


@dataclass(frozen=True, kw_only=True)
class ConsignmentScanned(Event):
    """The paper went through a scanner before it came in."""

    scanned_at: datetime | None
    scanned_by: str
    scanner: str
    sentence = _("hat vermerkt: gescannt am {scanned_at} von {scanned_by} (Scanner: {scanner})")


@dataclass(frozen=True, kw_only=True)
class ConsignmentReady(Event):
    """Post was read and can be filed."""

    suggestions: int
    sentence = _("hat die Sendung zur Ablage bereitgestellt (Vorschläge: {suggestions})")


@dataclass(frozen=True, kw_only=True)
class ConsignmentQuarantined(Event):
    """Post could not be worked on and waits for a decision."""

    code: str
    reason: str
    sentence = _("hat die Sendung in die Klärung gegeben: {reason}")


@dataclass(frozen=True, kw_only=True)
class ConsignmentRetried(Event):
    """Somebody wants the post read again; starts a new rendition."""

    version: UUID
    sentence = _("hat einen neuen Versuch des Einlesens veranlasst")


@dataclass(frozen=True, kw_only=True)
class PasswordSupplied(Event):
    """Somebody entered the password of an encrypted file; starts a new rendition. The password is not kept here."""

    version: UUID
    sentence = _("hat ein Kennwort für die verschlüsselte Datei eingegeben")


@dataclass(frozen=True, kw_only=True)
class ConsignmentAccepted(Event):
    """Somebody took responsibility for working on the post as it is; starts a new rendition."""

    version: UUID
    reason: str
    sentence = _("hat die Sendung trotz Beanstandung angenommen ({reason})")


@dataclass(frozen=True, kw_only=True)
class ConsignmentReturned(Event):
    """Post went back to its sender."""

    reason: str
    sentence = _("hat die Sendung zurückgegeben: {reason}")


@dataclass(frozen=True, kw_only=True)
class ConsignmentFollowed(Event):
    """The document was filed, taken out or forwarded elsewhere in the house; the consignment followed it."""

    state: str
    sentence = _("hat den Posteingang nachgeführt")


@dataclass(frozen=True, kw_only=True)
class ConsignmentForgotten(Event):
    """The document was deleted; what the consignment said of its sender was erased with it."""

    sentence = _("hat die Angaben zum Absender der Sendung gelöscht")


@dataclass(frozen=True, kw_only=True)
class FilesInsideWanted(Event):
    """Somebody wants the files inside taken in as post of their own; starts that."""

    version: UUID
    consignment: UUID
    sentence = _("lässt die enthaltenen Dateien als eigene Post aufnehmen")


@dataclass(frozen=True, kw_only=True)
class FilesInsideTakenOut(Event):
    """The files inside were taken in as post of their own, as far as they could be unpacked."""

    taken: int
    failed: str
    sentence = _("hat enthaltene Dateien als eigene Post aufgenommen: {taken} (nicht lesbar: {failed})")
