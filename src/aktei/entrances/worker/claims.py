# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files taken out of a watched folder, on their way to becoming a consignment.

A claim is a directory. Its `.auftrag.json` is written last: with it the claim is complete and will be received;
without it nothing was received yet, and the files go back. It leaves by one rename.
"""

import json
import logging
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.people.queries import unit_by_short_name
from aktei.entrances.worker import names as naming
from aktei.exchange.sidecars import codec as sidecars
from aktei.procedures.mailroom.actions import CHANNELS, NewFault, receive_consignment
from aktei.procedures.rendition.keeping import keep

log = logging.getLogger(__name__)

WATCHER = Actor.system("folder")
_FIRST_SCAN = datetime(1990, 1, 1, tzinfo=UTC).timestamp()
CLAIMED, DONE, ORDER = ".uebernommen", "erledigt", ".auftrag.json"


@dataclass(frozen=True)
class Claim:
    """One consignment on its way. `folder` is the watched folder, also for what lay in a folder below it.

    Files keep the names they had, whatever bytes those are; only what people read is repaired.
    """

    place: Path
    folder: Path

    def names(self) -> list[str]:
        """The files in it, as they were called in the folder."""
        return sorted(each.name for each in self.place.iterdir() if not each.name.startswith("."))

    def resume(self) -> None:
        """Give back what was claimed when the process died before the claim was complete."""
        if (self.place / ORDER).exists():
            return
        for name in self.names():
            os.rename(self.place / name, free_name(self.folder / name))
        shutil.rmtree(self.place)

    def receive(self) -> bool:
        """Hand the files in as one consignment; again without effect if that was done before. Then put them aside."""
        order = json.loads((self.place / ORDER).read_bytes())
        sidecar = self._sidecar(order)
        folder = naming.repaired(order["folder"])
        unit, guessed = _unit_for(sidecar.unit, folder)
        files = [keep(self.place / name, naming.repaired(name)) for name in order["files"]]
        receive_consignment(
            WATCHER,
            unit=unit.id,
            channel=sidecar.channel or "paper",
            received_at=sidecar.received_at or datetime.fromisoformat(order["claimed_at"]),
            documents=[[each] for each in files] if sidecar.separate_documents else [files],
            scanned_at=sidecar.scanned_at or datetime.fromisoformat(order["changed_at"]),
            scanned_by=sidecar.scanned_by,
            scanner=sidecar.scanner or folder,
            sender=sidecar.sender,
            subject_line=sidecar.subject_line,
            faults=[
                *(NewFault("sidecar", each) for each in sidecar.remarks),
                *(NewFault("files_missing", each) for each in order["remarks"]),
                *(NewFault("unknown_unit", each) for each in guessed),
            ],
            idempotency_key=self.place.name,
        )
        self._put_aside(order)
        return True

    def _sidecar(self, order: dict[str, Any]) -> sidecars.Sidecar:
        if not order["sidecar"]:
            return sidecars.Sidecar()
        return read_sidecar(self.place / order["sidecar"])

    def _put_aside(self, order: dict[str, Any]) -> None:
        day = self.folder / DONE / timezone.localdate().isoformat()
        day.mkdir(parents=True, exist_ok=True)
        stem = naming.shortened(Path(order["files"][0]).stem, 160)
        os.rename(self.place, day / f"{stem}-{self.place.name[-12:]}")


def take(
    watched: Path,
    named: str,
    folder: Path,
    names: list[str],
    sidecar: str | None,
    known: Mapping[str, tuple[int, int]],
) -> None:
    """Claim these files by renaming them away. If one of them was taken or changed meanwhile, all go back.

    `folder` is where they lie: the watched folder or one below it. `named` is what the watched folder is called.
    """
    place = watched / CLAIMED / str(uuid4())
    place.mkdir(parents=True)
    claim = Claim(place, watched)
    everything = [*names, *([sidecar] if sidecar else [])]
    changed_at = 0.0
    for name in everything:
        try:
            os.rename(folder / name, place / name)
        except FileNotFoundError:
            claim.resume()
            return
        except OSError:  # another program holds it open, or it is not ours to move
            claim.resume()
            raise
        found = (place / name).lstat()
        changed = name in known and known[name] != (found.st_size, found.st_mtime_ns)
        if changed or not stat.S_ISREG(found.st_mode):
            claim.resume()
            return
        changed_at = max(changed_at, found.st_mtime if name != sidecar else 0.0)
    now = timezone.now()
    order = {
        "files": names,
        "sidecar": sidecar,
        "folder": named,
        "claimed_at": now.isoformat(),
        "changed_at": _likely(changed_at, now).isoformat(),
        "remarks": _missing(place, names, sidecar),
    }
    # In ASCII, because the bytes of a name may be no text at all.
    _write(place / ORDER, json.dumps(order).encode())


def _likely(moment: float, now: datetime) -> datetime:
    """When a file was written last, unless the clock of whoever wrote it was wrong by years."""
    return datetime.fromtimestamp(moment, UTC) if _FIRST_SCAN <= moment <= now.timestamp() else now


def left_over(folder: Path) -> list[Claim]:
    """Every claim in a folder, complete or not."""
    try:
        return [Claim(each, folder) for each in sorted((folder / CLAIMED).iterdir()) if each.is_dir()]
    except FileNotFoundError:
        return []


def complete(folder: Path) -> Iterator[Claim]:
    """Claims that can be received."""
    return (claim for claim in left_over(folder) if (claim.place / ORDER).exists())


def remove_old(folder: Path, *, keep_days: int) -> None:
    """Remove what was received more than so many days ago; the bytes are in the blob store."""
    last = timezone.localdate() - timedelta(days=keep_days)
    try:
        days = list((folder / DONE).iterdir())
    except FileNotFoundError:
        return
    for day in days:
        try:
            old = date.fromisoformat(day.name) < last
        except ValueError:
            continue
        if old:
            shutil.rmtree(day, ignore_errors=True)


def read_sidecar(path: Path) -> sidecars.Sidecar:
    """What a sidecar says; no more of it is read than one may be long."""
    with path.open("rb") as file:
        content = file.read(sidecars.LARGEST + 1)
    return sidecars.read(content, channels=CHANNELS, now=timezone.localtime())


def _missing(place: Path, names: list[str], sidecar: str | None) -> list[str]:
    """A remark for the clerk if a sidecar promised files that never came."""
    if sidecar is None:
        return []
    told = read_sidecar(place / sidecar)
    there = {naming.key(name) for name in names}
    absent = [naming.repaired(name) for name in told.files if naming.key(name) not in there]
    return [f"Laut Begleitdatei gehören dazu, kamen aber nicht an: {', '.join(absent)}."] if absent else []


def _unit_for(named: str, folder: str) -> tuple[Any, list[str]]:
    """The unit a consignment is for, and what to tell the clerk if it had to be guessed."""
    if named:
        try:
            return unit_by_short_name(WATCHER, named), []
        except Missing:
            remark = [f"Die Begleitdatei nennt die unbekannte Einheit „{named}“."]
            return unit_of_folder(folder), remark
    return unit_of_folder(folder), []


def unit_of_folder(folder: str) -> Any:
    """The unit whose short name begins the folder's name (`50.1` or `50.1 Scanner Flur`), else the fallback."""
    for name in (folder, folder.split(" ")[0]):
        try:
            return unit_by_short_name(WATCHER, name)
        except Missing:
            continue
    return unit_by_short_name(WATCHER, settings.WATCH_FALLBACK_UNIT)


def free_name(path: Path) -> Path:
    """The path itself, or one beside it if a new file of that name has come meanwhile."""
    if not path.exists():
        return path
    stem, suffix = os.path.splitext(path.name)
    return path.with_name(f"{naming.shortened(stem, 200)}-{uuid4().hex[:8]}{suffix[:20]}")


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f"{path.name}.neu")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
