# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files inside the originals of a version, unpacked in a child process and stored like any other."""

import tempfile
from pathlib import Path
from uuid import UUID

from django.conf import settings

from aktei.base.blobs import store
from aktei.procedures.rendition import password_box, pool
from aktei.procedures.rendition.keeping import keep
from aktei.procedures.rendition.making import limits
from aktei.procedures.rendition.quarantine import Quarantined
from aktei.procedures.rendition.sniffing import kind_of
from aktei.records.documents.queries import originals_of, version_of

Stored = tuple[str, int, str]
"""Hash, size and type of stored bytes."""


def unpacked(version: UUID) -> list[tuple[str, Stored | None]]:
    """Name and stored bytes of each file inside, in a lasting order; no bytes of one that cannot be unpacked."""
    password = password_box.password_for(version_of(version).document_id)
    found: list[tuple[str, Stored | None]] = []
    scratch = Path(settings.SCRATCH_DIRECTORY)
    scratch.mkdir(parents=True, exist_ok=True)
    for component in originals_of(version):
        original = store.path(component.sha256)
        if kind_of(original) != "pdf":
            continue
        with tempfile.TemporaryDirectory(dir=scratch, prefix="inside-") as place:
            try:
                files = _unpack(original, place, password)
            except Quarantined:
                found.append((component.filename, None))
                continue
            found += [(name, _stored(Path(path)) if path else None) for name, path in files]
    return found


def _unpack(original: Path, place: str, password: str | None) -> list[tuple[str, str]]:
    arguments = {"original": str(original), "target": place, "limits": limits().as_dict(), "password": password}
    order = pool.shared(limits().memory_bytes).submit(
        "unpack", arguments, seconds=limits().document_seconds, limits=limits()
    )
    return [(name, path) for name, path in order.result()]


def _stored(file: Path) -> Stored:
    kept = keep(file)
    return kept.sha256, kept.size, kept.media_type
