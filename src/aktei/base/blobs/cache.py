# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Local copies of bytes that are kept elsewhere: for programs that want a file."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256 as sha
from pathlib import Path
from uuid import uuid4

from aktei.base.blobs.faults import BlobDamaged, told_clearly
from aktei.base.blobs.places import key

# A file that was handed out this many seconds ago may still be about to be opened.
IN_USE = 600.0


class Cache:
    """A directory of verified copies below a number of bytes in all, forgetting what was used longest ago."""

    def __init__(self, root: Path, largest: int) -> None:
        self.root = root
        self.largest = largest
        self._added = largest  # so that the first copy looks at what earlier processes left

    def get(self, sha256: str) -> Path | None:
        """The copy, if there is one."""
        path = self.root / key(sha256)
        try:
            os.utime(path)
        except FileNotFoundError:
            return None
        return path

    def add(self, sha256: str, chunks: Iterator[bytes]) -> Path:
        """Copy and check; raises `BlobDamaged`."""
        path = self.root / key(sha256)
        with told_clearly(str(self.root)):
            path.parent.mkdir(parents=True, exist_ok=True)
            aside = path.with_name(f".{sha256}.{uuid4().hex}")
            digest = sha()
            try:
                with aside.open("xb") as file:
                    for part in chunks:
                        digest.update(part)
                        file.write(part)
                if digest.hexdigest() != sha256:
                    raise BlobDamaged(sha256)
                self._added += aside.stat().st_size
                aside.replace(path)
            finally:
                aside.unlink(missing_ok=True)
        self._shrink()
        return path

    def _shrink(self) -> None:
        # Looking at all files after every copy would be slow: only when a twentieth of the room may have been
        # filled.
        if self._added < self.largest / 20:
            return
        self._added = 0
        entries = []
        for path in self.root.glob("??/??/*"):
            with suppress(FileNotFoundError):
                status = path.stat()
                entries.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in entries)
        for used, size, path in sorted(entries):
            if total <= self.largest or used > time.time() - IN_USE:
                return
            path.unlink(missing_ok=True)
            total -= size
