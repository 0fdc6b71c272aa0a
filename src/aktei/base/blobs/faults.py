# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can go wrong with bytes, in words for people."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, ENOSPC

from django.utils.translation import gettext as _
from obstore.exceptions import BaseError
from psycopg.errors import DiskFull

log = logging.getLogger(__name__)


class BlobError(RuntimeError):
    """The bytes could not be written or read. Nothing half-written is visible; trying again is safe."""


class BlobMissing(BlobError):
    """No place has these bytes."""


class BlobDamaged(BlobError):
    """The bytes no longer have the hash under which they are kept."""


class StoreFull(BlobError):
    """There is no room left. Nothing was kept of the attempt."""


@contextmanager
def told_clearly(place: str) -> Iterator[None]:
    """Turn the errors of file systems and S3 servers into ours.

    What people read names neither place nor path: whoever runs the system finds both in the log.
    """
    try:
        yield
    except (OSError, BaseError) as error:
        log.error("%s: %s", place, _reason(error))
        raise (StoreFull(_full()) if no_room(error) else BlobError(_unusable())) from error


def no_room(error: BaseException | None) -> bool:
    """Whether a full disk is at the bottom of it: a file, the store, the database, or what was made of one of them."""
    while error is not None:
        if isinstance(error, StoreFull | DiskFull) or getattr(error, "errno", None) in (ENOSPC, EDQUOT):
            return True
        error = error.__cause__ or error.__context__
    return False


def _full() -> str:
    return _(
        "Der Speicher ist voll. Es wurde nichts Halbfertiges abgelegt. Bitte sagen Sie Ihrer IT Bescheid und "
        "wiederholen Sie den Vorgang, sobald wieder Platz ist."
    )


def _unusable() -> str:
    return _(
        "Der Speicher ist gerade nicht benutzbar. Es wurde nichts Halbfertiges abgelegt. Bitte versuchen Sie es "
        "erneut; bleibt der Fehler, sagen Sie Ihrer IT Bescheid: Der Grund steht im Betriebsprotokoll."
    )


def _reason(error: Exception) -> str:
    return (str(error).strip() or repr(error)).splitlines()[0][:300]
