# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Put bytes in, get bytes out: the one door to them.

```
blob = put(upload)          # StoredBlob(sha256, size): durable when this returns
path(blob.sha256)           # a local file (never write to it)
read(blob.sha256, 0, 1024)  # some bytes
verify(blob.sha256)         # one finding per place
```
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import file_digest
from hashlib import sha256 as sha
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, TypeVar
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from aktei.base.blobs.bucket import Bucket
from aktei.base.blobs.cache import Cache
from aktei.base.blobs.directory import Directory
from aktei.base.blobs.faults import BlobError, BlobMissing, told_clearly
from aktei.base.blobs.places import CHUNK, BlobPlace, FoundBlob

Answer = TypeVar("Answer")
DEFAULT_CACHE = 5 * 10**9  # bytes


@dataclass(frozen=True)
class StoredBlob:
    """Bytes that are durably kept: their SHA-256 in lower-case hexadecimal, and how many they are."""

    sha256: str
    size: int


class State(StrEnum):
    """What `verify` found at a place."""

    INTACT = "intact"
    MISSING = "missing"
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Finding:
    """The state of some bytes at one place."""

    place: str
    state: State


class BlobStore:
    """One place, perhaps a second that has every byte too, and local copies if neither is on this machine."""

    def __init__(self, places: list[BlobPlace], cache: Cache) -> None:
        self.places = places
        self.cache = cache

    def put(self, source: BinaryIO | bytes | Path) -> StoredBlob:
        """Keep these bytes at every place; returns when they are durable everywhere. Twice is as good as once.

        A file is read from where it stands to its end. Raises `StoreFull` or `BlobError`; then nothing
        half-written is visible anywhere.
        """
        incoming = self.cache.root / "incoming"
        with told_clearly(str(incoming)):
            incoming.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=incoming) as file:
                blob = _copy(source, file)  # type: ignore[arg-type]  # a wrapper that passes everything on
                file.flush()
                self._keep(blob, Path(file.name))
        return blob

    def take(self, file: Path) -> StoredBlob:
        """The same for a file that is given away: where it can it becomes what is kept, and nothing is copied.

        It may be deleted afterwards, and must not be written to.
        """
        with told_clearly(str(file)), file.open("rb") as reader:
            blob = StoredBlob(file_digest(reader, sha).hexdigest(), reader.tell())
        self._keep(blob, file)
        return blob

    def _keep(self, blob: StoredBlob, given: Path) -> None:
        # Only the first takes the file itself: a second place is there to have bytes of its own.
        for number, place in enumerate(self.places):
            place.keep(blob.sha256, blob.size, given, given=number == 0)

    def path(self, sha256: str) -> Path:
        """A local file with these bytes, not to be written to. It is certain to stay only for ten minutes."""
        for place in self.places:
            if (local := place.local(sha256)) is not None:
                return local
        copy = self.cache.get(sha256)
        return copy or self._first(sha256, lambda place: self.cache.add(sha256, place.chunks(sha256)))

    def open(self, sha256: str) -> BinaryIO:
        """The bytes as an open file."""
        return self.path(sha256).open("rb")

    def read(self, sha256: str, start: int = 0, length: int | None = None) -> bytes:
        """Some or all of the bytes, from the second place if the first cannot."""
        if length is None:
            return self.path(sha256).read_bytes()[start:]
        return self._first(sha256, lambda place: place.read(sha256, start, length))

    def exists(self, sha256: str) -> bool:
        """Whether at least one place has them."""
        return any(place.look(sha256) for place in self.places)

    def delete(self, sha256: str) -> None:
        """Remove them everywhere. Only the sweep and a lawful disposal may do this."""
        for place in self.places:
            place.delete(sha256)
        if copy := self.cache.get(sha256):
            copy.unlink(missing_ok=True)

    def iterate(self) -> Iterator[FoundBlob]:
        """Everything that the first place has."""
        return self.places[0].iterate()

    def verify(self, sha256: str, *, repair: bool = False) -> tuple[Finding, ...]:
        """Re-read and re-hash at every place. `repair`: replace what is missing or damaged from another."""
        findings = tuple(Finding(place.name, _state(place, sha256)) for place in self.places)
        pairs = zip(self.places, findings, strict=True)
        sound = [place for place, finding in pairs if finding.state is State.INTACT]
        if repair and sound and len(sound) < len(self.places):
            for place in self.places:
                if place not in sound:
                    self._replace(sha256, place, sound[0])
            return self.verify(sha256)
        return findings

    def _replace(self, sha256: str, place: BlobPlace, sound: BlobPlace) -> None:
        copy = sound.local(sha256) or self.cache.add(sha256, sound.chunks(sha256))
        place.delete(sha256)
        place.keep(sha256, copy.stat().st_size, copy)

    def _first(self, sha256: str, ask: Callable[[BlobPlace], Answer]) -> Answer:
        trouble: BlobError | None = None
        for place in self.places:
            try:
                return ask(place)
            except BlobError as error:
                # A place that fails says more than one that merely does not have them.
                trouble = error if trouble is None or isinstance(trouble, BlobMissing) else trouble
        if trouble is None or isinstance(trouble, BlobMissing):
            raise BlobMissing(
                _("Die Datei %(sha256)s fehlt im Speicher. Bitte die Betreuung verständigen.")
                % {"sha256": sha256[:16] + "…"}
            )
        raise trouble


