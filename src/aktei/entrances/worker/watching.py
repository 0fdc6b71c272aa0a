# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Watched folders: a file that a scanner or a person puts there becomes a consignment, exactly once.

    eingang/<unit or scanner>/brief.pdf                  being written, or waiting until it no longer changes
    eingang/<unit or scanner>/2026-11/brief.pdf          the same; scanners make folders by date
    eingang/<unit or scanner>/.uebernommen/<id>/         claimed by one rename; `.auftrag.json` comes last
    eingang/<unit or scanner>/erledigt/<date>/…/         received; kept some days, then removed

Polling, because nothing else works on SMB and NFS. The claim's id is the idempotency key of the consignment: whatever
dies at whatever moment, the next look goes on with the claim, and receiving it again changes nothing.

No file and no folder holds up another: whatever goes wrong with one is told in `AKTEI-HINWEIS.txt`, and the look
goes on.
"""

import logging
import os
import stat
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from aktei.base.outbox.locks import alone
from aktei.entrances.worker import claims, names
from aktei.entrances.worker.claims import CLAIMED, DONE, Claim
from aktei.entrances.worker.troubles import HINT, Troubles
from aktei.entrances.worker.whereabouts import Whereabouts
from aktei.procedures.mailroom import watched as mailroom

log = logging.getLogger(__name__)

EVERY = 1.0  # seconds between two looks
CALM = 2.0  # seconds a file must stay as it is
CALM_EMPTY = 30.0  # an empty file is most likely still being made
PATIENCE = 600.0  # seconds to wait for files that a sidecar promises
DEEPEST = 6  # folders below a watched folder
UNFINISHED = 24 * 3600.0  # seconds after which nobody is still writing a file that calls itself unfinished
_ONE_WATCHER = 4_107_220_311  # the number of our advisory lock


@dataclass
class _Look:
    """A file as it was when first seen in this state."""

    size: int
    changed: int
    since: float
    touched: float
    """When it last came or changed, by the clock of the drive; that survives a restart."""

    @property
    def lies_long(self) -> bool:
        """Whether whatever belongs to it should have come by now."""
        return max(time.monotonic() - self.since, time.time() - self.touched) > PATIENCE


@dataclass
class Watcher:
    """Remembers how files looked, to tell when they are complete."""

    root: Path
    calm: float = CALM
    _looks: dict[Path, _Look] = field(default_factory=dict)
    _cleaned_on: str = ""
    _logged: set[str] = field(default_factory=set)
    _told: dict[Path, list[str]] = field(default_factory=dict)
    _missed: dict[Path, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._whereabouts = Whereabouts(settings.DATA / "watched_folders.json", self.root)

    def look_once(self) -> int:
        """Take what is complete and go on with what was left; returns how many consignments were received.

        Only one process looks at a time; in the others this does nothing. A folder in trouble holds up no other.
        """
        with alone(_ONE_WATCHER) as am_alone:
            if not am_alone:
                return 0
            received, unreachable = 0, Troubles(self._logged)
            folders = self._folders(unreachable)
            for folder in folders:
                received += self._look_into(folder, unreachable)
            received += self._look_into(self.root, unreachable)
            self._forget_gone()
            self._clean_up(folders)
            return received

    def _folders(self, troubles: Troubles) -> list[Path]:
        """The watched folders below the root; what was watched before and is gone is a trouble."""
        found: list[Path] = []
        with troubles.about(self.root, known_as="", may_vanish=False):
            if not self._whereabouts.missed(self.root):
                self.root.mkdir(parents=True, exist_ok=True)
            with os.scandir(self.root) as entries:
                found += sorted(self.root / each.name for each in entries if _is_folder(each))
            self._tell_of_none_but(found)
        with troubles.about(self.root, known_as="", may_vanish=False):
            self._missed = self._whereabouts.look(found)
            for path, why in self._missed.items():
                troubles.add(path.name if path != self.root else "", why)
                if path not in (self.root, *found):
                    self._tell_the_post_room(path, [why])
        return found

    def _tell_of_none_but(self, found: list[Path]) -> None:
        """What was told of a folder that was taken away on purpose is over."""
        for path in [each for each in self._told if each not in (self.root, *found, *self._missed)]:
            self._tell_the_post_room(path, [])
            del self._told[path]

    def _look_into(self, watched: Path, unreachable: Troubles) -> int:
        """Everything that one watched folder holds. `unreachable` is told in the root, which is looked at last."""
        troubles = Troubles(self._logged) if watched != self.root else unreachable
        received = 0
        if watched in self._missed:
            troubles.add("", self._missed[watched])
        with troubles.about(watched, known_as=""):
            for claim in claims.left_over(watched):
                with troubles.about(claim.place):
                    claim.resume()
        for folder in [watched, *(self._below(watched, troubles) if watched != self.root else [])]:
            with troubles.about(folder, known_as=folder.name if folder != watched else ""):
                for files, sidecar in self._complete(folder, troubles):
                    with troubles.about(folder / files[0]):
                        self._claim(watched, folder, files, sidecar)
        with troubles.about(watched, known_as=""):
            for claim in claims.complete(watched):
                with troubles.about(claim.place, known_as=_names_in(claim), may_vanish=False):
                    received += claim.receive()
        with troubles.about(watched):
            self._tell_the_post_room(watched, troubles.lines)
        if not troubles.hint(watched) and watched != self.root:
            unreachable.lines += [f"{names.repaired(watched.name)}: {each}" for each in troubles.lines]
        return received

    def _tell_the_post_room(self, watched: Path, lines: list[str]) -> None:
        """The same as the hint says, for people who never look into the folder; written when it changes."""
        if self._told.get(watched) != sorted(lines):
            name = names.repaired(watched.name) if watched != self.root else ""
            mailroom.tell(name or names.repaired(self.root.name), claims.unit_of_folder(name).chain, sorted(lines))
            self._told[watched] = sorted(lines)

    def _below(self, watched: Path, troubles: Troubles) -> list[Path]:
        """The folders below a watched folder, as deep as anybody sorts scans."""
        found, level = [], [watched]
        for _depth in range(DEEPEST):
            deeper = []
            for folder in level:
                with troubles.about(folder, known_as=folder.name), os.scandir(folder) as entries:
                    deeper += sorted(folder / each.name for each in entries if _is_folder(each))
            found += deeper
            level = deeper
        for folder in level:
            with troubles.about(folder), os.scandir(folder) as entries:
                if any(_is_folder(each) for each in entries):
                    troubles.add(folder.name, "In so tief verschachtelte Ordner sieht Aktei nicht hinein.")
        return found

    def _claim(self, watched: Path, folder: Path, files: list[str], sidecar: str | None) -> None:
        looks = {name: self._looks.get(folder / name) for name in [*files, *([sidecar] if sidecar else [])]}
        known = {name: (look.size, look.changed) for name, look in looks.items() if look}
        claims.take(watched, watched.name if watched != self.root else "", folder, files, sidecar, known)

    def _complete(self, folder: Path, troubles: Troubles) -> list[tuple[list[str], str | None]]:
        """Files that no longer change, with their sidecar: what forms one consignment each."""
        calm, restless = self._looked_at(folder, troubles)
        present = _Present(calm | restless)
        promised: set[str] = set()
        found: list[tuple[list[str], str | None]] = []
        for name in sorted(name for name in present.all if name.lower().endswith(".json")):
            files = self._files_of(folder, name, present, troubles) if name in calm else present.belonging(name)
            promised.update(files, [name])
            there, look = [each for each in files if each in present.all], self._looks[folder / name]
            if not there and look.lies_long:
                troubles.add(name, "Zu dieser Begleitdatei ist keine Datei da.")
            if name not in calm:
                continue
            waited = time.monotonic() - look.since > PATIENCE
            if there and all(each in calm for each in there) and (len(there) == len(files) or waited):
                found.append((there, name))
        return found + [([name], None) for name in sorted(calm - promised)]

    def _files_of(self, folder: Path, name: str, present: "_Present", troubles: Troubles) -> list[str]:
        """What a sidecar speaks for: the files it lists, else the file it is named after."""
        with troubles.about(folder / name):
            listed = claims.read_sidecar(folder / name).files
            return list(dict.fromkeys(map(present.called, listed))) or present.belonging(name)
        return []

    def _looked_at(self, folder: Path, troubles: Troubles) -> tuple[set[str], set[str]]:
        """The names in a folder that may be taken, and those that still change."""
        calm: set[str] = set()
        restless: set[str] = set()
        now = time.monotonic()
        with os.scandir(folder) as entries:
            for entry in entries:
                with troubles.about(folder / entry.name):
                    if _is_post(entry, troubles):
                        (calm if self._is_calm(entry, now) else restless).add(entry.name)
        return calm, restless

    def _is_calm(self, entry: "os.DirEntry[str]", now: float) -> bool:
        try:
            # Not entry.stat(): over SMB and NFS it may be as old as the listing.
            found = os.stat(entry.path)
        except FileNotFoundError:
            return False
        path = Path(entry.path)
        look = self._looks.get(path)
        if look is None or (look.size, look.changed) != (found.st_size, found.st_mtime_ns):
            self._looks[path] = _Look(found.st_size, found.st_mtime_ns, now, max(found.st_mtime, found.st_ctime))
            return False
        wait = self.calm if look.size else max(self.calm, min(CALM_EMPTY, self.calm * 15))
        return now - look.since >= wait

    def _forget_gone(self) -> None:
        self._looks = {path: look for path, look in self._looks.items() if os.path.lexists(path)}

    def _clean_up(self, folders: list[Path]) -> None:
        today = timezone.localdate().isoformat()
        if self._cleaned_on != today:
            for folder in [self.root, *folders]:
                with Troubles(self._logged).about(folder):
                    claims.remove_old(folder, keep_days=settings.WATCH_KEEP_DAYS)
            self._cleaned_on = today
            self._logged.clear()


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


class _Present:
    """The files of a folder, found by whatever form of their names somebody wrote down."""

    def __init__(self, present: set[str]) -> None:
        self.all = present
        self._by_key = {names.key(name): name for name in sorted(present)}

    def called(self, name: str) -> str:
        """What a file is really called; a file that is not there keeps the name it was given."""
        return name if name in self.all else self._by_key.get(names.key(name), name)

    def belonging(self, sidecar: str) -> list[str]:
        """The file a sidecar is named after: `brief.pdf.json` or `brief.json` for `brief.pdf`."""
        stem = sidecar[: -len(".json")]
        if (whole := self.called(stem)) in self.all:
            return [whole]
        alike = (name for name in self.all if names.key(Path(name).stem) == names.key(stem))
        return sorted(name for name in alike if not name.lower().endswith(".json"))


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    if names.is_folder_of_a_system(entry.name) or entry.name == DONE:
        return False
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_post(entry: "os.DirEntry[str]", troubles: Troubles) -> bool:
    name = entry.name
    if name.casefold() == HINT.casefold() or names.is_left_by_a_system(name):
        return False
    if names.is_unfinished(name):
        found = entry.stat(follow_symlinks=False)
        if stat.S_ISREG(found.st_mode) and time.time() - max(found.st_mtime, found.st_ctime) > UNFINISHED:
            troubles.add(name, "Diese Datei ist seit über einem Tag unfertig. Legen Sie sie bitte noch einmal ab.")
        return False
    if entry.is_symlink():  # it could point at anything on this machine
        troubles.add(name, "Verknüpfungen werden nicht übernommen. Legen Sie bitte die Datei selbst in den Ordner.")
        return False
    if entry.is_file(follow_symlinks=False):
        return True
    if not entry.is_dir(follow_symlinks=False):
        troubles.add(name, "Das ist keine gewöhnliche Datei.")
    return False


def _names_in(claim: Claim) -> str:
    try:
        return ", ".join(names.repaired(each) for each in claim.names())
    except OSError:
        return claim.place.name


__all__ = ["CLAIMED", "DONE", "Watcher", "run"]
