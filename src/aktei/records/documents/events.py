# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to documents."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event
from aktei.base.outbox.lanes import Lane


@dataclass(frozen=True, kw_only=True)
class DocumentReceived(Event):
    """A document came in, on some channel, at some time; its bytes are kept under these hashes.

    `subject_line` and `sender` are what was known on arrival.
    """

    channel: str
    received_at: datetime
    originals: tuple[str, ...]
    subject_line: str = ""
    sender: str = ""
    sentence = _("hat das Dokument entgegengenommen (Eingang: {received_at})")


@dataclass(frozen=True, kw_only=True)
class PagesTaken(Event):
    """A document consists of some pages of a file, others belong to others; `cut_from` is what was divided."""

    sha256: str
    first_page: int
    last_page: int
    cut_from: UUID | None = None
    sentence = _("hat das Dokument aus den Seiten {first_page} bis {last_page} einer eingegangenen Datei gebildet")


@dataclass(frozen=True, kw_only=True)
class VersionReceived(Event):
    """A version waits to be rendered, in this lane; `node` is the document."""

    version: UUID
    number: int
    lane: str = Lane.TODAY
    sentence = _("hat Version {number} angelegt")


@dataclass(frozen=True, kw_only=True)
class DocumentRendered(Event):
    """The archival copy and the pages of a version are complete; `reading` is the hash of all their text and words."""

    version: UUID
    pages: int
    archival: str
    reading: str = ""
    sentence = _("hat die Archivfassung erstellt (Seiten: {pages})")


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
class ForwardingUndone(Event):
    """Forwarded post was taken back at once."""

    to_unit: UUID
    to_name: str
    sentence = _("hat das Weiterleiten zurückgenommen: wieder bei {to_name}")


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


@dataclass(frozen=True, kw_only=True)
class DocumentAdded(Event):
    """A document was laid directly into a dossier or case, without coming in as post."""

    dossier: UUID
    reference: str
    case: UUID | None = None
    subject_line: str = ""
    sender: str = ""
    originals: tuple[str, ...] = ()
    sentence = _("hat das Dokument „{subject_line}“ direkt in {reference} gelegt")


@dataclass(frozen=True, kw_only=True)
class VersionAdded(Event):
    """A further version waits to be rendered; until then people read the one before. `node` is the document."""

    version: UUID
    number: int
    comment: str = ""
    originals: tuple[str, ...] = ()
    sentence = _("hat Version {number} hinzugefügt: {comment}")


@dataclass(frozen=True, kw_only=True)
class VersionRetried(Event):
    """Somebody wants a version read again that could not be read."""

    version: UUID
    number: int
    sentence = _("hat einen neuen Versuch veranlasst, Version {number} einzulesen")


@dataclass(frozen=True, kw_only=True)
class VersionAccepted(Event):
    """Somebody took responsibility for a version that could not be read as it is."""

    version: UUID
    number: int
    sentence = _("hat Version {number} trotz Beanstandung angenommen")


@dataclass(frozen=True, kw_only=True)
class DocumentCheckedOut(Event):
    """Somebody works on the document; nobody else adds versions meanwhile."""

    note: str = ""
    sentence = _("hat das Dokument in Bearbeitung genommen: {note}")


@dataclass(frozen=True, kw_only=True)
class DocumentGivenBack(Event):
    """Whoever worked on the document is done with it; `number` is the version that came of it, 0 if none did."""

    number: int = 0
    sentence = _("hat die Bearbeitung des Dokuments beendet")


@dataclass(frozen=True, kw_only=True)
class CheckOutReleased(Event):
    """Somebody's work on the document was ended by whoever is responsible."""

    holder: UUID
    holder_name: str
    reason: str
    sentence = _("hat die Bearbeitung durch {holder_name} aufgehoben: {reason}")


@dataclass(frozen=True, kw_only=True)
class CheckOutHandedOver(Event):
    """Somebody's work on the document went to somebody else, as the first one has left."""

    holder_name: str
    to: UUID
    to_name: str
    sentence = _("hat die Bearbeitung von {holder_name} an {to_name} übergeben")


@dataclass(frozen=True, kw_only=True)
class DocumentMoved(Event):
    """A document went from one dossier or case to another; `along_with` names the document it is attached to."""

    from_dossier: UUID
    from_case: UUID | None
    from_position: int | None
    from_name: str
    to_dossier: UUID
    to_case: UUID | None
    to_name: str
    along_with: UUID | None = None
    reason: str = ""
    sentence = _("hat das Dokument von {from_name} nach {to_name} verschoben: {reason}")


@dataclass(frozen=True, kw_only=True)
class MoveUndone(Event):
    """A move was taken back; the document lies again where `to_dossier` and `to_case` say."""

    from_name: str
    to_name: str
    to_dossier: UUID | None = None
    to_case: UUID | None = None
    sentence = _("hat die Verschiebung nach {from_name} zurückgenommen; das Dokument liegt wieder in {to_name}")


@dataclass(frozen=True, kw_only=True)
class DocumentAttached(Event):
    """A document became an attachment of another."""

    to: UUID
    to_name: str
    sentence = _("hat das Dokument als Anlage zu „{to_name}“ genommen")


@dataclass(frozen=True, kw_only=True)
class DocumentDetached(Event):
    """An attachment became a document of its own."""

    to: UUID
    to_name: str
    sentence = _("hat die Anlage von „{to_name}“ gelöst")


@dataclass(frozen=True, kw_only=True)
class DocumentRestored(Event):
    """A withdrawal was taken back."""

    sentence = _("hat die Zurückziehung des Dokuments zurückgenommen")


@dataclass(frozen=True, kw_only=True)
class HoldSet(Event):
    """Nothing here may be deleted or disposed of until the hold is lifted."""

    hold: UUID
    reason: str
    sentence = _("hat eine Löschsperre gesetzt: {reason}")


@dataclass(frozen=True, kw_only=True)
class HoldLifted(Event):
    """A hold no longer stands."""

    hold: UUID
    reason: str
    sentence = _("hat die Löschsperre aufgehoben: {reason}")


@dataclass(frozen=True, kw_only=True)
class DocumentDeleted(Event):
    """Files, pages and names of a document were erased; who, what (by hash) and why stays here."""

    subject_line: str
    reason: str
    versions: int
    pages: int
    hashes: tuple[str, ...]
    sentence = _("hat das Dokument „{subject_line}“ gelöscht (Seiten: {pages}): {reason}")
