# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""PostgreSQL's own programs for dumping and restoring, and how they find the database."""

import os
import re
import shutil
import subprocess

from aktei.base.embedded.layout import binaries
from aktei.base.embedded.layout import database_url as embedded_url
from aktei.entrances.cli.place import data_directory


def database_url() -> str:
    """The database in use, as libpq understands it."""
    return os.environ.get("AKTEI_DATABASE_URL") or embedded_url(data_directory())


def program(name: str) -> str:
    """Ours, or the system's if that is newer: pg_dump must not be older than the server it asks."""
    ours = str(binaries() / name)
    found = shutil.which(name)
    return found if found and _major(found) > _major(ours) else ours


def _major(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    number = re.search(r"\d+", said)
    return int(number.group()) if number else 0
