# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rendition beside what one would use without us: the bare `tesseract` program, and `ocrmypdf`.

All three work on the same generated pages, on all cores, in turns, so that whatever else the machine does hits them
alike. The bare program gets the page images and only writes text; the other two write PDF/A.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdfium2
from rapidfuzz.distance import Levenshtein
from rich.console import Console
from rich.progress import track

from aktei.entrances.cli.bench.memory import watched
from aktei.entrances.demo.letters import Degradation, letter, scan
from aktei.procedures.rendition import pool, reading
from aktei.procedures.rendition.limits import Limits
from aktei.procedures.rendition.pipeline import Rendered, render

DEGRADATIONS: tuple[Degradation, ...] = ("light", "heavy")
_PAGES_PER_FILE = 5
_BORN_DIGITAL_PAGES = 400


@dataclass
class Contender:
    """What one way of reading needed and made."""

    seconds: float = 0.0
    pages: int = 0
    bytes_out: int = 0
    error_rates: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in DEGRADATIONS})

    @property
    def rate(self) -> float:
        """Pages per second."""
        return self.pages / self.seconds if self.seconds else 0.0

    def error_rate(self, degradation: str) -> float:
        """Mean character error rate of the pages of one kind, 0..1."""
        rates = self.error_rates[degradation]
        return sum(rates) / len(rates) if rates else 0.0


@dataclass
class Result:
    """One run. Rates are pages per second on all cores, error rates 0..1, memory in bytes (shared pages once)."""

    pages: int
    cores: int
    rendition_rate: float
    tesseract_rate: float
    ocrmypdf_rate: float
    error_rates: dict[str, dict[str, float]]
    bytes_in_per_page: float
    bytes_out_per_page: float
    ocrmypdf_bytes_per_page: float
    peak_memory: int
    born_digital_rate_per_core: float
    over_tesseract: float = 0.0
    over_ocrmypdf: float = 0.0
    missed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.over_tesseract = self.rendition_rate / self.tesseract_rate
        self.over_ocrmypdf = self.rendition_rate / self.ocrmypdf_rate
        light, heavy = self.error_rates["light"], self.error_rates["heavy"]
        targets = {
            "1.25 × the page rate of tesseract": self.over_tesseract >= 1.25,
            "2.5 × the page rate of ocrmypdf": self.over_ocrmypdf >= 2.5,
            "light pages read no worse than by tesseract": light["rendition"] <= light["tesseract"],
            "heavy pages with at most a third of tesseract's errors": heavy["rendition"] <= heavy["tesseract"] / 3,
            "50 born-digital pages per second and core": self.born_digital_rate_per_core >= 50,
        }
        self.missed = [target for target, reached in targets.items() if not reached]


@dataclass
class _File:
    degradation: Degradation
    path: Path
    images: list[Path]
    truth: list[str]


