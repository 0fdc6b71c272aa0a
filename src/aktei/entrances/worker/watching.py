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
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from aktei.entrances.worker import claims, names
from aktei.entrances.worker.claims import CLAIMED, DONE, Claim
from aktei.procedures.mailroom import watched as mailroom

log = logging.getLogger(__name__)

EVERY = 1.0  # seconds between two looks
CALM = 2.0  # seconds a file must stay as it is
CALM_EMPTY = 30.0  # an empty file is most likely still being made
PATIENCE = 600.0  # seconds to wait for files that a sidecar promises
DEEPEST = 6  # folders below a watched folder
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
    _logged: set[str] = field(default_factory=set)
    _told: dict[Path, list[str]] = field(default_factory=dict)

    def look_once(self) -> int:
        """Take what is complete and go on with what was left; returns how many consignments were received.

        Only one process looks at a time; in the others this does nothing. A folder in trouble holds up no other.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with _alone() as alone:
            if not alone:
                return 0
            received, unreachable = 0, _Troubles(self._logged)
            for folder in self._folders():
                received += self._look_into(folder, unreachable)
            received += self._look_into(self.root, unreachable)
            self._forget_gone()
            self._clean_up()
            return received

    def _folders(self) -> list[Path]:
        """The watched folders below the root."""
        found = []
        with os.scandir(self.root) as entries:
            for each in entries:
                if _is_folder(each):
                    found.append(self.root / each.name)
        return sorted(found)

    def _look_into(self, watched: Path, unreachable: "_Troubles") -> int:
        """Everything that one watched folder holds. `unreachable` is told in the root, which is looked at last."""
        troubles = _Troubles(self._logged) if watched != self.root else unreachable
        received = 0
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
        if not _hint(watched, troubles.lines) and watched != self.root:
            unreachable.lines += [f"{names.repaired(watched.name)}: {each}" for each in troubles.lines]
        return received

    def _tell_the_post_room(self, watched: Path, lines: list[str]) -> None:
        """The same as the hint says, for people who never look into the folder; written when it changes."""
        if self._told.get(watched) != sorted(lines):
            name = names.repaired(watched.name) if watched != self.root else ""
            mailroom.tell(name or names.repaired(self.root.name), claims.unit_of_folder(name).chain, sorted(lines))
            self._told[watched] = sorted(lines)

    def _below(self, watched: Path, troubles: "_Troubles") -> list[Path]:
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

    def _complete(self, folder: Path, troubles: "_Troubles") -> list[tuple[list[str], str | None]]:
        """Files that no longer change, with their sidecar: what forms one consignment each."""
        calm, restless = self._looked_at(folder, troubles)
        present = _Present(calm | restless)
        promised: set[str] = set()
        found: list[tuple[list[str], str | None]] = []
        for name in sorted(name for name in present.all if name.lower().endswith(".json")):
            files = self._files_of(folder, name, present, troubles) if name in calm else present.belonging(name)
            promised.update(files, [name])
            if name not in calm:
                continue
            there = [each for each in files if each in present.all]
            waited = time.monotonic() - self._looks[folder / name].since > PATIENCE
            if there and all(each in calm for each in there) and (len(there) == len(files) or waited):
                found.append((there, name))
            elif waited and not there:
                troubles.add(name, "Zu dieser Begleitdatei ist keine Datei da.")
        return found + [([name], None) for name in sorted(calm - promised)]

    def _files_of(self, folder: Path, name: str, present: "_Present", troubles: "_Troubles") -> list[str]:
        """What a sidecar speaks for: the files it lists, else the file it is named after."""
        with troubles.about(folder / name):
            listed = claims.read_sidecar(folder / name).files
            return list(dict.fromkeys(map(present.called, listed))) or present.belonging(name)
        return []

    def _looked_at(self, folder: Path, troubles: "_Troubles") -> tuple[set[str], set[str]]:
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
            self._looks[path] = _Look(found.st_size, found.st_mtime_ns, now)
            return False
        wait = self.calm if look.size else max(self.calm, min(CALM_EMPTY, self.calm * 15))
        return now - look.since >= wait

    def _forget_gone(self) -> None:
        self._looks = {path: look for path, look in self._looks.items() if os.path.lexists(path)}

    def _clean_up(self) -> None:
        today = timezone.localdate().isoformat()
        if self._cleaned_on != today:
            for folder in [self.root, *self._folders()]:
                with _Troubles(self._logged).about(folder):
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


@dataclass
class _Troubles:
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
            said = trouble.strerror if isinstance(trouble, OSError) and trouble.strerror else str(trouble)
            self.add(path.name if known_as is None else known_as, _in_german(trouble, said))


def _in_german(trouble: Exception, said: str) -> str:
    if isinstance(trouble, PermissionError):
        return "Aktei darf hier nicht lesen oder schreiben."
    return (said.splitlines() or [type(trouble).__name__])[0][:300]


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    if names.is_folder_of_a_system(entry.name) or entry.name == DONE:
        return False
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_post(entry: "os.DirEntry[str]", troubles: _Troubles) -> bool:
    name = entry.name
    if name.casefold() == HINT.casefold() or names.is_left_by_a_system(name) or names.is_unfinished(name):
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


def _hint(folder: Path, troubles: list[str]) -> bool:
    """Tell people who look into the folder what waits and why; the hint goes away with the trouble.

    Returns whether they can read it there.
    """
    hint = folder / HINT
    lines = [
        "Diese Dateien konnten noch nicht übernommen werden. Sie sind sicher aufbewahrt; Aktei versucht es weiter.",
        "Bleibt dieser Hinweis länger als eine Stunde, informieren Sie bitte die Systemverwaltung.",
        "",
        *sorted(troubles),
    ]
    content = ("\r\n".join(lines) + "\r\n").encode()
    try:
        if not troubles:
            hint.unlink(missing_ok=True)
        elif hint.is_symlink() or not hint.exists() or hint.read_bytes() != content:
            draft = folder / f".{HINT}"
            draft.unlink(missing_ok=True)
            with draft.open("xb") as file:
                file.write(content)
            draft.replace(hint)
    except Exception as trouble:
        log.warning("no hint can be written into %r: %s", folder, trouble)
        return not troubles
    return True


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
