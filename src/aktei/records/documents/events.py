# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to documents."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class DocumentReceived(Event):
    """A document came in, on some channel, at some time; its bytes are kept under these hashes."""

    channel: str
    received_at: datetime
    originals: tuple[str, ...]
    sentence = _("hat das Dokument entgegengenommen (Eingang: {received_at})")


@dataclass(frozen=True, kw_only=True)
class VersionReceived(Event):
    """A version waits to be rendered; `node` is the document."""

    version: UUID
    number: int
    sentence = _("hat Version {number} angelegt")


@dataclass(frozen=True, kw_only=True)
class DocumentRendered(Event):
    """The archival copy and the pages of a version are complete; `reading` is the hash of all their text and words."""

    version: UUID
    pages: int
    archival: str
    reading: str = ""
    sentence = _("hat die Archivfassung erstellt ({pages} Seiten)")


@dataclass(frozen=True, kw_only=True)
class DocumentFiled(Event):
    """A document was placed in a dossier or case."""

    dossier: UUID
    reference: str
    case: UUID | None = None
    subject_line: str = ""
    reason: str = ""
    sentence = _("hat das Dokument zu {reference} abgelegt: {subject_line}")


@dataclass(frozen=True, kw_only=True)
class FilingUndone(Event):
    """A document was taken out of its dossier again and waits in its unit's post."""

    dossier: UUID
    reference: str
    sentence = _("hat die Ablage zu {reference} zurückgenommen")


@dataclass(frozen=True, kw_only=True)
class DocumentForwarded(Event):
    """Unfiled post went to another unit."""

    from_unit: UUID
    to_unit: UUID
    to_name: str
    sentence = _("hat das Dokument an {to_name} weitergeleitet")


@dataclass(frozen=True, kw_only=True)
class DocumentRenamed(Event):
    """The subject line changed."""

    before: str
    after: str
    sentence = _("hat den Betreff von „{before}“ in „{after}“ geändert")


@dataclass(frozen=True, kw_only=True)
class DocumentDescribed(Event):
    """What stands in the letter itself was noted with the document, where nobody had said anything yet."""

    subject_line: str = ""
    sender: str = ""
    written_on: str = ""
    sentence = _("hat aus dem Schreiben gelesen: Betreff „{subject_line}“, Absender {sender}, Datum {written_on}")


@dataclass(frozen=True, kw_only=True)
class DocumentWithdrawn(Event):
    """A document was taken out of use; nothing is deleted."""

    reason: str
    sentence = _("hat das Dokument zurückgezogen: {reason}")


@dataclass(frozen=True, kw_only=True)
class DocumentRead(Event):
    """Somebody opened the document's pages."""

    version: int
    sentence = _("hat das Dokument gelesen (Version {version})")


@dataclass(frozen=True, kw_only=True)
class ComponentDownloaded(Event):
    """Somebody took a copy of a stored file."""

    version: int
    role: str
    sha256: str
    sentence = _("hat die Datei heruntergeladen ({role}, Version {version})")
