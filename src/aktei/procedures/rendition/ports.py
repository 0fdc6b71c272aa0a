# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a rendition asks of others without knowing them; `entrances/wiring.py` plugs it in."""

from collections.abc import Callable
from uuid import UUID

Passwords = Callable[[UUID], str | None]
"""The password somebody supplied for a document's files, if any."""

_plugged: list[Passwords] = []


def register_passwords(passwords: Passwords) -> None:
    """Plug in whoever keeps supplied passwords."""
    _plugged[:] = [passwords]


def password_for(document: UUID) -> str | None:
    """The password to try for this document's files."""
    return _plugged[0](document) if _plugged else None