def place(url: str) -> BlobPlace:
    """The place that a URL means: `file:///directory` or `s3://bucket?endpoint=…`."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return Directory(Path(unquote(parts.netloc + parts.path)))
    if parts.scheme == "s3":
        return Bucket(url)
    raise BlobError(_("„%(url)s“ ist kein Speicher: erwartet wird file:///… oder s3://…") % {"url": url})


def put(source: BinaryIO | bytes | Path) -> StoredBlob:
    """See `BlobStore.put`."""
    return configured().put(source)


def take(file: Path) -> StoredBlob:
    """See `BlobStore.take`."""
    return configured().take(file)


def path(sha256: str) -> Path:
    """See `BlobStore.path`."""
    return configured().path(sha256)


def open(sha256: str) -> BinaryIO:
    """See `BlobStore.open`."""
    return configured().open(sha256)


def read(sha256: str, start: int = 0, length: int | None = None) -> bytes:
    """See `BlobStore.read`."""
    return configured().read(sha256, start, length)


def exists(sha256: str) -> bool:
    """See `BlobStore.exists`."""
    return configured().exists(sha256)


def delete(sha256: str) -> None:
    """See `BlobStore.delete`."""
    configured().delete(sha256)


def iterate() -> Iterator[FoundBlob]:
    """See `BlobStore.iterate`."""
    return configured().iterate()


def verify(sha256: str, *, repair: bool = False) -> tuple[Finding, ...]:
    """See `BlobStore.verify`."""
    return configured().verify(sha256, repair=repair)


def configured() -> BlobStore:
    """The store that the settings name."""
    mirror = getattr(settings, "BLOBS_MIRROR_URL", "")
    urls = (settings.BLOBS_URL, mirror) if mirror else (settings.BLOBS_URL,)
    largest = getattr(settings, "CACHE_BYTES", DEFAULT_CACHE)
    # One per process: connections do not survive a fork.
    return _built(urls, Path(settings.CACHE_DIRECTORY) / "blobs", largest, os.getpid())


@lru_cache(maxsize=8)
def _built(urls: tuple[str, ...], cache: Path, largest: int, _process: int) -> BlobStore:
    return BlobStore([place(url) for url in urls], Cache(cache, largest))


def _copy(source: BinaryIO | bytes | Path, target: BinaryIO) -> StoredBlob:
    if isinstance(source, Path):
        with source.open("rb") as file:
            return _copy(file, target)
    reader = BytesIO(source) if isinstance(source, bytes) else source
    digest, size = sha(), 0
    while part := reader.read(CHUNK):
        digest.update(part)
        target.write(part)
        size += len(part)
    return StoredBlob(digest.hexdigest(), size)


def _state(where: BlobPlace, sha256: str) -> State:
    digest = sha()
    try:
        for part in where.chunks(sha256):
            digest.update(part)
    except BlobMissing:
        return State.MISSING
    return State.INTACT if digest.hexdigest() == sha256 else State.DAMAGED
