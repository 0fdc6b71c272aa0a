# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to exports. The node is the dossier, or what the lines of the journal are about."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event


@dataclass(frozen=True, kw_only=True)
class ProofRequested(Event):
    """Somebody asked for a dossier with its proofs; starts the making."""

    export: UUID
    purpose: str
    with_access: bool = False
    access_on: str = ""
    format: str = ""
    sentence = _("hat einen Nachweis-Export angefordert (Zweck: {purpose})")


@dataclass(frozen=True, kw_only=True)
class ProofSealed(Event):
    """What belongs in an export is settled, and lies in it as its last line: nothing can be left out of it unseen.

    `lines` before position `until` belong to the dossier; `line_set` is the hash over their positions (eight bytes
    each, big-endian) and commitments, `positions` are those positions (first and last of each run). `omitted`: so many
    documents of the dossier may not be read by whoever asked for it. `contents` is the hash of the first so many
    (`files`) rows of its list of hashes.
    """

    export: UUID
    format: str
    until: int
    lines: int
    line_set: str
    documents: int
    files: int
    contents: str
    positions: tuple[tuple[int, int], ...] = ()
    omitted: int = 0
    sentence = _("hat den Inhalt eines Nachweis-Exports besiegelt ({lines} Zeilen, {documents} Dokumente)")


@dataclass(frozen=True, kw_only=True)
class ExtractRequested(Event):
    """Somebody asked for lines of the journal as a file; starts the making."""

    export: UUID
    format: str
    filter: dict[str, Any] = field(default_factory=dict)
    sentence = _("hat einen Protokollauszug angefordert ({format})")


@dataclass(frozen=True, kw_only=True)
class ExportCompleted(Event):
    """An export is ready; whoever holds the file can compare it with this hash."""

    export: UUID
    sha256: str
    size: int
    expires_at: datetime
    sentence = _("hat den Export fertiggestellt (SHA-256 {sha256}), er wird bereitgehalten bis {expires_at}")


@dataclass(frozen=True, kw_only=True)
class ExportFailed(Event):
    """An export could not be made."""

    export: UUID
    reason: str
    sentence = _("konnte den Export nicht erstellen: {reason}")


@dataclass(frozen=True, kw_only=True)
class ExportDownloaded(Event):
    """Somebody took a copy of an export."""

    export: UUID
    sha256: str
    sentence = _("hat den Export heruntergeladen (SHA-256 {sha256})")


@dataclass(frozen=True, kw_only=True)
class ExportExpired(Event):
    """The time of an export was over; its file is removed."""

    export: UUID
    sentence = _("hat den abgelaufenen Export entfernt")


@dataclass(frozen=True, kw_only=True)
class JournalRead(Event):
    """Somebody looked into the journal: about a record, a person or the office."""

    filter: dict[str, Any] = field(default_factory=dict)
    sentence = _("hat das Protokoll eingesehen")
