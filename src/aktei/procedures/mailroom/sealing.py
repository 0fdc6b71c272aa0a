# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Passwords of encrypted files, unreadable in the database and in its backups."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"aktei mailroom: passwords of incoming files"
_SECONDS = 7 * 24 * 3600


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