def run(pages: int = 200, sample: int = 1) -> Result:
    """Measure on `pages` generated pages, half of them lightly and half heavily degraded.

    `sample`: ocrmypdf gets only every so many-th pair of files; it takes half of the whole time. Needs the
    `tesseract` program with German. Takes about four seconds a page on two cores.
    """
    cores = len(os.sched_getaffinity(0))
    ours, bare, theirs = Contender(), Contender(), Contender()
    workers = pool.Pool(cores, niceness=0)
    peaks: list[int] = []
    with tempfile.TemporaryDirectory(prefix="aktei-bench-") as temporary:
        place = Path(temporary)
        bytes_in = 0
        _warm_up(place, workers)
        rounds = _rounds(pages, place)
        for files in track(rounds, "OCR", total=_round_count(pages), console=Console(stderr=True)):
            bytes_in += sum(file.path.stat().st_size for file in files)
            with _timed(ours), watched(lambda: (os.getpid(), *workers.children), peaks):
                rendered = _render(files, place, workers)
            _note_renditions(ours, files, rendered)
            with _timed(bare):
                texts = _tesseract([image for file in files for image in file.images], cores)
            _note(bare, files, texts)
            some = [file for number, file in enumerate(files) if number // 2 % sample == 0]
            with _timed(theirs):
                copies = [_ocrmypdf(file.path, cores) for file in some]
            _note(theirs, some, [text for copy in copies for text in _texts(copy)])
            theirs.bytes_out += sum(copy.stat().st_size for copy in copies)
            _forget(files)
        born_digital = _born_digital(place)
    return Result(
        pages=ours.pages,
        cores=cores,
        rendition_rate=ours.rate,
        tesseract_rate=bare.rate,
        ocrmypdf_rate=theirs.rate,
        error_rates={
            kind: {
                "rendition": ours.error_rate(kind),
                "tesseract": bare.error_rate(kind),
                "ocrmypdf": theirs.error_rate(kind),
            }
            for kind in DEGRADATIONS
        },
        bytes_in_per_page=bytes_in / ours.pages,
        bytes_out_per_page=ours.bytes_out / ours.pages,
        ocrmypdf_bytes_per_page=theirs.bytes_out / theirs.pages,
        peak_memory=max(peaks),
        born_digital_rate_per_core=born_digital,
    )


def _round_count(pages: int) -> int:
    return -(-max(2, round(pages / _PAGES_PER_FILE)) // _files_per_round())


def _files_per_round() -> int:
    return 4 * len(os.sched_getaffinity(0))


def _rounds(pages: int, place: Path) -> Iterator[list[_File]]:
    """Files of a few pages, light and heavy by turns."""
    count, size = max(2, round(pages / _PAGES_PER_FILE)), _files_per_round()
    for first in range(0, count, size):
        yield [_file(seed, place) for seed in range(first, min(count, first + size))]


def _file(seed: int, place: Path) -> _File:
    degradation = DEGRADATIONS[seed % 2]
    written = letter(seed, pages=_PAGES_PER_FILE, reference=f"50.30-2026/{seed:05}")
    path = place / f"{seed}.pdf"
    path.write_bytes(scan(written, degradation=degradation))
    images = []
    with pikepdf.open(path) as pdf:
        for number, page in enumerate(pdf.pages):
            images.append(place / f"{seed}-{number}.jpg")
            images[-1].write_bytes(page.Resources.XObject.Scan.read_raw_bytes())
    return _File(degradation, path, images, written.text_pages)


def _forget(files: list[_File]) -> None:
    for file in files:
        for path in (file.path, file.path.with_suffix(".ocr.pdf"), *file.images):
            path.unlink(missing_ok=True)


@contextmanager
def _timed(contender: Contender) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    contender.seconds += time.perf_counter() - begin


def _warm_up(place: Path, workers: pool.Pool) -> None:
    """A service that runs has its children: starting them is not part of the page rate."""
    warm = place / "warm.pdf"
    warm.write_bytes(scan(letter(0, pages=workers.size)))
    render([warm], place / "warm", limits=Limits(), workers=workers)
    shutil.rmtree(place / "warm")


def _render(files: list[_File], place: Path, workers: pool.Pool) -> list[Rendered]:
    """As the worker does it: several renditions at a time share the children."""

    def one(file: _File) -> Rendered:
        return render([file.path], place / f"work-{file.path.stem}", limits=Limits(), workers=workers)

    with ThreadPoolExecutor(workers.size + 1) as threads:
        return list(threads.map(one, files))


def _note_renditions(ours: Contender, files: list[_File], rendered: list[Rendered]) -> None:
    _note(ours, files, [page.text for one in rendered for page in one.pages])
    for one in rendered:
        ours.bytes_out += one.archival.stat().st_size
        shutil.rmtree(one.archival.parent)


def _note(contender: Contender, files: list[_File], texts: list[str]) -> None:
    pairs = [(file.degradation, truth) for file in files for truth in file.truth]
    for (degradation, truth), text in zip(pairs, texts, strict=True):
        expected, found = " ".join(truth.split()), " ".join(text.split())
        contender.error_rates[degradation].append(Levenshtein.distance(expected, found) / len(expected))
        contender.pages += 1


def _tesseract(images: list[Path], cores: int) -> list[str]:
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}

    def one(image: Path) -> str:
        command = ["tesseract", str(image), "stdout", "-l", reading.LANGUAGE, "--dpi", "300"]
        done = subprocess.run(command, env=environment, capture_output=True, check=True)  # noqa: S603
        return done.stdout.decode()

    with ThreadPoolExecutor(cores) as threads:
        return list(threads.map(one, images))


def _ocrmypdf(path: Path, cores: int) -> Path:
    target = path.with_suffix(".ocr.pdf")
    # Its default output is PDF/A where the file allows; asking for it would demand Ghostscript.
    program = [sys.executable, "-m", "ocrmypdf", "--jobs", str(cores), "--language", reading.LANGUAGE]
    command = [*program, "--quiet", str(path), str(target)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    return target


def _texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _born_digital(place: Path) -> float:
    """Pages per second of one child, beginning with a finished child and ending with the archival copy."""
    alone = pool.Pool(1, niceness=0)
    path, work = place / "digital.pdf", place / "digital"
    path.write_bytes(letter(1, pages=4).pdf)
    render([path], work, limits=Limits(), workers=alone)
    path.write_bytes(letter(2, pages=_BORN_DIGITAL_PAGES).pdf)
    begin = time.perf_counter()
    render([path], work, limits=Limits(), workers=alone)
    return _BORN_DIGITAL_PAGES / (time.perf_counter() - begin)


def table(result: Result) -> str:
    """The run as Markdown, for `docs/benchmarks.md`."""
    rates = (result.rendition_rate, result.tesseract_rate, result.ocrmypdf_rate)
    rows = [
        ("pages per second", *(f"{rate:.2f}" for rate in rates)),
        ("the rendition is faster by", "", f"{result.over_tesseract:.2f} ×", f"{result.over_ocrmypdf:.2f} ×"),
    ]
    for kind, errors in result.error_rates.items():
        rows.append((f"character errors, {kind}", *(f"{100 * rate:.2f} %" for rate in errors.values())))
    written = f"{result.bytes_out_per_page / 1024:.0f}", f"{result.ocrmypdf_bytes_per_page / 1024:.0f}"
    rows += [
        (f"KiB per page (scan: {result.bytes_in_per_page / 1024:.0f})", written[0], "–", written[1]),
        ("peak memory, all processes, MiB", f"{result.peak_memory / 2**20:.0f}", "", ""),
        ("born-digital pages per second and core", f"{result.born_digital_rate_per_core:.0f}", "", ""),
    ]
    heading = f"{result.pages} pages, {result.cores} cores"
    lines = [f"| {heading} | rendition | tesseract | ocrmypdf |", "|---|--:|--:|--:|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    verdict = f"Not reached: {'; '.join(result.missed)}." if result.missed else "All targets reached."
    return "\n".join([*lines, "", verdict])
