# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much one consignment may ask of us. All are settings; the defaults suit an office, not an attacker."""

from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Limits:
    """Bounds beyond which an original goes to quarantine instead of being worked on."""

    file_bytes: int = 500 * 2**20
    """Size of one original."""
    pages: int = 5_000
    """Pages of all originals of one rendition together."""
    page_pixels: int = 200_000_000
    """Pixels of one image; A0 at 300 dpi has 140 million."""
    stream_bytes: int = 512 * 2**20
    """Size of one compressed PDF stream after unpacking."""
    page_seconds: float = 120.0
    """Time for one page; a child that needs longer is ended."""
    document_seconds: float = 900.0
    """Time for one step over a whole original (looking through it, assembling)."""
    memory_bytes: int = 2 * 2**30
    """Memory (address space) of one child process; an ordinary page needs a quarter of it, A0 in colour the half."""

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for the way into a child process."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """The inverse of `as_dict`."""
        return cls(**values)
