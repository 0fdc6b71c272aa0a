# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can go wrong with bytes, in words for people."""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, ENOSPC

from django.utils.translation import gettext as _
from obstore.exceptions import BaseError


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
    """Turn the errors of file systems and S3 servers into ours."""
    try:
        yield
    except OSError as error:
        if error.errno in (ENOSPC, EDQUOT):
            raise StoreFull(
                _(
                    "Der Speicher „%(place)s“ ist voll. Es wurde nichts Halbfertiges abgelegt. Bitte Platz "
                    "schaffen und den Vorgang wiederholen."
                )
                % {"place": place}
            ) from error
        raise BlobError(_trouble(place, error)) from error
    except BaseError as error:
        raise BlobError(_trouble(place, error)) from error


def _trouble(place: str, error: Exception) -> str:
    reason = (str(error).strip() or repr(error)).splitlines()[0][:300]
    return _(
        "Der Speicher „%(place)s“ ist nicht benutzbar (%(reason)s). Es wurde nichts Halbfertiges abgelegt. "
        "Bitte Verbindung, Zugangsdaten und Rechte prüfen."
    ) % {"place": place, "reason": reason}
