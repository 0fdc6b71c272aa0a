# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A ZIP that grows on disk and not in memory, with a list of the hashes of everything in it.

Nothing in it is packed: every byte of the file is then a byte that a hash vouches for, or one of the few plain fields
that the judge compares, and no file can unpack to more than it weighs.
"""

import zipfile
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from os import SEEK_END
from tempfile import TemporaryFile
from typing import IO

SUMS = "pruefsummen.sha256"
_PART = 1 << 20


class Archive:
    """Write members one after another; leaving it adds the list of hashes as `sha256sum --check` reads it."""

    def __init__(self, target: IO[bytes], at: datetime) -> None:
        self._zip = zipfile.ZipFile(target, "w", allowZip64=True)
        self._sums = TemporaryFile("w+b")  # noqa: SIM115 (closed with the archive)
        self._listed = sha256()
        self.files = 0
        self.at = (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second // 2 * 2)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, kind: object, *_trouble: object) -> None:
        """Finish; after trouble nothing more is promised than that everything is let go."""
        if kind is None:
            self._finish()
        self._sums.close()
        self._zip.close()

    @property
    def contents(self) -> str:
        """The SHA-256 of the list of hashes as far as it has grown."""
        return self._listed.hexdigest()

    def add(self, name: str, content: bytes) -> None:
        """A small file."""
        self._write(name, len(content), iter((content,)))

    def add_file(self, name: str, source: IO[bytes]) -> str:
        """A file of any size, from where it stands to its end; returns the SHA-256 of what went in."""
        begin = source.tell()
        size = source.seek(0, SEEK_END) - begin
        source.seek(begin)
        return self._write(name, size, iter(lambda: source.read(_PART), b""))

    def _finish(self) -> None:
        self._write(SUMS, self._sums.seek(0, SEEK_END), self._from_the_start())

    def _from_the_start(self) -> Iterator[bytes]:
        self._sums.seek(0)
        yield from iter(lambda: self._sums.read(_PART), b"")

    def _write(self, name: str, size: int, parts: Iterator[bytes]) -> str:
        about = zipfile.ZipInfo(name, self.at)
        about.external_attr = 0o644 << 16
        about.file_size = size  # so that only what is larger than 2 GB gets the fields of ZIP64
        digest = sha256()
        with self._zip.open(about, "w") as member:
            for part in parts:
                digest.update(part)
                member.write(part)
        if name != SUMS:
            row = f"{digest.hexdigest()}  {name}\n".encode()
            self._sums.write(row)
            self._listed.update(row)
            self.files += 1
        return digest.hexdigest()
