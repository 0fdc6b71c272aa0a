# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From originals to a rendition: an archival PDF/A-2b with text, the text and word boxes of every page, a thumbnail.

Pure: files in, files out, no database. Every step leaves finished files in the work directory, so that the same call
after a crash goes on where it stopped. All bytes from outside are opened in child processes only (`pool`).
"""

import base64
import hashlib
import shutil
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Literal

from aktei.procedures.rendition import finished, pool
from aktei.procedures.rendition.limits import Limits
from aktei.procedures.rendition.quarantine import Quarantined
from aktei.procedures.rendition.remarks import Found, Remark, merged, pages_text
from aktei.procedures.rendition.words import Word, text_of, unpack

__all__ = ["Limits", "Quarantined", "Rendered", "RenderedPage", "render"]

Source = Literal["ocr", "digital", "blank", "hidden_text"]
Progress = Callable[[int, int], None]

Span = tuple[int, int]
"""First and last page of an original, counted from 1, both included."""

_BATCH = 16  # text pages per order: they take milliseconds, so the way into the child would cost more
_OF_ONE_PAGE = frozenset({"damaged", "truncated", "broken"})
_MOST_SPOILT = 200  # pages of one file that are looked at although they are spoilt
_FIRST_ORDERS = 20  # so many of a document go ahead; after that, long documents take turns
_LAYOUT = 2  # raise it when the files in the work directory change their meaning


@dataclass(frozen=True)
class RenderedPage:
    """One page of the archival copy. Width and height in points as displayed; rotation is the PDF's, clockwise.

    `source`: `digital` and `hidden_text` kept the text they came with, `ocr` was read, on `blank` nothing was found.
    `confidence` is 0..100; 100 where nothing had to be read.
    """

    number: int
    width_pt: float
    height_pt: float
    rotation: int
    text: str
    words: list[Word]
    source: Source
    confidence: float


@dataclass(frozen=True)
class Rendered:
    """The files lie in the work directory until the caller has stored them."""

    archival: Path
    pages: list[RenderedPage]
    thumbnail: Path
    remarks: list[Remark] = field(default_factory=list)


def render(
    originals: Sequence[Path],
    work: Path,
    *,
    limits: Limits,
    password: str | None = None,
    accept_as_is: bool = False,
    progress: Progress = lambda done, total: None,
    workers: pool.Pool | None = None,
    lane: int = 0,
    spans: Sequence[Span | None] = (),
) -> Rendered:
    """Make one rendition of all originals, in their order; of one with a span only of the pages in it.

    `work` is a directory for this rendition alone; it may hold what an earlier call left. `accept_as_is` goes on
    despite active content (it is left out of the archival copy) and takes what is readable of a truncated file.
    `progress` hears of pages done and pages in total; if it raises, what is finished stays for the next call.
    `lane`: the smaller, the sooner its pages are read while others are being read.

    Raises Quarantined if an original cannot or must not be worked on, `pool.Unavailable` if this machine lacks
    something (then try again later). The originals are never changed.
    """
    task = _Task(work, limits, workers or pool.shared(limits.memory_bytes), progress, accept_as_is, lane)
    meant = list(spans) or [None] * len(originals)
    task.begin(originals, meant)
    sources = task.look_through(originals, meant, password)
    plan = task.number_pages(sources)
    task.read_pages(plan)
    archival = task.assemble(plan)
    thumbnail = task.draw_thumbnail(archival)
    numbers = [entry["number"] for entry in plan]
    damaged = task.damaged(sources)
    of_pages = ((number, [*task.remarks(number), *([["damaged"]] if number in damaged else [])]) for number in numbers)
    remarks = merged((source["remarks"] for source in sources), of_pages)
    return Rendered(archival, [task.page(number) for number in numbers], thumbnail, remarks)


@dataclass(frozen=True)
class _Task:
    work: Path
    limits: Limits
    workers: pool.Pool
    progress: Progress
    accept_as_is: bool
    lane: int = 0
    orders: "Iterator[int]" = field(default_factory=count)

    def begin(self, originals: Sequence[Path], spans: Sequence[Span | None]) -> None:
        """Keep the work directory if it belongs to exactly this call, else empty it."""
        if not originals:
            raise ValueError("a rendition needs at least one original")
        self.work.mkdir(parents=True, exist_ok=True)
        identity = [_LAYOUT, self.accept_as_is, *map(_fingerprint, originals), *map(str, spans)]
        if finished.read_json(self.work / "identity.json") != identity:
            for leftover in self.work.iterdir():
                shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
            finished.write_json(self.work / "identity.json", identity)

    def look_through(
        self, originals: Sequence[Path], spans: Sequence[Span | None], password: str | None
    ) -> list[dict[str, Any]]:
        """Triage every original."""
        orders: dict[int, Future[Any]] = {}
        for number, (original, span) in enumerate(zip(originals, spans, strict=True), 1):
            if finished.read_json(self._source(number, "json")) is None:
                orders[number] = self._submit(
                    "triage",
                    self.limits.document_seconds,
                    original=str(original),
                    prepared=str(self._source(number, "pdf")),
                    limits=self.limits.as_dict(),
                    password=password,
                    accept_as_is=self.accept_as_is,
                    span=span,
                )
        findings = []
        for number, order in orders.items():
            try:
                finished.write_json(self._source(number, "json"), order.result())
            except Quarantined as finding:
                findings.append(finding.at(f"Datei {number} von {len(originals)}") if len(originals) > 1 else finding)
        if findings:  # of several, the first decides what is asked; all are named
            raise Quarantined(findings[0].code, "; ".join(each.detail for each in findings if each.detail))
        return [finished.read_json(self._source(number, "json")) for number in range(1, len(originals) + 1)]

    def number_pages(self, sources: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """All pages in the order of the originals, counted from 1."""
        plan = [
            {"kind": source["kind"], "path": source["path"], "index": index, "looks": looks}
            for source in sources
            for index, looks in enumerate(source["pages"], source.get("begins", 0))
        ]
        if len(plan) > self.limits.pages:
            raise Quarantined("too_many_pages", f"{len(plan)} Seiten, erlaubt {self.limits.pages}")
        return [{"number": number, **entry} for number, entry in enumerate(plan, 1)]

    def read_pages(self, plan: list[dict[str, Any]]) -> None:
        """Read what an earlier call has not read yet; a few orders at a time, so that others get their turn."""
        missing = [entry for entry in plan if finished.read_json(self._file(entry["number"], "json")) is None]
        done = len(plan) - len(missing)
        self.progress(done, len(plan))
        orders = ((batch, self._read_order(batch)) for batch in _batches(missing))
        spoilt = _Spoilt()
        # Closed at once, also when `progress` raises: whoever calls may go on as soon as this has ended.
        with closing(self._as_finished(orders, spoilt)) as finished_batches:
            for number in finished_batches:
                done += number
                self.progress(done, len(plan))
        spoilt.refuse()

    def assemble(self, plan: list[dict[str, Any]]) -> Path:
        """Write the archival copy; pages that no PDF/A can hold as they are go in as pictures."""
        target = self.work / "archival.pdf"
        if target.exists():
            return target
        for _ in range(3):
            pages = [self._part(entry) for entry in plan]
            culprits = self._submit(
                "assemble", self._seconds(len(plan)), pages=pages, work=str(self.work), target=str(target)
            ).result()
            if not culprits:
                return target
            culprits = set(culprits)
            self._take_pictures([entry for entry in plan if entry["number"] in culprits], len(plan))
        raise Quarantined("broken")

    def draw_thumbnail(self, archival: Path) -> Path:
        """A small picture of the first page."""
        target = self.work / "thumbnail.webp"
        if not target.exists():
            self._submit("thumbnail", self.limits.page_seconds, archival=str(archival), target=str(target)).result()
        return target

    def page(self, number: int) -> RenderedPage:
        """What was found on a page."""
        record = finished.read_json(self._file(number, "json"))
        words = unpack(base64.b64decode(record.pop("words")))
        del record["remarks"]
        return RenderedPage(text=text_of(words), words=words, **record)

    def damaged(self, sources: list[dict[str, Any]]) -> set[int]:
        """The pages that are known to be damaged before anything is read of them."""
        found, before = set(), 0
        for source in sources:
            found |= {before + number for number in source.get("damaged", ())}
            before += len(source["pages"])
        return found

    def remarks(self, number: int) -> Found:
        """What is to be known of a page."""
        found: Found = finished.read_json(self._file(number, "json"))["remarks"]
        return found

    def _take_pictures(self, entries: list[dict[str, Any]], pages: int) -> None:
        """Progress counts these pages a second time: they are worked on a second time."""
        done = pages
        orders = ((batch, self._picture_order(batch)) for batch in _batches(entries, _BATCH // 4, alone=False))
        with closing(self._as_finished(orders)) as finished_batches:
            for number in finished_batches:
                done += number
                self.progress(done, pages + len(entries))

    def _part(self, entry: dict[str, Any]) -> dict[str, Any]:
        """What `assemble` needs to know of a page."""
        if self._file(entry["number"], "pdf").exists():
            return {"number": entry["number"]}
        return {key: entry[key] for key in ("number", "path", "index")}

    def _read_order(self, batch: list[dict[str, Any]]) -> "Future[Any]":
        return self._submit(
            "read",
            self.limits.page_seconds * (1 + (len(batch) - 1) / 4),
            path=batch[0]["path"],
            kind=batch[0]["kind"],
            pages=[[entry["index"], entry["number"]] for entry in batch],
            work=str(self.work),
            page_pixels=self.limits.page_pixels,
            lenient=self.accept_as_is,
        )

    def _picture_order(self, batch: list[dict[str, Any]]) -> "Future[Any]":
        return self._submit(
            "picture",
            self.limits.page_seconds * (1 + (len(batch) - 1) / 4),
            path=batch[0]["path"],
            pages=[[entry["index"], entry["number"]] for entry in batch],
            work=str(self.work),
            page_pixels=self.limits.page_pixels,
        )

    def _as_finished(
        self, orders: "Iterator[tuple[_Batch, Future[Any]]]", spoilt: "_Spoilt | None" = None
    ) -> Generator[Any]:
        """Results as they come, with few orders in the queue at any time.

        The first failure ends the rest, unless it is of one page and `spoilt` remembers it.
        """
        running: dict[Future[Any], _Batch] = {}
        try:
            for batch, order in orders:
                running[order] = batch
                if len(running) >= 2 * self.workers.size:
                    yield from _ready(running, spoilt)
            while running:
                yield from _ready(running, spoilt)
        finally:
            # What a child has begun still writes into the work directory, which the caller may empty next.
            wait([future for future in running if not future.cancel()])

    def _submit(self, step: str, seconds: float, **arguments: Any) -> "Future[Any]":
        """The first pages of every document come before the later ones of any other in its lane."""
        rank = (self.lane, min(next(self.orders), _FIRST_ORDERS))
        return self.workers.submit(step, arguments, seconds=seconds, limits=self.limits, rank=rank)

    def _seconds(self, pages: int) -> float:
        return self.limits.document_seconds + pages * 0.5

    def _source(self, number: int, ending: str) -> Path:
        return self.work / f"source-{number:03}.{ending}"

    def _file(self, number: int, ending: str) -> Path:
        return self.work / f"{number:05}.{ending}"


_Batch = list[dict[str, Any]]


class _Spoilt:
    """Pages that cannot be read as they are; all of them are named, not only the first."""

    def __init__(self) -> None:
        self.pages: list[int] = []
        self.codes: set[str] = set()

    def takes(self, batch: _Batch, finding: Quarantined) -> bool:
        """Whether this is about one page, and the others are still worth a look."""
        if finding.code not in _OF_ONE_PAGE or len(batch) > 1 or len(self.pages) >= _MOST_SPOILT:
            return False
        self.pages.append(batch[0]["number"])
        self.codes.add(finding.code)
        return True

    def refuse(self) -> None:
        """Raise what was found, once every page was looked at."""
        if self.pages:
            raise Quarantined(self.codes.pop() if len(self.codes) == 1 else "damaged", pages_text(sorted(self.pages)))


def _ready(running: "dict[Future[Any], _Batch]", spoilt: _Spoilt | None) -> Iterator[Any]:
    """Wait for results and take them out; a finding says on which page it was made."""
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        batch = running.pop(future)
        try:
            yield future.result()
        except Quarantined as finding:
            if spoilt is None or not spoilt.takes(batch, finding):
                raise finding.at(pages_text([each["number"] for each in batch])) from finding


def _batches(
    entries: list[dict[str, Any]], most: int = _BATCH, *, alone: bool = True
) -> Iterator[list[dict[str, Any]]]:
    """Pages of the same original together; pictures one by one if they are to be read."""
    batch: list[dict[str, Any]] = []
    for entry in entries:
        if alone and entry["looks"] == "picture":
            yield [entry]
            continue
        if batch and (batch[0]["path"] != entry["path"] or len(batch) == most):
            yield batch
            batch = []
        batch.append(entry)
    if batch:
        yield batch


def _fingerprint(path: Path) -> str:
    """Enough to tell whether a work directory belongs to this original; not a proof of its integrity."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(2**16)
        file.seek(max(0, size - 2**16))
        return f"{size}-{hashlib.sha256(head + file.read()).hexdigest()}"
