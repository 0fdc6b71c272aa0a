# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a Tantivy index lives: generations in one directory, of which one is live.

index/index.json      which generation is live, format and analysis it was written with; replaced in one step
index/rebuild.json    which generation a rebuild fills, and rebuilt.json how far it is
index/writer.lock     held by the one process that writes the live generation; rebuild.lock by the one that rebuilds
index/g-…/            a Tantivy index and its lexicon.json
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from aktei.procedures.search.analysis import ANALYSIS_VERSION
from aktei.procedures.search.engines.port import IndexBusyError, IndexOutdatedError
from aktei.procedures.search.engines.tantivy_schema import FORMAT_VERSION

_POLL_SECONDS: Final = 0.05
_BUSY: Final = {
    "writer": "Ein anderer Prozess schreibt gerade in den Suchindex. Nichts ist verloren: Wartende Änderungen "
    "werden nachgetragen, sobald er fertig ist.",
    "rebuild": "Der Suchindex wird schon von einem anderen Prozess neu aufgebaut. Bitte warten.",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """What index.json says. `begun`: it was empty when it went live, and fills with what changes."""

    generation: str
    format: int = FORMAT_VERSION
    analysis: int = ANALYSIS_VERSION
    begun: bool = False

    @property
    def current(self) -> bool:
        """Whether this version of Aktei wrote it, so that it is read as it was written."""
        return (self.format, self.analysis) == (FORMAT_VERSION, ANALYSIS_VERSION)


class Store:
    """The directory of an index."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def stamp(self) -> Stamp | None:
        """The live generation, None where there is no index yet. One of another analysis answers as well as it can.

        Raises:
            IndexOutdatedError: the index was written in another format, or index.json cannot be read.

        """
        try:
            stamp = self._read("index.json")
        except (ValueError, TypeError) as error:
            raise IndexOutdatedError(self._outdated("hat ein unlesbares Verzeichnis")) from error
        if stamp and stamp.format != FORMAT_VERSION:
            raise IndexOutdatedError(self._outdated("stammt von einer anderen Version von Aktei"))
        return stamp

    def _read(self, name: str) -> Stamp | None:
        try:
            return Stamp(**json.loads((self.root / name).read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None

    def _outdated(self, reason: str) -> str:
        return (
            f"Der Suchindex {reason}. Akten und Dokumente sind davon nicht berührt. Er wird im "
            "Hintergrund neu aufgebaut; sofort geht es mit: aktei search rebuild"
        )

    def changed(self, generation: str | None) -> tuple[int, ...]:
        """Differs as soon as another generation is live or this one has a new commit; costs two stats."""
        names = ["index.json"] if generation is None else ["index.json", f"{generation}/meta.json"]
        seen: list[int] = []
        for name in names:
            try:
                found = os.stat(self.root / name)
            except FileNotFoundError:
                seen.append(0)
            else:
                seen += (found.st_mtime_ns, found.st_ino)
        return tuple(seen)

    def path(self, generation: str) -> Path:
        """The directory of a generation."""
        return self.root / generation

    def create(self, learned: frozenset[str]) -> str:
        """Begin an empty generation beside the live one."""
        generation = f"g-{uuid4().hex[:12]}"
        directory = self.path(generation)
        directory.mkdir(parents=True)
        write_json(directory / "lexicon.json", {"learned": sorted(learned)})
        return generation

    def learned(self, generation: str) -> frozenset[str]:
        """The words a generation's analysis has learned."""
        try:
            found = json.loads((self.path(generation) / "lexicon.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return frozenset()
        return frozenset(found["learned"])

    def go_live(self, generation: str, *, begun: bool = False) -> None:
        """Make a generation the live one, in one step; readers follow with their next request."""
        write_json(self.root / "index.json", asdict(Stamp(generation, begun=begun)))

    def unfinished(self) -> str | None:
        """The generation a killed rebuild left behind, if it can be continued."""
        try:
            stamp, live = self._read("rebuild.json"), self._read("index.json")
        except (ValueError, TypeError):
            return None
        usable = stamp and stamp.current and self.path(stamp.generation).is_dir()
        return stamp.generation if stamp and usable and not (live and live.generation == stamp.generation) else None

    def begin(self, generation: str) -> None:
        """Remember the generation a rebuild writes, so that it can be continued."""
        (self.root / "rebuilt.json").unlink(missing_ok=True)
        write_json(self.root / "rebuild.json", asdict(Stamp(generation)))

    def tell(self, done: int, total: int) -> None:
        """Tell other processes how far the rebuild is."""
        write_json(self.root / "rebuilt.json", {"done": done, "total": total})

    def rebuilt(self) -> tuple[int, int]:
        """How far the rebuild is."""
        try:
            found = json.loads((self.root / "rebuilt.json").read_text(encoding="utf-8"))
            return int(found["done"]), int(found["total"])
        except (FileNotFoundError, ValueError, TypeError, KeyError):
            return 0, 0

    def tidy(self) -> None:
        """Remove generations that are neither live nor growing. Readers keep what they have open."""
        growing = self.unfinished()
        if growing is None:
            for name in ("rebuild.json", "rebuilt.json"):
                (self.root / name).unlink(missing_ok=True)
        try:
            live = self._read("index.json")
        except (ValueError, TypeError):
            return  # which one is live cannot be told; the next one will be
        for directory in self.root.glob("g-*"):
            if directory.name not in {live.generation if live else None, growing}:
                shutil.rmtree(directory, ignore_errors=True)

    @contextmanager
    def locked(self, name: str, wait_seconds: float) -> Iterator[None]:
        """Hold a lock between processes; released by the kernel when its holder dies.

        Raises:
            IndexBusyError: another process held it for that long.

        """
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / f"{name}.lock").open("a") as handle:
            deadline = time.monotonic() + wait_seconds
            while not _try_lock(handle.fileno()):
                if time.monotonic() > deadline:
                    raise IndexBusyError(_BUSY[name])
                time.sleep(_POLL_SECONDS)
            yield


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write a file so that it is there completely or not at all, even after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    growing = path.with_suffix(f".{os.getpid()}.new")
    with growing.open("w", encoding="utf-8") as handle:
        json.dump(content, handle, ensure_ascii=False)
        handle.flush()
        os.fsync(handle.fileno())
    growing.replace(path)
