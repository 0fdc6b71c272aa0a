# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several documents as one ZIP, sent while it is being made: no file on the way, and each document noted as it goes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.blobs import store
from aktei.base.blobs.faults import BlobError
from aktei.base.dates import moment_text
from aktei.base.journal.acts import Actor, Missing, Refused
from aktei.entrances.web.records.book import day_of
from aktei.records.documents import queries as documents
from aktei.records.documents.reading import download_component

CHUNK = 1 << 20
_FORBIDDEN = str.maketrans(dict.fromkeys('/\\:*?"<>|\x00\n\r\t', "-"))


class _Outlet:
    """What the archive writes to; emptied after every piece."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._at = 0

    def write(self, data: bytes) -> int:
        """Take a piece."""
        self._parts.append(bytes(data))
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        """How much has been written; the archive needs it for its table of contents."""
        return self._at

    def flush(self) -> None:
        """Nothing waits here."""

    def taken(self) -> bytes:
        """Everything since the last time."""
        whole = b"".join(self._parts)
        self._parts.clear()
        return whole


def stream(actor: Actor, rows: Sequence[Any], role: str) -> Iterator[bytes]:
    """The archive in pieces. What cannot be given is named in its list, with the reason."""
    outlet, lines = _Outlet(), []
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]  # writes, and is never read or sought
        for number, row in enumerate(rows, start=1):
            name = filename(number, row)
            try:
                yield from _one(actor, archive, outlet, row, role, name)
            except (Refused, BlobError) as fault:
                lines.append(f"{name}: {_('nicht enthalten')} – {fault}")
            else:
                lines.append(name)
        archive.writestr(_("Inhalt.txt"), "\r\n".join(["\ufeff" + _list_head(len(rows)), *lines]))
    yield outlet.taken()


def filename(number: int, row: Any) -> str:
    """`001 2026-11-21 Antrag auf Wohngeld`: sorts like the book and reads like the contents."""
    day = row.written_on or day_of(row.received_at)
    subject = (row.subject_line or _("Ohne Betreff")).translate(_FORBIDDEN).strip(" .")[:100]
    return f"{number:03} {day:%Y-%m-%d} {subject}"


def archive_name(rows: Sequence[Any]) -> str:
    """What the archive is called."""
    references = {row.dossier.reference for row in rows if row.dossier}
    name = references.pop() if len(references) == 1 else _("Dokumente")
    return f"{name.translate(_FORBIDDEN)} {timezone.localdate():%Y-%m-%d}.zip"


def _one(actor: Actor, archive: Any, outlet: _Outlet, row: Any, role: str, name: str) -> Iterator[bytes]:
    version = row.current.number if row.current else 0
    places = [each.position for each in documents.components(actor, row.id) if each.role == role]
    if not places:
        raise Missing(_("Das Dokument wird noch eingelesen; die Archivfassung gibt es danach."))
    for place in places:
        file = download_component(actor, document=row.id, version=version, role=role, position=place)
        ending = file.filename.rpartition(".")[2].lower() if "." in file.filename else ""
        ending = ending if ending.isalnum() and len(ending) < 6 else "pdf"
        further = f" ({place})" if len(places) > 1 else ""
        info = zipfile.ZipInfo(f"{name}{further}.{ending}", timezone.localtime().timetuple()[:6])
        with store.open(file.sha256) as source, archive.open(info, "w", force_zip64=True) as target:
            while part := source.read(CHUNK):
                target.write(part)
                yield outlet.taken()
        yield outlet.taken()


def _list_head(count: int) -> str:
    return _("{count} Dokumente, zusammengestellt am {moment}").format(count=count, moment=moment_text(timezone.now()))
