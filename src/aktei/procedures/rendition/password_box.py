# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Passwords of encrypted files, unreadable in the database and in its backups, until they were tried."""

import base64
from datetime import datetime
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils import timezone

from aktei.procedures.rendition.models import SuppliedPassword

_PURPOSE = b"aktei mailroom: passwords of incoming files"
_SECONDS = 7 * 24 * 3600


def keep(document: UUID, password: str) -> None:
    """Keep a password for the rendition of this document; the one before it is gone."""
    SuppliedPassword.objects.update_or_create(
        document=document, defaults={"sealed": seal(password), "supplied_at": timezone.now()}
    )


def password_for(document: UUID) -> str | None:
    """The password somebody supplied for this document's files. For the rendition alone, never shown."""
    row = SuppliedPassword.objects.filter(document=document).first()
    return unseal(bytes(row.sealed)) if row else None


def forget(document: UUID, *, before: datetime | None = None) -> None:
    """Forget the password of a document, unless it was given after this moment and may not have been tried."""
    rows = SuppliedPassword.objects.filter(document=document)
    (rows.filter(supplied_at__lt=before) if before else rows).delete()


def seal(password: str) -> bytes:
    """Encrypt a password under a key derived from the office's secret key."""
    return _box().encrypt(password.encode())


def unseal(sealed: bytes) -> str | None:
    """The password again; None if the secret key was changed since, or it lay here longer than a week."""
    try:
        return _box().decrypt(sealed, ttl=_SECONDS).decode()
    except InvalidToken:
        return None


def _box() -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
