# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which folders were watched before, and on which drive they lay: what is gone is told, also after a restart.

A drive that is not mounted looks like an empty folder, or like none. Whoever puts letters there sees no error, so
the office has to hear of it from us. What stays away for a day was most likely taken away on purpose.
"""

import json
import logging
import os
import stat
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

log = logging.getLogger(__name__)

FORGOTTEN = 24 * 3600.0  # seconds after which a folder that is gone is not missed any more
_GONE = "Der Ordner ist nicht mehr da. Was dort abgelegt werden soll, kommt nicht an."
_NOT_MOUNTED = "Das Netzlaufwerk ist nicht erreichbar oder nicht eingehängt. Was dort abgelegt wird, kommt nicht an."


@dataclass
class _Known:
    """A folder as it was last: the mount point it lay below, and since when it is gone."""

    drive: str
    gone_since: float | None = None


@dataclass
class Whereabouts:
    """Remembered in a file beside the data of this machine, by the path of the folder."""

    file: Path
    root: Path
    _known: dict[str, _Known] = field(default_factory=dict)
    _written: str = ""

    def __post_init__(self) -> None:
        try:
            self._written = self.file.read_text()
            self._known = {path: _Known(**each) for path, each in json.loads(self._written).items()}
        except FileNotFoundError:
            pass
        except (OSError, ValueError, TypeError, AttributeError) as trouble:
            log.warning("%s is not readable, all watched folders are new again: %s", self.file, trouble)

    def missed(self, path: Path) -> str:
        """Why this folder is missed, empty if it is there as it was."""
        known = self._known.get(os.fsdecode(path))
        if known is None:
            return ""
        if not os.path.ismount(known.drive):
            return _NOT_MOUNTED
        return "" if _is_there(path) else _GONE

    def look(self, found: Iterable[Path]) -> dict[Path, str]:
        """Which folders are missed, and why. Those found are remembered, and those gone for long are forgotten."""
        now, troubles = time.time(), {}
        here = {os.fsdecode(each) for each in (self.root, *found) if _is_there(each)}
        for path in sorted({*self._mine(), *here}):
            if not (why := self.missed(Path(path))):
                if path in here:
                    self._known[path] = _Known(_drive_of(path))
                continue
            known = self._known[path]
            known.gone_since = known.gone_since or now
            if now - known.gone_since < FORGOTTEN:
                troubles[Path(path)] = why
            else:
                del self._known[path]
        self._keep()
        return troubles

    def _mine(self) -> list[str]:
        root = os.fsdecode(self.root)
        return [path for path in self._known if path == root or os.path.dirname(path) == root]

    def _keep(self) -> None:
        content = json.dumps({path: asdict(each) for path, each in sorted(self._known.items())})
        if content == self._written:
            return
        try:
            draft = self.file.with_name(f".{self.file.name}.neu")
            draft.write_text(content)
            draft.replace(self.file)
        except OSError as trouble:
            log.warning("%s cannot be written: %s", self.file, trouble)
        self._written = content


def _is_there(path: Path) -> bool:
    """Whether there is a folder; one that cannot be asked is there, and says for itself what is wrong with it."""
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True


def _drive_of(path: str) -> str:
    """The mount point a folder lies below."""
    place = os.path.realpath(path)
    while not os.path.ismount(place) and place != os.path.dirname(place):
        place = os.path.dirname(place)
    return place
