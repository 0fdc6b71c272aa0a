# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to renditions. The node is the document; its completion is `DocumentRendered`, told by the records."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event


@dataclass(frozen=True, kw_only=True)
class RenditionRefused(Event):
    """The originals could not or must not be worked on; they wait for a decision."""

    version: UUID
    code: str
    reason: str
    advice: str
    sentence = _("konnte das Dokument nicht einlesen: {reason}")


@dataclass(frozen=True, kw_only=True)
class RenditionReopened(Event):
    """A refused version is worked on again. No longer written; lines of before stay readable."""

    version: UUID
    trusted: bool
    sentence = _("hat das Einlesen wieder aufgenommen")


@dataclass(frozen=True, kw_only=True)
class PasswordSupplied(Event):
    """Somebody entered the password of an encrypted file; starts a new rendition. The password is not kept here."""

    version: UUID
    sentence = _("hat ein Kennwort für die verschlüsselte Datei eingegeben")


@dataclass(frozen=True, kw_only=True)
class RemarksForgotten(Event):
    """What was noted of the files of a deleted document is gone, too."""

    versions: int
    sentence = _("hat entfernt, was zu den gelöschten Dateien vermerkt war")


@dataclass(frozen=True, kw_only=True)
class FilesInsideWantedBeside(Event):
    """Somebody wants the files inside laid beside the document they lie in; starts that."""

    version: UUID
    sentence = _("lässt die enthaltenen Dateien als Anlagen aufnehmen")


@dataclass(frozen=True, kw_only=True)
class FilesInsideLaidBeside(Event):
    """The files inside were laid into the dossier, as far as they could be unpacked and were not there yet."""

    taken: int
    known: int
    failed: str
    sentence = _(
        "hat enthaltene Dateien als Anlagen aufgenommen: {taken} (schon in der Akte: {known}, nicht lesbar: {failed})"
    )
