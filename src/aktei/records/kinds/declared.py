# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The kinds of dossiers as the office declares them in a file: read again whenever the file changes."""

import logging
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from aktei.records.kinds.rules import BUILT_IN, DeclarationError, Field, Kind, read_declaration

log = logging.getLogger(__name__)


def kinds() -> Mapping[str, Kind]:
    """Every kind of dossier by name. A file that cannot be used is logged, and the built-in kinds go on."""
    try:
        return read_file(Path(settings.DOSSIER_KINDS))
    except DeclarationError as error:
        log.error("%s wird nicht benutzt: %s", settings.DOSSIER_KINDS, error)
        return BUILT_IN


def kind_of(name: str) -> Kind:
    """The kind of this name; one that is no longer declared still has its name, and no fields."""
    return kinds().get(name) or Kind(name, name)


def field_named(name: str) -> Field | None:
    """The field of this name in whichever kind has it first."""
    return next((field for kind in kinds().values() if (field := kind.field(name))), None)


def read_file(path: Path) -> Mapping[str, Kind]:
    """The kinds this file declares; without a file the built-in ones.

    Raises `DeclarationError` with all that is wrong with it.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        return BUILT_IN
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=8)
def _read(path: Path, changed: int, size: int) -> Mapping[str, Kind]:
    try:
        return read_declaration(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DeclarationError([f"Die Datei ist nicht lesbar: {error}"]) from error
