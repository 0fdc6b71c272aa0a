# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a leaf says of an entry: a salted hash, so that erasing content and salt leaves every other proof valid."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any


def canonical(entry: Mapping[str, Any]) -> bytes:
    """An entry as bytes that only depend on what it says: sorted keys, no spaces, UTF-8 (as RFC 8785 has it).

    Values are text, whole numbers, true, false, null, lists and maps of them; fractions have no one spelling.
    """
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def commitment(salt: bytes, content: bytes) -> bytes:
    """The salted hash that goes into the log: SHA-256 over the length of the salt, the salt and the content."""
    return sha256(len(salt).to_bytes(1, "big") + salt + content).digest()


def with_rows(inner: bytes, rows: bytes) -> bytes:
    """What the last line of an act commits to: its own salted hash, and the hash of the rows that the act wrote."""
    return sha256(b"rows\x00" + inner + rows).digest() if rows else inner
