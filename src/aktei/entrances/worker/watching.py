# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Watched folders: a file that a scanner or a person puts there becomes a consignment, exactly once.

    eingang/<unit or scanner>/brief.pdf                  being written, or waiting until it no longer changes
    eingang/<unit or scanner>/.uebernommen/<id>/         claimed by one rename; `.auftrag.json` comes last
    eingang/<unit or scanner>/erledigt/<date>/…/         received; kept some days, then removed

Polling, because nothing else works on SMB and NFS. The claim's id is the idempotency key of the consignment: whatever
dies at whatever moment, the next look goes on with the claim, and receiving it again changes nothing.
"""

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from aktei.entrances.worker import claims, sidecars
from aktei.entrances.worker.claims import CLAIMED, DONE, Claim
from aktei.procedures.mailroom.actions import CHANNELS

log = logging.getLogger(__name__)

EVERY = 1.0  # seconds between two looks
CALM = 2.0  # seconds a file must stay as it is
CALM_EMPTY = 30.0  # an empty file is most likely still being made
PATIENCE = 600.0  # seconds to wait for files that a sidecar promises
UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".filepart", ".download", ".lock", "~")
HINT = "AKTEI-HINWEIS.txt"
_ONE_WATCHER = 4_107_220_311  # the number of our advisory lock


@dataclass
class _Look:
    """A file as it was when first seen in this state."""

    size: int
    changed: int
    since: float


@dataclass
class Watcher:
    """Remembers how files looked, to tell when they are complete."""

    root: Path
    calm: float = CALM
    _looks: dict[Path, _Look] = field(default_factory=dict)
    _cleaned_on: str = ""

    def look_once(self) -> int:
        """Take what is complete and go on with what was left; returns how many consignments were received.

        Only one process looks at a time; in the others this does nothing. A folder in trouble holds up no other.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with _alone() as alone:
            if not alone:
                return 0
            received = sum(self._look_into(folder) for folder in self._folders())
            self._forget_gone()
            self._clean_up()
            return received

    def _folders(self) -> Iterator[Path]:
        yield self.root
        with os.scandir(self.root) as entries:
            names = sorted(each.name for each in entries if each.is_dir(follow_symlinks=False))
        yield from (self.root / name for name in names if not name.startswith(".") and name != DONE)

    def _look_into(self, folder: Path) -> int:
        try:
            for claim in claims.left_over(folder):
                claim.resume()
            for names, sidecar in self._complete(folder):
                self._claim(folder, names, sidecar)
            return self._receive(folder)
        except OSError as trouble:
            log.error("watched folder %s: %s", folder, trouble)
            return 0

    def _claim(self, folder: Path, names: list[str], sidecar: str | None) -> None:
        looks = {name: self._looks.get(folder / name) for name in [*names, *([sidecar] if sidecar else [])]}
        known = {name: (look.size, look.changed) for name, look in looks.items() if look}
        claims.take(folder, self.root, names, sidecar, known)

    def _receive(self, folder: Path) -> int:
        """Hand every claim in; what fails stays claimed, is tried again with every look, and says so in the folder."""
        received, troubles = 0, []
        for claim in claims.complete(folder):
            try:
                received += claim.receive()
            except Exception as trouble:
                log.exception("could not receive %s from %s", claim.place.name, folder)
                troubles.append((claim, trouble))
        _hint(folder, troubles)
        return received

    def _complete(self, folder: Path) -> Iterator[tuple[list[str], str | None]]:
        """Files that no longer change, with their sidecar: what forms one consignment each."""
        calm, restless = self._looked_at(folder)
        present = calm | restless
        promised: set[str] = set()
        for name in sorted(name for name in present if name.endswith(".json")):
            files = self._files_of(folder, name, present) if name in calm else _belonging(name, present)
            promised.update(files, [name])
            if name not in calm or not files:
                continue
            there = [each for each in files if each in present]
            waited = time.monotonic() - self._looks[folder / name].since
            if all(each in calm for each in there) and there and (len(there) == len(files) or waited > PATIENCE):
                yield there, name
        yield from (([name], None) for name in sorted(calm - promised))

    def _files_of(self, folder: Path, name: str, present: set[str]) -> list[str]:
        """What a sidecar speaks for: the files it lists, else the file it is named after."""
        try:
            content = (folder / name).read_bytes()
        except OSError:
            return []
        listed = sidecars.read(content, channels=CHANNELS, zone=timezone.get_default_timezone()).files
        return listed or _belonging(name, present)

    def _looked_at(self, folder: Path) -> tuple[set[str], set[str]]:
        """The names in a folder that may be taken, and those that still change."""
        calm: set[str] = set()
        restless: set[str] = set()
        now = time.monotonic()
        with os.scandir(folder) as entries:
            for entry in entries:
                if _is_post(entry):
                    (calm if self._is_calm(entry, now) else restless).add(entry.name)
        return calm, restless

    def _is_calm(self, entry: "os.DirEntry[str]", now: float) -> bool:
        try:
            # Not entry.stat(): over SMB and NFS it may be as old as the listing.
            found = os.stat(entry.path)
        except OSError:
            return False
        path = Path(entry.path)
        look = self._looks.get(path)
        if look is None or (look.size, look.changed) != (found.st_size, found.st_mtime_ns):
            self._looks[path] = _Look(found.st_size, found.st_mtime_ns, now)
            return False
        wait = self.calm if look.size else max(self.calm, min(CALM_EMPTY, self.calm * 15))
        return now - look.since >= wait

    def _forget_gone(self) -> None:
        self._looks = {path: look for path, look in self._looks.items() if path.exists()}

    def _clean_up(self) -> None:
        today = timezone.localdate().isoformat()
        if self._cleaned_on != today:
            for folder in self._folders():
                claims.remove_old(folder, keep_days=settings.WATCH_KEEP_DAYS)
            self._cleaned_on = today


