# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the browser finds styles, scripts, fonts and icons."""

import hashlib
from pathlib import Path


def stamp(directory: Path) -> str:
    """Eight characters that change whenever any file does, and are the same on every host with the same files.

    Standing in every address, they let browsers keep the files for ever: scripts and styles that name each other do
    so relatively, and follow.
    """
    digest = hashlib.sha256()
    for file in sorted(path for path in directory.rglob("*") if path.is_file()):
        digest.update(f"{file.relative_to(directory).as_posix()}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:8]
