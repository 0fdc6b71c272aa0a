# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several documents as one ZIP, sent while it is being made: no file on the way, and each document noted as it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from zipstream import ZipStream

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.blobs import store
from aktei.base.blobs.faults import BlobError
from aktei.base.dates import moment_text
from aktei.entrances.web.kit.records.book import day_of
from aktei.records.documents import queries as documents
from aktei.records.documents.reading import download_component

CHUNK = 1 << 20
_FORBIDDEN = str.maketrans(dict.fromkeys('/\\:*?"<>|\x00\n\r\t', "-"))


def stream(actor: Actor, rows: Sequence[Any], role: str) -> Iterator[bytes]:
    """The archive in pieces. What cannot be given is named in its list, with the reason."""
    archive, lines = ZipStream(), []
    for number, row in enumerate(rows, start=1):
        name = filename(number, row)
        try:
            yield from _one(actor, archive, row, role, name)
        except (Refused, BlobError) as fault:
            lines.append(f"{name}: {_('nicht enthalten')} – {fault}")
        else:
            lines.append(name)
    archive.add("\r\n".join(["\ufeff" + _list_head(len(rows)), *lines]), _("Inhalt.txt"))
    yield from archive.finalize()


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


def _one(actor: Actor, archive: ZipStream, row: Any, role: str, name: str) -> Iterator[bytes]:
    version = row.current.number if row.current else 0
    places = [each.position for each in documents.components(actor, row.id) if each.role == role]
    if not places:
        raise Missing()
    for place in places:
        file = download_component(actor, document=row.id, version=version, role=role, position=place)
        ending = file.filename.rpartition(".")[2].lower() if "." in file.filename else ""
        ending = ending if ending.isalnum() and len(ending) < 6 else "pdf"
        further = f" ({place})" if len(places) > 1 else ""
        # What breaks off on the way is left out of the archive's own table.
        archive.add(_content(file.sha256), f"{name}{further}.{ending}")
        yield from archive.all_files()


def _content(sha256: str) -> Iterator[bytes]:
    with store.open(sha256) as source:
        while part := source.read(CHUNK):
            yield part


def _list_head(count: int) -> str:
    return _("{count} Dokumente, zusammengestellt am {moment}").format(count=count, moment=moment_text(timezone.now()))
