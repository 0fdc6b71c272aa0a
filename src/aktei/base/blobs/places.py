# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where bytes can be: the interface of a place, and which one a URL means."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

CHUNK = 1 << 20


@dataclass(frozen=True)
class FoundBlob:
    """An entry of a place: what is kept, how many bytes, and when they were last handed in (UTC)."""

    sha256: str
    size: int
    handed_in: datetime


class BlobPlace(Protocol):
    """Keeps bytes by hash. Every method raises `BlobError` in German when the place fails."""

    name: str

    def keep(self, sha256: str, size: int, source: Path, *, given: bool = False) -> None:
        """Have the bytes of the file durably, and count them as handed in now, even if they were there.

        `given`: nobody writes to the file any more, so it may itself become what is kept.
        """

    def local(self, sha256: str) -> Path | None:
        """The file itself, if it is on this machine."""

    def chunks(self, sha256: str) -> Iterator[bytes]:
        """All bytes in order; raises `BlobMissing` before the first if they are not here."""

    def read(self, sha256: str, start: int, length: int) -> bytes:
        """Some bytes; raises `BlobMissing`. Fewer than asked for at the end."""

    def look(self, sha256: str) -> FoundBlob | None:
        """What is known about them without reading them."""

    def delete(self, sha256: str) -> None:
        """Remove them; nothing happens if they are not here."""

    def iterate(self) -> Iterator[FoundBlob]:
        """Everything that is here, in no particular order."""


def key(sha256: str) -> str:
    """Where bytes are kept below a place. Anything that is not a hash is refused: no path is smuggled in."""
    if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
        raise ValueError(f"not a SHA-256 in lower-case hexadecimal: {sha256!r}")
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
