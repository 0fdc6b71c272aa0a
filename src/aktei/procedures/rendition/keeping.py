# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that come in, whatever the door: their bytes into the store, and what they are told by the bytes themselves."""

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from aktei.base.blobs import store
from aktei.procedures.rendition.sniffing import describe, kind_of
from aktei.records.documents.actions import StoredFile

LONGEST_NAME = 255
_TYPES = {
    "pdf": "application/pdf",
    "tiff": "image/tiff",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "heic": "image/heic",
}
UNKNOWN = "application/octet-stream"


def keep(source: Any, name: str = "") -> StoredFile:
    """Put the bytes of a path or an open file into the store; neither name nor sender is asked what they are."""
    # A large upload lies on the disk already, and nobody else has it.
    lies = getattr(source, "temporary_file_path", None)
    blob = store.take(Path(lies())) if lies else store.put(source)
    kind = kind_of(store.path(blob.sha256))
    return StoredFile(blob.sha256, blob.size, _TYPES.get(kind or "", UNKNOWN), file_name(name))


def unreadable(files: Iterable[StoredFile]) -> str:
    """What those of these files are, in German, of which no pages can be made; empty if there are none."""
    strange = [store.path(file.sha256) for file in files if file.media_type == UNKNOWN]
    called = [_(describe(path)) if path.stat().st_size else _("leere Datei") for path in strange]
    return ", ".join(dict.fromkeys(called))


def file_name(name: str) -> str:
    """A name as it can be kept and shown: without invisible signs, composed, and with its ending if it is too long."""
    plain = "".join(each if each.isprintable() else "_" for each in name)
    plain = unicodedata.normalize("NFC", plain.encode(errors="replace").decode())
    if len(plain) <= LONGEST_NAME:
        return plain
    stem, ending = os.path.splitext(plain)
    return stem[: max(0, LONGEST_NAME - len(ending))] + ending[:LONGEST_NAME]
