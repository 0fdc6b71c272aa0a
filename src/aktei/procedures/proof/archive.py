# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A ZIP that grows on disk and not in memory, with a list of the hashes of everything in it."""

import zipfile
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from tempfile import TemporaryFile
from typing import BinaryIO

SUMS = "pruefsummen.sha256"
_PART = 1 << 20
_PACKED = (".json", ".jsonl", ".txt", ".html", ".csv", ".py", ".tlog-proof")


class Archive:
    """Write members one after another; leaving it adds the list of hashes as `sha256sum --check` reads it."""

    def __init__(self, target: BinaryIO, at: datetime) -> None:
        self._zip = zipfile.ZipFile(target, "w", allowZip64=True)
        self._sums = TemporaryFile("w+b")  # noqa: SIM115 (closed with the archive)
        self._at = (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, kind: object, *_trouble: object) -> None:
        """Finish; after trouble nothing more is promised than that everything is let go."""
        if kind is None:
            self._finish()
        self._sums.close()
        self._zip.close()

    def add(self, name: str, content: bytes) -> None:
        """A small file."""
        self._write(name, iter((content,)))

    def add_file(self, name: str, source: BinaryIO) -> str:
        """A file of any size, from where it stands to its end; returns the SHA-256 of what went in."""
        return self._write(name, iter(lambda: source.read(_PART), b""))

    def _finish(self) -> None:
        self._sums.seek(0)
        self._write(SUMS, iter(lambda: self._sums.read(_PART), b""))

    def _write(self, name: str, parts: Iterator[bytes]) -> str:
        about = zipfile.ZipInfo(name, self._at)
        about.compress_type = zipfile.ZIP_DEFLATED if name.endswith((*_PACKED, SUMS)) else zipfile.ZIP_STORED
        about.external_attr = 0o644 << 16
        digest = sha256()
        with self._zip.open(about, "w", force_zip64=True) as member:
            for part in parts:
                digest.update(part)
                member.write(part)
        if name != SUMS:
            self._sums.write(f"{digest.hexdigest()}  {name}\n".encode())
        return digest.hexdigest()
