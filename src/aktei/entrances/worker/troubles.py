# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What could not be done with a watched folder, in words for people, and where they read it."""

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aktei.base.acts.errors import Refused
from aktei.base.blobs.faults import BlobError
from aktei.entrances.worker import names

log = logging.getLogger(__name__)

HINT = "AKTEI-HINWEIS.txt"
_FORBIDDEN = "Aktei darf hier nicht lesen oder schreiben."
_NOT_REACHED = "Der Ordner ist nicht erreichbar. Ist das Netzlaufwerk eingehängt und der Server an?"
_SAID = {
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: (
        "Der Ordner ist schreibgeschützt. Aktei nimmt Dateien erst an, wenn es sie hier auch beiseitelegen darf."
    ),
    errno.ENOSPC: "Auf dem Laufwerk ist kein Platz mehr.",
    errno.EDQUOT: "Auf dem Laufwerk ist kein Platz mehr.",
    errno.EBUSY: "Ein anderes Programm hält das gerade offen.",
    errno.ETXTBSY: "Ein anderes Programm hält das gerade offen.",
    errno.EIO: "Das Laufwerk meldet einen Lesefehler.",
    errno.ENAMETOOLONG: "Der Name ist zu lang.",
    errno.ELOOP: "Das ist eine Verknüpfung, die im Kreis führt.",
    errno.EMFILE: "Aktei hat gerade zu viele Dateien offen.",
    errno.ENFILE: "Aktei hat gerade zu viele Dateien offen.",
} | dict.fromkeys(
    (
        errno.ENOENT,
        errno.ENOTDIR,
        errno.ENODEV,
        errno.ENXIO,
        errno.ESTALE,
        errno.ENOTCONN,
        errno.ECONNREFUSED,
        errno.ECONNRESET,
        errno.EHOSTDOWN,
        errno.EHOSTUNREACH,
        errno.ENETDOWN,
        errno.ENETUNREACH,
        errno.ETIMEDOUT,
        errno.ESHUTDOWN,
    ),
    _NOT_REACHED,
)
_UNKNOWN = "Das ging nicht; der genaue Fehler steht im Betriebsprotokoll der Systemverwaltung."


@dataclass
class Troubles:
    """What could not be done, for people who look into the folder; it keeps nothing else from being done.

    `logged` is what the log has said already: a trouble that stays is not said again every second.
    """

    logged: set[str]
    lines: list[str] = field(default_factory=list)

    def add(self, name: str, why: str) -> None:
        """One line of the hint."""
        line = f"{names.repaired(name)}: {why}" if name else why
        if line not in self.lines:
            self.lines.append(line)

    @contextmanager
    def about(self, path: Path, *, known_as: str | None = None, may_vanish: bool = True) -> Iterator[None]:
        """Whatever goes wrong with this file or folder ends here; what vanished meanwhile was taken by its owner."""
        try:
            yield
        except Exception as trouble:
            if may_vanish and isinstance(trouble, FileNotFoundError):
                return
            once = f"{path!r}: {trouble!r}"
            if once not in self.logged:
                self.logged.add(once)
                log.exception("watched folder: %r", path)
            self.add(path.name if known_as is None else known_as, in_german(trouble))

    def hint(self, folder: Path) -> bool:
        """Tell people who look into the folder what waits and why; the hint goes away with the trouble.

        Returns whether they can read it there.
        """
        hint = folder / HINT
        try:
            if not self.lines:
                hint.unlink(missing_ok=True)
            elif hint.is_symlink() or not hint.exists() or hint.read_bytes() != self._content:
                draft = folder / f".{HINT}"
                draft.unlink(missing_ok=True)
                with draft.open("xb") as file:
                    file.write(self._content)
                draft.replace(hint)
        except Exception as trouble:
            once = f"no hint can be written into {folder!r}: {trouble}"
            if once not in self.logged:
                self.logged.add(once)
                log.warning("%s", once)
            return not self.lines
        return True

    @property
    def _content(self) -> bytes:
        lines = [
            "Diese Dateien konnten noch nicht übernommen werden. Sie sind sicher aufbewahrt; Aktei versucht es weiter.",
            "Bleibt dieser Hinweis länger als eine Stunde, informieren Sie bitte die Systemverwaltung.",
            "",
            *sorted(self.lines),
        ]
        return ("\r\n".join(lines) + "\r\n").encode()


def in_german(trouble: Exception) -> str:
    """A sentence for people; what a system says of it is English and belongs in the log."""
    if isinstance(trouble, (Refused, BlobError)):
        return (str(trouble).splitlines() or [_UNKNOWN])[0][:300]
    return _SAID.get(trouble.errno or 0, _UNKNOWN) if isinstance(trouble, OSError) else _UNKNOWN
