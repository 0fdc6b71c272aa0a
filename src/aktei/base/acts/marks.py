# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""That this program wrote a line, and ended an act: marks made with a key that the database does not hold.

Whoever owns the database can put rows into it, but not the mark that the sealer asks for.
"""

import hmac
from collections.abc import Mapping
from datetime import UTC
from functools import cache
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from aktei.base.acts.models import Act, JournalEntry
from aktei.base.evidence.commitments import canonical

_PURPOSE = b"aktei journal: genuine lines"


def content_of(entry: JournalEntry) -> dict[str, Any]:
    """Everything an entry says, in the form whose salted hash goes into the log.

    Lines of before acts were closed name neither act nor ordinal.
    """
    place = {} if entry.act is None else {"act": str(entry.act), "ordinal": entry.ordinal}
    return {
        "id": entry.id,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "person": _text(entry.person),
        "for_person": _text(entry.for_person),
        "client": entry.client,
        "kind": entry.kind,
        "node": str(entry.node),
        "nodes": [str(each) for each in entry.nodes],
        "payload": entry.payload,
        **place,
    }


def line_mark(entry: JournalEntry) -> bytes:
    """The mark of a line that is about to be written: all it says but its number, which the database gives."""
    return mark(current_key(), *_of_line(entry))


def is_genuine(entry: JournalEntry) -> bool:
    """Whether this program wrote the line as it stands."""
    return entry.act is not None and fits(entry.mac, *_of_line(entry))


def act_mark(act: UUID, lines: int, seals: int, rows: bytes) -> bytes:
    """The mark of an act that ends."""
    return mark(current_key(), *_of_act(act, lines, seals, rows))


def is_genuine_act(act: Act) -> bool:
    """Whether this program ended the act as its row says."""
    return fits(act.mac, *_of_act(act.id, act.lines, act.seals, bytes(act.rows)))


def _of_line(entry: JournalEntry) -> tuple[bytes, dict[str, Any]]:
    said = content_of(entry)
    del said["id"]
    return b"line", {**said, "salt": bytes(entry.salt).hex()}


def _of_act(act: UUID, lines: int, seals: int, rows: bytes) -> tuple[bytes, dict[str, Any]]:
    return b"act", {"act": str(act), "lines": lines, "seals": seals, "rows": rows.hex()}


def fits(found: bytes | memoryview | None, what: bytes, said: Mapping[str, Any]) -> bool:
    """Whether this mark was made for this, with any key we have."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return found is not None and any(hmac.compare_digest(bytes(found), mark(_key(each), what, said)) for each in keys)


def mark(key: bytes, what: bytes, said: Mapping[str, Any]) -> bytes:
    """The mark for what is said."""
    return hmac.digest(key, b"aktei " + what + b"\x00" + canonical(said), "sha256")


def current_key() -> bytes:
    """The key under which marks are made now."""
    return _key(settings.SECRET_KEY)


@cache
def _key(secret: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(secret.encode())


def _text(value: object) -> str | None:
    return None if value is None else str(value)