def run(stop: threading.Event) -> None:
    """Look again and again until told to stop. Survives everything but the end of its process."""
    watcher = Watcher(Path(settings.WATCH_DIRECTORY))
    while not stop.wait(EVERY):
        try:
            watcher.look_once()
        except Exception:
            log.exception("looking into the watched folders failed; trying again")
        finally:
            close_old_connections()


def _is_post(entry: "os.DirEntry[str]") -> bool:
    name = entry.name
    if not sidecars.is_plain_name(name) or name == HINT or name.lower().endswith(UNFINISHED):
        return False
    # A link could point at anything on this machine.
    return entry.is_file(follow_symlinks=False)


def _belonging(sidecar: str, present: set[str]) -> list[str]:
    """The file a sidecar is named after: `brief.pdf.json` or `brief.json` for `brief.pdf`."""
    stem = sidecar.removesuffix(".json")
    if stem in present:
        return [stem]
    return sorted(name for name in present if Path(name).stem == stem and not name.endswith(".json"))


def _hint(folder: Path, troubles: list[tuple[Claim, Exception]]) -> None:
    """Tell people who look into the folder what waits and why; the hint goes away with the trouble."""
    hint = folder / HINT
    if not troubles:
        hint.unlink(missing_ok=True)
        return
    lines = [
        "Diese Dateien konnten noch nicht übernommen werden. Sie sind sicher aufbewahrt; Aktei versucht es weiter.",
        "Bleibt dieser Hinweis länger als eine Stunde, informieren Sie bitte die Systemverwaltung.",
        "",
        *(f"{', '.join(claim.names())}: {str(trouble).splitlines()[0][:300]}" for claim, trouble in troubles),
    ]
    hint.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether nobody else looks right now, on any machine; the database lets go of the lock of a dead process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ONE_WATCHER])
        alone = bool((cursor.fetchone() or [False])[0])
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_ONE_WATCHER])


__all__ = ["CLAIMED", "DONE", "Watcher", "run"]
