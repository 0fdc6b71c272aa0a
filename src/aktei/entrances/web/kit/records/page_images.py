# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of pages, kept on disk once drawn, and drawn ahead of the reader.

The cache holds nothing official: it may be emptied at any time. Who may see a page is decided before anybody asks here.
"""

import os
import secrets
import shutil
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from aktei.base.blobs import store
from aktei.procedures.rendition.imaging import page_image

WIDTHS = (400, 640, 900, 1280, 1800, 2560)
"""Pixels. Few steps, so that screens of nearly the same size share a picture."""

LARGEST = 2 * 10**9
"""Bytes of pictures kept; beyond that the oldest go."""

_AHEAD = 4
_WAITING = 8
_WRITES_BETWEEN_SWEEPS = 512


def step_for(width: str | int | None) -> int:
    """The smallest step that is at least as wide as asked; 900 for anything that is no number."""
    asked = int(width or 900) if str(width).isdecimal() and len(str(width)) < 9 else 900
    return next((step for step in WIDTHS if step >= asked), WIDTHS[-1])


def page(archival: str, number: int, width: int) -> bytes:
    """Page `number` of the PDF/A with this SHA-256 as WebP. Raises `Unrenderable` or `BlobError`."""
    return _cache(str(settings.CACHE_DIRECTORY)).page(archival, number, width)


def ahead(archival: str, number: int, last: int, width: int, *, count: int = _AHEAD) -> None:
    """Draw the next pages in the background, unless that would only make others wait."""
    cache = _cache(str(settings.CACHE_DIRECTORY))
    for following in range(number + 1, min(number + count, last) + 1):
        cache.draw_later(archival, following, width)


def forget(archival: str) -> None:
    """Throw away every picture of the pages of this PDF/A, as its document was deleted."""
    _cache(str(settings.CACHE_DIRECTORY)).forget(archival)


@lru_cache(maxsize=4)
def _cache(directory: str) -> "PageCache":
    return PageCache(Path(directory) / "pages")


class PageCache:
    """One per process; several processes share the directory, as files appear whole or not at all."""

    def __init__(self, root: Path, largest: int = LARGEST) -> None:
        self._root = root
        self._largest = largest
        self._lock = threading.Lock()
        self._drawing: dict[Path, Future[bytes]] = {}
        self._waiting: set[Path] = set()
        self._painter = ThreadPoolExecutor(1, "page-painter")
        self._written = 0

    def page(self, archival: str, number: int, width: int) -> bytes:
        """From disk, or drawn now. Who asks for a page that is being drawn waits for it instead of drawing it again."""
        path = self._place(archival, number, width)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return self._drawn(path, archival, number, width)

    def draw_later(self, archival: str, number: int, width: int) -> None:
        """Draw in the background if there is nothing better to do; what cannot be drawn is told when asked for."""
        path = self._place(archival, number, width)
        with self._lock:
            if path in self._waiting or path in self._drawing or len(self._waiting) >= _WAITING or path.exists():
                return
            self._waiting.add(path)
        self._painter.submit(self._in_background, path, archival, number, width)

    def sweep(self) -> None:
        """Remove the oldest pictures until the rest fits."""
        found = sorted((status.st_mtime, status.st_size, path) for path, status in self._files())
        total = sum(size for _, size, _ in found)
        for _, size, path in found:
            if total <= self._largest:
                return
            path.unlink(missing_ok=True)
            total -= size

    def forget(self, archival: str) -> None:
        """Remove every picture made of these bytes."""
        shutil.rmtree(self._root / archival[:2] / archival, ignore_errors=True)

    def _files(self) -> list[tuple[Path, os.stat_result]]:
        files = []
        for path in self._root.rglob("*.webp"):
            try:
                files.append((path, path.stat()))
            except FileNotFoundError:  # another process swept it away
                continue
        return files

    def _place(self, archival: str, number: int, width: int) -> Path:
        return self._root / archival[:2] / archival / f"{number}-{width}.webp"

    def _in_background(self, path: Path, archival: str, number: int, width: int) -> None:
        try:
            if not path.exists():
                self._drawn(path, archival, number, width)
        except Exception:  # noqa: S110 (the reader who turns to this page is told; here nobody listens)
            pass
        finally:
            with self._lock:
                self._waiting.discard(path)

    def _drawn(self, path: Path, archival: str, number: int, width: int) -> bytes:
        with self._lock:
            under_way = self._drawing.get(path)
            if under_way is None:
                mine: Future[bytes] = Future()
                self._drawing[path] = mine
        if under_way is not None:
            return under_way.result()
        try:
            content = page_image(store.path(archival), number, width)
            self._keep(path, content)
            mine.set_result(content)
        except BaseException as error:
            mine.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._drawing[path]
        return content

    def _keep(self, path: Path, content: bytes) -> None:
        """A full disk costs time, not the page: the picture is shown, just not kept."""
        beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(content)
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
            return
        self._written += 1
        if self._written % _WRITES_BETWEEN_SWEEPS == 0:
            self._painter.submit(self.sweep)
