# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bytes in a directory.

obstore's own directory store renames into place but calls fsync on nothing (seen with strace), so a power cut
could lose acknowledged post. Here the file, its name and its new directories are on the disk before `keep`
returns.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfileobj
from uuid import uuid4

from aktei.base.blobs.faults import BlobMissing, told_clearly
from aktei.base.blobs.places import CHUNK, FoundBlob, key


class Directory:
    """A place in the local file system (or one that is mounted)."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.name = str(root)

    def keep(self, sha256: str, size: int, source: Path, *, given: bool = False) -> None:
        """See `Place`. A file of another size under that name is damage and is replaced."""
        path = self.root / key(sha256)
        with told_clearly(self.name):
            if path.exists() and path.stat().st_size == size:
                os.utime(path)
                return
            _make(path.parent)
            aside = path.with_name(f".{sha256}.{uuid4().hex}")
            try:
                if not (given and _linked(source, aside)):
                    with source.open("rb") as reader, aside.open("xb") as writer:
                        copyfileobj(reader, writer, CHUNK)
                with aside.open("rb") as file:
                    os.fchmod(file.fileno(), 0o440)
                    os.fsync(file.fileno())
                aside.replace(path)
            finally:
                aside.unlink(missing_ok=True)
            sync(path.parent)

    def local(self, sha256: str) -> Path | None:
        """See `Place`."""
        path = self.root / key(sha256)
        return path if path.exists() else None

    def chunks(self, sha256: str) -> Iterator[bytes]:
        """See `Place`."""
        with told_clearly(self.name), self._existing(sha256).open("rb") as file:
            while part := file.read(CHUNK):
                yield part

    def read(self, sha256: str, start: int, length: int) -> bytes:
        """See `Place`."""
        with told_clearly(self.name), self._existing(sha256).open("rb") as file:
            file.seek(start)
            return file.read(length)

    def look(self, sha256: str) -> FoundBlob | None:
        """See `Place`."""
        try:
            status = (self.root / key(sha256)).stat()
        except FileNotFoundError:
            return None
        return FoundBlob(sha256, status.st_size, datetime.fromtimestamp(status.st_mtime, UTC))

    def delete(self, sha256: str) -> None:
        """See `Place`."""
        with told_clearly(self.name):
            (self.root / key(sha256)).unlink(missing_ok=True)

    def iterate(self) -> Iterator[FoundBlob]:
        """See `Place`. Attempts that a crash interrupted are not entries."""
        for path in self.root.glob("??/??/*"):
            if not path.name.startswith(".") and (found := self.look(path.name)):
                yield found

    def _existing(self, sha256: str) -> Path:
        path = self.local(sha256)
        if path is None:
            raise BlobMissing(sha256)
        return path


def sync(directory: Path) -> None:
    """Have the names in this directory on the disk."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _linked(source: Path, target: Path) -> bool:
    # A second name costs nothing, a copy the room and the time of the whole file. Other file systems, and some that
    # are mounted, know no second names.
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def _make(directory: Path) -> None:
    if not directory.exists():
        _make(directory.parent)
        directory.mkdir(mode=0o750, exist_ok=True)
        sync(directory.parent)
