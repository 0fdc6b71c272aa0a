# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to consignments. The node is always the document, so that one history tells the whole way."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event


@dataclass(frozen=True, kw_only=True)
class ConsignmentReady(Event):
    """Post was read and can be filed."""

    suggestions: int
    sentence = _("hat den Eingang zur Ablage bereitgestellt (Vorschläge: {suggestions})")


@dataclass(frozen=True, kw_only=True)
class ConsignmentReturned(Event):
    """Post went back to its sender."""

    reason: str
    sentence = _("hat den Eingang zurückgegeben: {reason}")


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


# What follows is no longer written: a version knows by itself that it could not be read, and a consignment keeps no
# copy of where its documents lie. Lines of before stay readable.


@dataclass(frozen=True, kw_only=True)
class ConsignmentQuarantined(Event):
    """Post could not be worked on and waits for a decision."""

    code: str
    reason: str
    sentence = _("hat den Eingang in die Klärung gegeben: {reason}")


@dataclass(frozen=True, kw_only=True)
class ConsignmentRetried(Event):
    """Somebody wants the post read again; starts a new rendition."""

    version: UUID
    sentence = _("hat einen neuen Versuch des Einlesens veranlasst")


@dataclass(frozen=True, kw_only=True)
class ConsignmentAccepted(Event):
    """Somebody took responsibility for working on the post as it is; starts a new rendition."""

    version: UUID
    reason: str
    sentence = _("hat den Eingang trotz Beanstandung angenommen ({reason})")


@dataclass(frozen=True, kw_only=True)
class ConsignmentFollowed(Event):
    """The document was filed, taken out or forwarded elsewhere in the house; the consignment followed it."""

    state: str
    sentence = _("hat den Posteingang nachgeführt")


@dataclass(frozen=True, kw_only=True)
class ConsignmentForgotten(Event):
    """The document was deleted; what the consignment said of its sender was erased with it."""

    sentence = _("hat die Angaben zum Absender der Sendung gelöscht")
